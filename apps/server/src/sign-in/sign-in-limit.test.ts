import { randomBytes } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, withTx } from "#platform/database.ts";
import { networkOf } from "#platform/network.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { countTry } from "#platform/try-limit.ts";
import { buildTrellis } from "../main.ts";
import { countSignInTry } from "./store.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
});
beforeEach(() => superuser.pool.query("DELETE FROM try_counter"));
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const CAFE = "203.0.113.7";
const HOME = "198.51.100.20";
const somewhere = () => `10.${[...randomBytes(3)].join(".")}`;

type Try = { email?: string; password?: string; from?: string; cookie?: string; clinic?: string };
const attempt = (made: Try) => {
  const caller: Caller = { app: "client", cookie: made.cookie ?? null, from: made.from ?? CAFE };
  return request(trellis, caller, "POST", "/api/sign-in", {
    clinic: made.clinic ?? "north",
    email: made.email ?? north.client.email,
    password: made.password ?? "not this one",
  });
};
const statusOf = async (made: Try) => (await attempt(made)).statusCode;
const right = (made: Try = {}) => statusOf({ ...made, password: TEST_PASSWORD });

/** Statuses of tries one after the other. */
async function tries(count: number, made: (index: number) => Try): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push(await statusOf(made(index)));
  return statuses;
}

/** As many tries as the server counts, without the time that it takes to look at each password. */
async function countTries(count: number, made: (index: number) => Try): Promise<number[]> {
  const waits: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const { clinic = "north", email = north.client.email, from = CAFE } = made(index);
    const login = (await trellis.fieldKeys.ofClinic(clinic)).loginIndex(email);
    const counted = countSignInTry(clinic, login, networkOf(from), null);
    const [[row]] = await withTx(trellis.app, [], (tx) => tx.finish(counted));
    waits.push(row?.wait ?? -1);
  }
  return waits;
}

/** The cookies that a browser keeps after it has signed in. */
const knownBrowser = async (made: Try = {}) => {
  const answer = await attempt({ ...made, password: TEST_PASSWORD });
  expect(answer.statusCode, answer.body).toBe(200);
  return [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => line.split(";")[0])
    .join("; ");
};

/** As if the clock had gone on by this much (a text for PostgreSQL) since all tries so far. */
const passTime = (interval: string) =>
  superuser.pool.query(
    `UPDATE try_counter SET over_at = over_at - $1::interval, tried_at = (SELECT coalesce(array_agg(at - $1::interval), '{}') FROM unnest(tried_at) at)`,
    [interval],
  );

const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

describe("a login from one network", () => {
  test("has five wrong tries in a quarter of an hour, and says when the next one counts", async () => {
    expect(await tries(5, () => ({}))).toEqual(times(5, 401));
    const answer = await attempt({ password: TEST_PASSWORD });
    expect(answer.statusCode).toBe(429);
    expect(answer.json()).toMatchObject({ code: "too-many-tries" });
    const wait = Number(answer.headers["retry-after"]);
    expect(wait).toBeGreaterThan(14 * 60);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    await passTime("15 minutes");
    expect(await right()).toBe(200);
  });

  test("gets its tries back one by one, as each is a quarter of an hour old", async () => {
    expect(await tries(2, () => ({}))).toEqual(times(2, 401));
    await passTime("10 minutes");
    expect(await tries(4, () => ({}))).toEqual([401, 401, 401, 429]);
    await passTime("6 minutes");
    expect(await tries(3, () => ({}))).toEqual([401, 401, 429]);
  });

  test("starts anew after a right password, and has no end of right ones", async () => {
    expect(await tries(4, () => ({}))).toEqual(times(4, 401));
    expect(await right()).toBe(200);
    expect(await tries(5, () => ({}))).toEqual(times(5, 401));
    await passTime("15 minutes");
    for (let count = 0; count < 8; count += 1) expect(await right()).toBe(200);
  });

  test("is counted under one name however the e-mail is written", async () => {
    const spellings = [north.client.email, north.client.email.toUpperCase()];
    expect(await tries(6, (index) => ({ email: spellings[index % 2] ?? "" }))).toEqual([
      ...times(5, 401),
      429,
    ]);
  });

  test("cannot be tried more often by many at once", async () => {
    const statuses = await Promise.all(times(30, null).map(() => statusOf({})));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(25);
  });

  test("of IPv6 is the /64, whatever address of it is used", async () => {
    const address = (index: number) => `2001:db8:7:9::${(index + 1).toString(16)}`;
    expect(await tries(6, (index) => ({ from: address(index) }))).toEqual([...times(5, 401), 429]);
    expect(await statusOf({ from: "2001:db8:7:a::1" })).toBe(401);
  });
});

