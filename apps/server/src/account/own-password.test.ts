import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { hashPassword } from "#platform/password.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

/** Hashing takes long; nobody else's request waits for it. */
let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let client: Caller;
let count = 0;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  count += 1;
  clinic = await makeTestClinic(trellis, `clinic-${count}`);
  client = await mint();
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const mint = () =>
  mintSignIn(superuser, clinic, clinic.client.accountId, { kind: "client", app: "client" });
const askEmail = (password = TEST_PASSWORD, caller = client) =>
  request(trellis, caller, "POST", "/api/account/email", {
    email: `${randomUUID()}@example.org`,
    password,
  });
const changePassword = (current: string, next: string) =>
  request(trellis, client, "POST", "/api/account/password", { current, next });

/** Watches the connections that the server takes while something goes on: the most at once. */
async function mostTaken(work: () => Promise<unknown>): Promise<number> {
  const { pool } = trellis.app;
  let taken = 0;
  let most = 0;
  const take = () => void (most = Math.max(most, (taken += 1)));
  const give = () => void (taken -= 1);
  pool.on("acquire", take).on("release", give);
  try {
    await work();
  } finally {
    pool.off("acquire", take).off("release", give);
  }
  return most;
}

const codesOf = (answers: readonly { json: () => unknown }[]) =>
  answers.map((answer) => (answer.json() as { code?: string }).code ?? "done").toSorted();

describe("many requests of one sign-in that ask for the password", () => {
  test("take one connection at a time, and five of them change something", async () => {
    let answers: readonly { json: () => unknown }[] = [];
    const most = await mostTaken(async () => {
      answers = await Promise.all(Array.from({ length: 24 }, () => askEmail()));
    });
    expect(most).toBe(1);
    expect(codesOf(answers)).toEqual([
      ...Array<string>(5).fill("done"),
      ...Array<string>(19).fill("too-many-tries"),
    ]);
  });

  test("take one connection at a time when they change the password", async () => {
    const next = () => `a new one ${randomUUID()}`;
    const most = await mostTaken(() =>
      Promise.all(Array.from({ length: 12 }, () => changePassword("not this one", next()))),
    );
    expect(most).toBe(1);
  });
});

describe("a password that is asked for once more", () => {
  /** Passwords that others have hashed when the request gives its first connection back. */
  async function hashedBeforeRelease(ask: () => Promise<{ statusCode: number }>): Promise<number> {
    let hashed = 0;
    const others = Array.from({ length: 60 }, async () => {
      await hashPassword("somebody else's", randomBytes(16));
      hashed += 1;
    });
    const released = new Promise<number>((resolve) =>
      trellis.app.pool.once("release", () => resolve(hashed)),
    );
    const answer = ask();
    const before = await released;
    await Promise.all(others);
    expect((await answer).statusCode).toBe(200);
    return before;
  }

  // Hashes are made in the order in which they are asked for, four at a time: one that comes last sees the others done.
  test("is hashed while its request holds no connection: a change of e-mail", async () => {
    expect(await hashedBeforeRelease(() => askEmail())).toBeLessThan(45);
  });

  test("is hashed while its request holds no connection: a change of password", async () => {
    const ask = () => changePassword(TEST_PASSWORD, "a longer one than before");
    expect(await hashedBeforeRelease(ask)).toBeLessThan(45);
  });

  test("is counted before it is hashed, whichever of one's sign-ins asks", async () => {
    const callers = await Promise.all(Array.from({ length: 14 }, mint));
    const answers = await Promise.all(callers.map((caller) => askEmail("not this one", caller)));
    expect(codesOf(answers)).toEqual([
      ...Array<string>(4).fill("too-many-tries"),
      ...Array<string>(10).fill("wrong-password"),
    ]);
  });

  test("is not hashed at all once there were five changes of e-mail in the hour", async () => {
    for (let index = 0; index < 5; index += 1) expect((await askEmail()).statusCode).toBe(200);
    const answer = await askEmail("not this one");
    expect([answer.statusCode, answer.json()]).toMatchObject([429, { code: "too-many-tries" }]);
  });
});
