import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let phone: Caller & { readonly signInId: string };
let browser: Caller & { readonly signInId: string };

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
});
beforeEach(async () => {
  const { accountId } = north.client;
  phone = await mintSignIn(superuser, north, accountId, { kind: "client", app: "client" });
  browser = await mintSignIn(superuser, north, north.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const whoIs = async (caller: Caller) =>
  (await request(trellis, caller, "GET", "/api/sign-in")).statusCode;
const inBackground = (caller: Caller): Caller => ({
  ...caller,
  headers: { "trellis-background": "1" },
});

/** Moves the times of a sign-in, as if the clock had gone on (or back, for a negative interval). */
const passTime = (caller: { readonly signInId: string }, interval: string) =>
  superuser.pool.query(
    `UPDATE sign_in SET last_active_at = last_active_at - $2::interval, expires_at = expires_at - $2::interval WHERE sign_in_id = $1`,
    [caller.signInId, interval],
  );

const lifeOf = async (caller: { readonly signInId: string }) => {
  const { rows } = await superuser.pool.query<{ idle: number; lasts: number }>(
    `SELECT round(extract(epoch FROM now() - last_active_at)) AS idle, round(extract(epoch FROM expires_at - now())) AS lasts
       FROM sign_in WHERE sign_in_id = $1`,
    [caller.signInId],
  );
  if (!rows[0]) throw new Error("no such sign-in");
  return rows[0];
};

const DAY = 24 * 3600;

describe("a clinician's sign-in", () => {
  test("is kept awake by what a person asks for, and ends 30 minutes after the last of it", async () => {
    await lengthen(browser, "5 hours");
    await passTime(browser, "29 minutes");
    expect(await whoIs(browser)).toBe(200);
    await passTime(browser, "29 minutes");
    expect(await whoIs(browser)).toBe(200);
    await passTime(browser, "31 minutes");
    expect(await whoIs(browser)).toBe(401);
  });

  test("is not kept awake by what the app asks for by itself", async () => {
    await lengthen(browser, "5 hours");
    await passTime(browser, "20 minutes");
    expect(await whoIs(inBackground(browser))).toBe(200);
    await passTime(browser, "11 minutes");
    expect(await whoIs(inBackground(browser))).toBe(401);
    expect(await whoIs(browser)).toBe(401);
  });

  test("is over after twelve hours, however busy it was", async () => {
    const signedIn = await signInAs(
      trellis,
      "clinician",
      "north",
      north.therapist.email,
      TEST_PASSWORD,
    );
    const { rows } = await superuser.pool.query<{ signInId: string }>(
      `SELECT sign_in_id AS "signInId" FROM sign_in ORDER BY created_at DESC LIMIT 1`,
    );
    const [made] = rows;
    if (!made) throw new Error("no sign-in was made");
    expect((await lifeOf(made)).lasts).toBeGreaterThan(12 * 3600 - 60);
    for (let passed = 0; passed < 29; passed += 1) {
      await passTime(made, "25 minutes");
      const status = await whoIs(signedIn);
      expect(status, `after ${passed + 1} times 25 minutes`).toBe(passed < 28 ? 200 : 401);
    }
    expect((await lifeOf(made)).lasts).toBeLessThanOrEqual(0);
  });

  test("is noted once a minute at most, and its cookie is not sent anew", async () => {
    await passTime(browser, "50 seconds");
    expect(await whoIs(browser)).toBe(200);
    expect((await lifeOf(browser)).idle).toBeGreaterThanOrEqual(50);
    await passTime(browser, "15 seconds");
    const answer = await request(trellis, browser, "GET", "/api/sign-in");
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect((await lifeOf(browser)).idle).toBeLessThan(50);
  });

  test("gets no more time from a clock that is set back", async () => {
    await lengthen(browser, "5 hours");
    await passTime(browser, "-3 hours");
    expect(await whoIs(browser)).toBe(401);
    expect(await whoIs(inBackground(browser))).toBe(401);
    await passTime(browser, "3 hours");
    expect(await whoIs(browser)).toBe(200);
    await passTime(browser, "-2 minutes");
    expect(await whoIs(browser)).toBe(200);
  });
});

describe("a phone's sign-in", () => {
  test("slides: each day of use gives it 90 days anew, and sends its cookie again", async () => {
    await lengthen(phone, "5 days");
    await passTime(phone, "1 day");
    const answer = await request(trellis, phone, "GET", "/api/sign-in");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toEqual([
      `${phone.cookie}; Path=/; Max-Age=${90 * DAY}; HttpOnly; Secure; SameSite=Strict`,
    ]);
    expect((await lifeOf(phone)).lasts).toBeGreaterThan(90 * DAY - 60);
    expect((await lifeOf(phone)).lasts).toBeLessThanOrEqual(90 * DAY);
    const next = await request(trellis, phone, "GET", "/api/sign-in");
    expect(next.headers["set-cookie"]).toBeUndefined();
  });

  test("slides with a save as well, in the save's own transaction", async () => {
    await lengthen(phone, "5 days");
    await passTime(phone, "1 day");
    const url = `/api/clients/${north.client.clientId}/week?to=2026-03-04`;
    const answer = await request(trellis, phone, "GET", url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toHaveLength(1);
    expect((await lifeOf(phone)).idle).toBe(0);
  });

  test("is not lengthened by what the app asks for by itself", async () => {
    await lengthen(phone, "5 days");
    await passTime(phone, "1 day");
    const answer = await request(trellis, inBackground(phone), "GET", "/api/sign-in");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect((await lifeOf(phone)).lasts).toBeLessThan(5 * DAY);
  });

  test("is over when it was not used for 90 days", async () => {
    await lengthen(phone, "90 days");
    await passTime(phone, "89 days");
    expect(await whoIs(phone)).toBe(200);
    await passTime(phone, "91 days");
    expect(await whoIs(phone)).toBe(401);
  });

  test("survives a clock that is put right by hours, and rests while it is wrong by days", async () => {
    await lengthen(phone, "90 days");
    await passTime(phone, "-6 hours");
    expect(await whoIs(phone)).toBe(200);
    await passTime(phone, "-30 days");
    expect(await whoIs(phone)).toBe(401);
    await passTime(phone, "30 days");
    expect(await whoIs(phone)).toBe(200);
  });

  test("slides for one of many requests at once, and makes none of them wait", async () => {
    await lengthen(phone, "5 days");
    await passTime(phone, "1 day");
    const holder = await superuser.pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("SELECT 1 FROM sign_in WHERE sign_in_id = $1 FOR UPDATE", [
        phone.signInId,
      ]);
      const answers = await Promise.all([1, 2, 3].map(() => whoIs(phone)));
      expect(answers).toEqual([200, 200, 200]);
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
    }
  });
});

const lengthen = (caller: { readonly signInId: string }, interval: string) =>
  superuser.pool.query(
    "UPDATE sign_in SET expires_at = now() + $2::interval WHERE sign_in_id = $1",
    [caller.signInId, interval],
  );

test.each(["client", "clinician"] as const)(
  "a token of the %s app opens nothing under the other's name",
  async (app) => {
    const caller = app === "client" ? phone : browser;
    const other = app === "client" ? "clinician" : "client";
    const renamed = caller.cookie?.replace(`trellis-${app}`, `trellis-${other}`) ?? null;
    expect(await whoIs({ app: other, cookie: renamed })).toBe(401);
    expect(await whoIs(caller)).toBe(200);
  },
);

describe("signing in", () => {
  test("ends the sign-in that the same browser had, and no other one", async () => {
    const other = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
    const again = await signInAs(
      trellis,
      "client",
      "north",
      north.client.email,
      TEST_PASSWORD,
      phone.cookie,
    );
    expect(await Promise.all([phone, other, again].map(whoIs))).toEqual([401, 200, 200]);
  });

  test("beside one's deactivation leaves no sign-in behind", async () => {
    const holder = await superuser.pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
        north.otherClient.accountId,
      ]);
      const begun = request(trellis, { app: "client", cookie: null }, "POST", "/api/sign-in", {
        clinic: "north",
        email: north.otherClient.email,
        password: TEST_PASSWORD,
      });
      await waitsForLock(holder);
      await holder.query("COMMIT");
      expect((await begun).statusCode).toBe(401);
    } finally {
      holder.release();
    }
  });
});

test("deactivating an account ends its sign-ins at once, and its return gives none of them back", async () => {
  const { accountId } = north.client;
  await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
    accountId,
  ]);
  expect(await whoIs(phone)).toBe(401);
  await superuser.pool.query("UPDATE account SET deactivated_at = NULL WHERE account_id = $1", [
    accountId,
  ]);
  expect(await whoIs(phone)).toBe(401);
  expect(await whoIs(browser)).toBe(200);
});

type Connection = { query(text: string): Promise<{ rows: unknown[] }> };

/** Until another connection waits for what this one holds. */
async function waitsForLock(connection: Connection): Promise<void> {
  for (;;) {
    const { rows } = await connection.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
  }
}