describe("a stranger with a whole IPv6 network", () => {
  const ofA56 = (index: number) => `2001:db8:aa:${(index % 256).toString(16)}::1`;
  const ofA48 = (index: number) => `2001:db8:bb:${((index * 257) % 65_536).toString(16)}::1`;

  test("has ten tries for a login from a /56 and twenty from a /48, however many /64 they use", async () => {
    const narrow = await countTries(30, (index) => ({ from: ofA56(index) }));
    expect(narrow.filter((wait) => wait === 0)).toHaveLength(10);
    const wide = await countTries(40, (index) => ({ from: ofA48(index) }));
    expect(wide.filter((wait) => wait === 0)).toHaveLength(20);
    expect(await right({ from: HOME })).toBe(200);
    expect(await right({ from: "2001:db8:cc::1" })).toBe(200);
  });

  test("has a hundred tries from a /56 and two hundred from a /48, whomever they are for", async () => {
    const email = (index: number) => `nobody-${index}@north.example`;
    const narrow = await countTries(120, (index) => ({ email: email(index), from: ofA56(index) }));
    expect(narrow.filter((wait) => wait === 0)).toHaveLength(100);
    const wide = await countTries(220, (index) => ({ email: email(index), from: ofA48(index) }));
    expect(wide.filter((wait) => wait === 0)).toHaveLength(200);
  });

  test("gets back in each of them what a right password gives back", async () => {
    for (let count = 0; count < 12; count += 1)
      expect(await right({ from: ofA56(count) })).toBe(200);
    const left = await countTries(12, (index) => ({ from: ofA56(index) }));
    expect(left.filter((wait) => wait === 0)).toHaveLength(10);
  });
});

describe("a stranger", () => {
  test("who asks again and again for the one try in half a minute runs out of tries of their network", async () => {
    await countTries(100, () => ({ from: somewhere() }));
    const waits = await countTries(60, () => ({ from: CAFE }));
    expect(waits[0]).toBe(0);
    expect(waits.slice(1, 50).every((wait) => wait > 0 && wait <= 30)).toBe(true);
    expect(waits.slice(50).every((wait) => wait > 800)).toBe(true);
    await passTime("31 seconds");
    expect(await statusOf({ from: CAFE })).toBe(429);
    expect(await right({ from: HOME })).toBe(200);
  });

  test("cannot keep a client out who is in another network", async () => {
    expect(await tries(7, () => ({ from: CAFE }))).toContain(429);
    expect(await right({ from: HOME })).toBe(200);
  });

  test("in the same network cannot keep a browser out that is known, however often they try", async () => {
    const cookie = await knownBrowser();
    expect(await tries(7, () => ({}))).toContain(429);
    expect(await right({ cookie })).toBe(200);
  });

  test("in many networks cannot keep a known browser out, and has one try in half a minute after a hundred", async () => {
    const cookie = await knownBrowser({ from: HOME });
    expect(await countTries(100, () => ({ from: somewhere() }))).toEqual(times(100, 0));
    expect(await tries(3, () => ({ from: somewhere() }))).toEqual([401, 429, 429]);
    expect(await right({ from: somewhere() })).toBe(429);
    expect(await right({ from: somewhere(), cookie })).toBe(200);
    const refused = await attempt({ from: somewhere() });
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(30);
    await passTime("31 seconds");
    expect(await right({ from: somewhere() })).toBe(200);
    await passTime("1 day");
    expect(await tries(3, () => ({ from: somewhere() }))).toEqual(times(3, 401));
  });

  test("who was refused has used up nothing of the others", async () => {
    await countTries(101, () => ({ from: somewhere() }));
    expect(await tries(10, () => ({ from: HOME }))).toEqual(times(10, 429));
    await passTime("31 seconds");
    expect(await right({ from: HOME })).toBe(200);
  });

  test("gains nothing from the cookie of another account's browser", async () => {
    const cookie = await knownBrowser({ email: north.otherClient.email });
    expect(await tries(6, () => ({ cookie }))).toEqual([...times(5, 401), 429]);
  });

  test.each(["", "A".repeat(43), "A".repeat(4000), "north.x", "%00", "'; --"])(
    "gains nothing from a made-up cookie %#",
    async (made) => {
      const cookie = `__Host-trellis-known-client=${made}`;
      expect(await tries(6, () => ({ cookie }))).toEqual([...times(5, 401), 429]);
    },
  );
});

