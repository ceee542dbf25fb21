import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const NEXT_PASSWORD = "another battery, another staple";

let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let count = 0;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  count += 1;
  clinic = await makeTestClinic(trellis, `clinic-${count}`);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

type Person = "client" | "otherClient" | "therapist";
const appOf = (who: Person) => (who === "therapist" ? "clinician" : "client");
const signIn = (who: Person, password = TEST_PASSWORD) =>
  signInAs(trellis, appOf(who), clinic.code, clinic[who].email, password);
const whoIs = async (caller: Caller) =>
  (await request(trellis, caller, "GET", "/api/sign-in")).statusCode;
type Line = { id: string; browser: string; system: string; isThis: boolean; app: string };
const list = async (caller: Caller): Promise<readonly Line[]> => {
  const answer = await request(trellis, caller, "GET", "/api/sign-ins");
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ signIns: Line[] }>().signIns;
};
const ownId = async (caller: Caller) => (await list(caller)).find((each) => each.isThis)?.id ?? "";
const end = (caller: Caller, id: string) =>
  request(trellis, caller, "DELETE", `/api/sign-ins/${id}`);

describe("the list of one's devices", () => {
  test("says app, browser, system and days, one's own device first, and nobody else's", async () => {
    const tablet = await signIn("client");
    const answer = await request(
      trellis,
      { app: "client", cookie: null, headers: { "user-agent": IPHONE } },
      "POST",
      "/api/sign-in",
      { clinic: clinic.code, email: clinic.client.email, password: TEST_PASSWORD },
    );
    const cookie = [answer.headers["set-cookie"] ?? []].flat()[0]?.split(";")[0] ?? "";
    await signIn("otherClient");
    const days = await superuser.pool.query<{ today: string }>(
      "SELECT (now() AT TIME ZONE 'Europe/Berlin')::date::text AS today",
    );
    const day = days.rows[0]?.today;
    const id = expect.any(String) as string;
    const line = { app: "client", firstUsedOn: day, firstUsedAt: id, lastUsedOn: day };
    expect(await list({ app: "client", cookie })).toEqual([
      { id, ...line, browser: "safari", system: "iphone", isThis: true },
      { id, ...line, browser: "other", system: "other", isThis: false },
    ]);
    expect(await whoIs(tablet)).toBe(200);
  });

  test("leaves out what is over: signed out, too old, or asleep", async () => {
    const phone = await signIn("client");
    const away = await signIn("client");
    const old = await signIn("client");
    await request(trellis, away, "DELETE", "/api/sign-in");
    await superuser.pool.query("UPDATE sign_in SET expires_at = now() WHERE sign_in_id = $1", [
      await ownId(old),
    ]);
    expect(await list(phone)).toHaveLength(1);
    const desk = await signIn("therapist");
    const idle = await signIn("therapist");
    await superuser.pool.query(
      "UPDATE sign_in SET last_active_at = now() - interval '31 minutes' WHERE sign_in_id = $1",
      [await ownId(idle)],
    );
    expect(await list(desk)).toHaveLength(1);
  });
});

