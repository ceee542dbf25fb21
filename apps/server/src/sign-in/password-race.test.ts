import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { hashCode } from "#platform/link-secret.ts";
import { hashPassword } from "#platform/password.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { hashToken, makeToken } from "#platform/token.ts";
import { linkTo, secretOf } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";
import { presentedBy } from "../safety/database-attacker.ts";

type Connection = {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: unknown[]; readonly rowCount: number | null }>;
  release(): void;
};

/** Two transactions of the application at once, each held open as long as the test likes. */
let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let first: Connection;
let second: Connection;
let count = 0;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  first = await trellis.app.pool.connect();
  second = await trellis.app.pool.connect();
});
beforeEach(async () => {
  count += 1;
  clinic = await makeTestClinic(trellis, `race-${count}`);
});
afterAll(async () => {
  first.release();
  second.release();
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

/** Comes back when this connection waits for another one, or when what it was asked is done. */
async function waitsOrIsDone(connection: Connection, work: Promise<unknown>): Promise<void> {
  const pid = (connection as unknown as { processID: number }).processID;
  let isDone = false;
  const noteDone = () => void (isDone = true);
  work.then(noteDone, noteDone);
  for (let isWaiting = false; !isDone && !isWaiting;) {
    const { rows } = await superuser.pool.query<{ waits: boolean }>(
      "SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits",
      [pid],
    );
    isWaiting = rows[0]?.waits === true;
  }
}

const oldHash = async () => {
  const { rows } = await superuser.pool.query<{ salt: Buffer }>(
    "SELECT salt FROM account_password WHERE account_id = $1",
    [clinic.client.accountId],
  );
  return hashPassword(TEST_PASSWORD, rows[0]?.salt ?? Buffer.alloc(16));
};

/** Signs the client in on a connection, as the server does. */
async function startSignIn(on: Connection, passwordHash: Buffer) {
  const login = (await trellis.fieldKeys.ofClinic(clinic.code)).loginIndex(clinic.client.email);
  const token = makeToken(clinic.code);
  const answer = on.query(
    `SELECT account_id FROM app.start_sign_in($1, $2, $3, 'client', '90 days', $4, $5, NULL, '192.0.2.1', 'other', 'other', NULL, $6)`,
    [clinic.code, login, passwordHash, randomUUID(), hashToken(token), randomBytes(32)],
  );
  const caller: Caller = { app: "client", cookie: `__Host-trellis-client=${token}` };
  return { answer, caller };
}

/** Takes on the identity of a caller for the transaction that is open. */
async function open(on: Connection, caller: Caller): Promise<void> {
  const { clinicCode, tokenHash, app } = presentedBy(caller);
  await on.query("SELECT app.open_sign_in($1, $2, '{client}', $3, true)", [
    clinicCode,
    tokenHash,
    app,
  ]);
}

const changePassword = (on: Connection, from: Buffer, token = randomBytes(32)) =>
  on.query("SELECT app.change_own_password($1, $2, $3, $4) AS ended", [
    from,
    randomBytes(16),
    randomBytes(32),
    token,
  ]);

/** A reset that the clinic's administrator asks for. @returns how its link is used up */
async function askReset() {
  const administrator = await signInAs(
    trellis,
    "clinician",
    clinic.code,
    clinic.administrator.email,
    TEST_PASSWORD,
  );
  const url = `/api/accounts/${clinic.client.accountId}/reset`;
  const { code } = (await request(trellis, administrator, "POST", url)).json<{ code: string }>();
  const secret = secretOf(await linkTo(trellis, superuser, clinic.code, clinic.client.email));
  return (on: Connection) =>
    on.query("SELECT account_id FROM app.accept_invite($1, $2, $3, $4, $5)", [
      clinic.code,
      hashToken(secret),
      hashCode(secret, code),
      randomBytes(16),
      randomBytes(32),
    ]);
}

const mint = () =>
  mintSignIn(superuser, clinic, clinic.client.accountId, { kind: "client", app: "client" });
const whoIs = async (caller: Caller) =>
  (await request(trellis, caller, "GET", "/api/sign-in")).statusCode;

describe("a sign-in with the old password", () => {
  test("that waits for a reset opens nothing", async () => {
    const hash = await oldHash();
    const acceptReset = await askReset();
    await second.query("BEGIN");
    expect((await acceptReset(second)).rowCount).toBe(1);
    const { answer, caller } = await startSignIn(first, hash);
    await waitsOrIsDone(first, answer);
    await second.query("COMMIT");
    expect((await answer).rowCount).toBe(0);
    expect(await whoIs(caller)).toBe(401);
  });

  test("that waits for a change of password opens nothing", async () => {
    const hash = await oldHash();
    await second.query("BEGIN");
    await open(second, await mint());
    expect((await changePassword(second, hash)).rows).toEqual([{ ended: 0 }]);
    const { answer, caller } = await startSignIn(first, hash);
    await waitsOrIsDone(first, answer);
    await second.query("COMMIT");
    expect((await answer).rowCount).toBe(0);
    expect(await whoIs(caller)).toBe(401);
  });

  test("that is under way is ended by a change of password", async () => {
    const hash = await oldHash();
    await first.query("BEGIN");
    const { answer, caller } = await startSignIn(first, hash);
    expect((await answer).rowCount).toBe(1);
    await second.query("BEGIN");
    await open(second, await mint());
    const change = changePassword(second, hash);
    await waitsOrIsDone(second, change);
    await first.query("COMMIT");
    expect((await change).rows).toEqual([{ ended: 1 }]);
    await second.query("COMMIT");
    expect(await whoIs(caller)).toBe(401);
  });

  test("that is under way is ended by a reset", async () => {
    const acceptReset = await askReset();
    await first.query("BEGIN");
    const { answer, caller } = await startSignIn(first, await oldHash());
    expect((await answer).rowCount).toBe(1);
    const reset = acceptReset(second);
    await waitsOrIsDone(second, reset);
    await first.query("COMMIT");
    expect((await reset).rowCount).toBe(1);
    expect(await whoIs(caller)).toBe(401);
  });
});

describe("what is asked with the old password while a reset is made", () => {
  /** @returns the SQLSTATE of the refusal */
  const afterReset = async (
    ask: (on: Connection, hash: Buffer) => Promise<{ rows: unknown[] }>,
  ) => {
    const hash = await oldHash();
    const phone = await mint();
    const acceptReset = await askReset();
    await second.query("BEGIN");
    await acceptReset(second);
    await first.query("BEGIN");
    await open(first, phone);
    const asked = ask(first, hash).then(
      (answer) => answer.rows,
      (error: { code: string }) => error.code,
    );
    await waitsOrIsDone(first, asked);
    await second.query("COMMIT");
    await asked;
    await first.query("ROLLBACK");
    return asked;
  };

  test("is no change of e-mail", async () => {
    const ask = (on: Connection, hash: Buffer) =>
      on.query("SELECT app.ask_own_email_change($1, $2, $3, NULL, $4, $5)", [
        hash,
        randomUUID(),
        randomBytes(32),
        randomBytes(40),
        randomBytes(32),
      ]);
    expect(await afterReset(ask)).toBe("28000");
  });

  test("is no change of password", async () => {
    expect(await afterReset((on, hash) => changePassword(on, hash))).toBe("28000");
  });
});