describe("a browser that is known", () => {
  test("has ten wrong tries of its own, also somewhere else", async () => {
    const cookie = await knownBrowser();
    expect(await tries(11, () => ({ cookie, from: somewhere() }))).toEqual([
      ...times(10, 401),
      429,
    ]);
    expect(await right()).toBe(200);
    await passTime("15 minutes");
    expect(await right({ cookie })).toBe(200);
  });

  test("stays known after signing out, and keeps its cookie at the next sign-in", async () => {
    const cookie = await knownBrowser();
    await request(trellis, { app: "client", cookie }, "DELETE", "/api/sign-in");
    await tries(6, () => ({}));
    const again = await attempt({ cookie, password: TEST_PASSWORD });
    expect(again.statusCode).toBe(200);
    expect(String(again.headers["set-cookie"])).toContain(cookie.split("; ")[1]);
  });

  test("is known by a hash alone, and the ten used last are", async () => {
    const cookies: string[] = [];
    for (let count = 0; count < 11; count += 1) cookies.push(await knownBrowser());
    const { rows } = await superuser.pool.query<{ text: string }>(
      "SELECT d::text AS text FROM known_device d WHERE account_id = $1",
      [north.client.accountId],
    );
    expect(rows).toHaveLength(10);
    const secret = cookies[10]?.split("; ")[1]?.split("=")[1] ?? "";
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(secret);
    await tries(6, () => ({}));
    expect(await right({ cookie: cookies[10] ?? "" })).toBe(200);
    expect(await right({ cookie: cookies[0] ?? "" })).toBe(429);
  });
});

describe("a network", () => {
  test("has fifty wrong tries in a quarter of an hour, whomever they are for; a known browser there has its own", async () => {
    const cookie = await knownBrowser();
    const email = (index: number) => `nobody-${index}@north.example`;
    expect(await countTries(50, (index) => ({ email: email(index) }))).toEqual(times(50, 0));
    expect(await tries(2, (index) => ({ email: email(index + 50) }))).toEqual([429, 429]);
    expect(await right()).toBe(429);
    expect(await right({ cookie })).toBe(200);
    expect(await right({ from: HOME })).toBe(200);
    await passTime("15 minutes");
    expect(await right()).toBe(200);
  });

  test("of one clinic says nothing of another clinic's", async () => {
    await countTries(50, (index) => ({ email: `nobody-${index}@north.example` }));
    expect(await right()).toBe(429);
    expect(await right({ clinic: "south", email: south.client.email })).toBe(200);
  });
});

describe("a known and an unknown e-mail", () => {
  const told = (answer: LightMyRequestResponse) => {
    const { date: _date, ...headers } = answer.headers;
    return { status: answer.statusCode, headers, body: answer.body };
  };

  test("are answered alike, word for word and header for header, up to the limit and beyond", async () => {
    for (let count = 0; count < 7; count += 1) {
      const known = told(await attempt({ from: CAFE }));
      const unknown = told(await attempt({ from: HOME, email: "nobody@north.example" }));
      const { "retry-after": knownWait, ...knownHeaders } = known.headers;
      const { "retry-after": unknownWait, ...unknownHeaders } = unknown.headers;
      expect(known.status).toBe(count < 5 ? 401 : 429);
      expect({ ...unknown, headers: unknownHeaders, body: withoutSeconds(unknown.body) }).toEqual({
        ...known,
        headers: knownHeaders,
        body: withoutSeconds(known.body),
      });
      if (count >= 5)
        expect(Math.abs(Number(knownWait) - Number(unknownWait))).toBeLessThanOrEqual(2);
    }
  });

  // The seconds run on between the two requests.
  const withoutSeconds = (body: string) => body.replace(/"seconds":\d+/, '"seconds":0');
});