describe("signing another device out", () => {
  test("ends it at once, is written down, and can be said twice", async () => {
    const [lost, laptop] = [await signIn("client"), await signIn("client")];
    const id = await ownId(lost);
    expect((await end(laptop, id)).statusCode).toBe(200);
    expect(await whoIs(lost)).toBe(401);
    expect((await end(laptop, id)).statusCode).toBe(200);
    expect(await list(laptop)).toHaveLength(1);
    const { rows } = await superuser.pool.query(
      "SELECT FROM audit_event WHERE operation = 'sign-in.end-other' AND account_id = $1",
      [clinic.client.accountId],
    );
    expect(rows).toHaveLength(2);
  });

  test("makes the lost one's tries those of a stranger again", async () => {
    const [lost, laptop] = [await signIn("client"), await signIn("client")];
    await end(laptop, await ownId(lost));
    const { rows } = await superuser.pool.query("SELECT FROM known_device WHERE account_id = $1", [
      clinic.client.accountId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test("of somebody else, or one that is not there, does nothing", async () => {
    const [mine, theirs] = [await signIn("client"), await signIn("otherClient")];
    const desk = await signIn("therapist");
    for (const id of [await ownId(theirs), await ownId(desk), freshId()])
      expect((await end(mine, id)).statusCode).toBe(404);
    expect((await end(mine, "not-an-id")).statusCode).toBe(400);
    expect(await Promise.all([theirs, desk].map(whoIs))).toEqual([200, 200]);
  });

  test("that is this one takes its cookie away", async () => {
    const phone = await signIn("client");
    const answer = await end(phone, await ownId(phone));
    expect(answer.statusCode).toBe(200);
    expect(String(answer.headers["set-cookie"])).toContain("__Host-trellis-client=; ");
    expect(await whoIs(phone)).toBe(401);
  });

  test("can be done for all others at once, and says how many there were", async () => {
    const [phone, first, second, gone] = [
      await signIn("client"),
      await signIn("client"),
      await signIn("client"),
      await signIn("client"),
    ];
    await request(trellis, gone, "DELETE", "/api/sign-in");
    const answer = await request(trellis, phone, "DELETE", "/api/sign-ins");
    expect(answer.json()).toEqual({ ended: 2 });
    expect(await Promise.all([phone, first, second].map(whoIs))).toEqual([200, 401, 401]);
    expect((await request(trellis, phone, "DELETE", "/api/sign-ins")).json()).toEqual({ ended: 0 });
  });
});

describe("changing the password", () => {
  const change = (caller: Caller, current: string, next: string) =>
    request(trellis, caller, "POST", "/api/account/password", { current, next });

  test("ends the other sign-ins, gives this one a new token, and the old password opens nothing", async () => {
    const [phone, other] = [await signIn("client"), await signIn("client")];
    const id = await ownId(phone);
    const answer = await change(phone, TEST_PASSWORD, NEXT_PASSWORD);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual({ ended: 1 });
    const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
    expect(cookie).not.toBe(phone.cookie);
    expect(await Promise.all([phone, other].map(whoIs))).toEqual([401, 401]);
    expect(await ownId({ app: "client", cookie })).toBe(id);
    await expect(signIn("client")).rejects.toThrow("401");
    expect(await whoIs(await signIn("client", NEXT_PASSWORD))).toBe(200);
  });

  test("asks for the password until now, ten times a quarter of an hour, and changes nothing without it", async () => {
    const [desk, other] = [await signIn("therapist"), await signIn("therapist")];
    for (let tried = 0; tried < 10; tried += 1) {
      const answer = await change(desk, "not this one", NEXT_PASSWORD);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        422,
        "wrong-password",
      ]);
    }
    const refused = await change(desk, TEST_PASSWORD, NEXT_PASSWORD);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(800);
    expect(await Promise.all([desk, other].map(whoIs))).toEqual([200, 200]);
    await superuser.pool.query("DELETE FROM try_counter");
    expect((await change(desk, TEST_PASSWORD, NEXT_PASSWORD)).statusCode).toBe(200);
  });

  test("cannot be guessed at by many requests at once", async () => {
    const desk = await signIn("therapist");
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => change(desk, "not this one", NEXT_PASSWORD)),
    );
    expect(answers.filter((answer) => answer.statusCode === 422)).toHaveLength(10);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(14);
  });

  test("wins once when it is asked for twice at the same time", async () => {
    const desk = await signIn("therapist");
    const answers = await Promise.all([
      change(desk, TEST_PASSWORD, `${NEXT_PASSWORD} one`),
      change(desk, TEST_PASSWORD, `${NEXT_PASSWORD} two`),
    ]);
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  });

  test.each([
    ["client", "seven 7", 422],
    ["client", "eight 88", 200],
    ["client", "ñññññññ", 422],
    ["client", "🔑🔑🔑🔑🔑🔑🔑", 422],
    ["therapist", "fourteen signs", 422],
    ["therapist", "fifteen letters", 200],
    ["client", "", 400],
    ["client", "x".repeat(257), 400],
    ["client", "a\u0000bcdefghi", 400],
  ] as const)("of a %s to %j is answered with %i", async (who, next, status) => {
    expect((await change(await signIn(who), TEST_PASSWORD, next)).statusCode).toBe(status);
    expect(await whoIs(await signIn(who, status === 200 ? next : TEST_PASSWORD))).toBe(200);
  });

  test("keeps neither password where it can be read", async () => {
    const phone = await signIn("client");
    await change(phone, TEST_PASSWORD, NEXT_PASSWORD);
    const { rows } = await superuser.pool.query<{ text: string }>(
      "SELECT p::text AS text FROM account_password p UNION ALL SELECT a::text FROM audit_event a",
    );
    expect(JSON.stringify(rows)).not.toContain(NEXT_PASSWORD);
  });
});