describe("a try that did not succeed", () => {
  const noted = async () =>
    (
      await superuser.pool.query<{ reason: string; rest: string }>(
        `SELECT reason, account_id, sign_in_id, client_ids, to_jsonb(e)::text AS rest FROM audit_event e
          WHERE operation = 'sign-in.start' AND outcome = 'refused' AND subject_id = $1 ORDER BY sequence`,
        [north.client.accountId],
      )
    ).rows;
  test("is noted in the audit for a known account, by nobody and without e-mail or address", async () => {
    const before = (await noted()).length;
    await tries(2, () => ({}));
    const rows = (await noted()).slice(before);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const nobody = { account_id: null, sign_in_id: null, client_ids: [] };
      expect(row).toMatchObject({ reason: "sign-in-refused", ...nobody });
      expect(row.rest).not.toContain(north.client.email);
      expect(row.rest).not.toContain(CAFE);
    }
  });

  test("is noted once in a quarter of an hour where the limit refused it", async () => {
    const before = (await noted()).length;
    await tries(9, () => ({}));
    const rows = (await noted()).slice(before);
    expect(rows.map(({ reason }) => reason)).toEqual([
      ...times(5, "sign-in-refused"),
      "too-many-tries",
    ]);
  });

  test("is noted in the app where the account does not sign in, and leaves nothing for an unknown e-mail", async () => {
    const before = await noted();
    const clinicianApp: Caller = { app: "clinician", cookie: null, from: CAFE };
    const { email } = north.client;
    const body = { clinic: "north", email, password: TEST_PASSWORD };
    expect((await request(trellis, clinicianApp, "POST", "/api/sign-in", body)).statusCode).toBe(
      401,
    );
    expect(await noted()).toHaveLength(before.length + 1);
    await tries(7, () => ({ from: HOME, email: "nobody@north.example" }));
    const strangers = "SELECT FROM audit_event WHERE outcome = 'refused' AND subject_id IS NULL";
    expect((await superuser.pool.query(strangers)).rows).toEqual([]);
  });
});

describe("what is kept of tries", () => {
  test("names nobody and no address, and goes when it is over", async () => {
    await tries(3, () => ({}));
    const { rows } = await superuser.pool.query<{ text: string }>(
      "SELECT t::text AS text FROM try_counter t",
    );
    const all = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const secret of [CAFE, north.client.email]) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret).toString("hex"));
    }
    await passTime("2 days");
    await tries(6, () => ({ from: HOME, email: "somebody.else@north.example" }));
    const kept = await superuser.pool.query("SELECT FROM try_counter WHERE over_at < now()");
    expect(kept.rows).toHaveLength(0);
  });

  test("does not lock anybody out when the clock is set back", async () => {
    await tries(6, () => ({}));
    await passTime("-1 year");
    expect(await right()).toBe(200);
  });
});

describe("other tries of strangers", () => {
  const count = async (what: string, most: number, clinic = "north", about = "a secret") => {
    const made = { clinic, what, about, most, seconds: 900 };
    const [[row]] = await withTx(trellis.app, [], (tx) => tx.finish(countTry(made)));
    return row?.wait;
  };

  test("are counted each kind for itself, and not at all in a clinic that is not there", async () => {
    expect([await count("invite.look", 2), await count("invite.look", 2)]).toEqual([0, 0]);
    expect(await count("invite.look", 2)).toBeGreaterThan(890);
    expect(await count("invite.accept", 2)).toBe(0);
    expect(await count("invite.look", 2, "south")).toBe(0);
    expect(await count("invite.look", 2, "north", "another")).toBe(0);
    expect(await count("invite.look", 2, "nowhere")).toBeNull();
  });
});
