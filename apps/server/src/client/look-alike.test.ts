import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let therapist: Caller;
let other: Caller;
let administrator: Caller;

/** The client of one therapist, whom the other knows nothing of. */
const HERS = {
  id: freshId(),
  initials: "J. D.",
  tag: "secret",
  birthDate: "1990-05-05",
  zone: "Europe/Madrid",
};

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  const sign = (accountId: string, kind: "clinician" | "administrator") =>
    mintSignIn(superuser, north, accountId, { kind, app: "clinician" });
  therapist = await sign(north.therapist.accountId, "clinician");
  other = await sign(north.otherTherapist.accountId, "clinician");
  administrator = await sign(north.administrator.accountId, "administrator");
  expect((await add(HERS, therapist)).statusCode).toBe(200);
});
beforeEach(async () => {
  await superuser.pool.query("DELETE FROM try_counter");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const add = (body: unknown, caller: Caller) =>
  request(trellis, caller, "POST", "/api/clients", body);
const addAsAdministrator = (body: object) =>
  request(trellis, administrator, "POST", "/api/clinic/clients", { ...body, therapistId: null });

const newest = async () =>
  Number((await superuser.pool.query("SELECT max(sequence) AS n FROM audit_event")).rows[0]?.n);
const auditedSince = async (sequence: number) =>
  (
    await superuser.pool.query(
      "SELECT operation, outcome, reason, account_id, client_ids FROM audit_event WHERE sequence > $1 ORDER BY sequence",
      [sequence],
    )
  ).rows;
const countClients = async () =>
  Number((await superuser.pool.query("SELECT count(*) AS n FROM client")).rows[0]?.n);

/** Asks with this body once for each day around a birth date, as somebody would who tries to find it out. */
const DAYS = ["1990-05-04", "1990-05-05", "1990-05-06"];

describe("the id of somebody who is there", () => {
  test("tells a clinician nothing of another's client, whose birth date is tried or not", async () => {
    const own = freshId();
    await add({ ...HERS, id: own, initials: "Z. Z.", birthDate: "1970-01-02" }, other);
    const answers = [];
    for (const birthDate of DAYS)
      answers.push((await add({ ...HERS, id: own, tag: "x", birthDate }, other)).body);
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ code: "already-there", params: {} });
  });

  test("tells an administrator nothing of another client either", async () => {
    const there = freshId();
    await addAsAdministrator({ ...HERS, id: there, initials: "Y. Y.", birthDate: "1970-01-03" });
    for (const birthDate of DAYS)
      expect(
        (await addAsAdministrator({ ...HERS, id: there, tag: "x", birthDate })).json(),
      ).toMatchObject({ code: "already-there", params: {} });
  });

  test("and their own words but for the birth date can be tried 20 times an hour, each in the audit", async () => {
    const before = await newest();
    const tryDay = (nth: number) =>
      addAsAdministrator({ ...HERS, birthDate: `1980-01-${String(nth).padStart(2, "0")}` });
    for (let nth = 1; nth <= 20; nth += 1) expect((await tryDay(nth)).statusCode).toBe(409);
    expect((await tryDay(21)).json()).toMatchObject({ code: "too-many-tries" });
    expect((await addAsAdministrator(HERS)).statusCode).toBe(429);
    const rows = await auditedSince(before);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({
      operation: "client.add-by-administrator",
      outcome: "refused",
      reason: "already-there",
      account_id: north.administrator.accountId,
    });
  });
});

describe("that somebody looks like another", () => {
  test("stands in the audit as refused, with whom one was shown", async () => {
    const before = await newest();
    const asked = { ...HERS, tag: "green" };
    expect((await add({ ...asked, id: freshId() }, therapist)).statusCode).toBe(409);
    expect((await add({ ...asked, id: freshId() }, other)).statusCode).toBe(409);
    expect((await addAsAdministrator({ ...asked, id: freshId() })).statusCode).toBe(409);
    const refused = { outcome: "refused", reason: "looks-like-another" };
    expect(await auditedSince(before)).toMatchObject([
      { ...refused, account_id: north.therapist.accountId, client_ids: [HERS.id] },
      { ...refused, account_id: north.otherTherapist.accountId, client_ids: [] },
      { ...refused, account_id: north.administrator.accountId, client_ids: [HERS.id] },
    ]);
  });

  test("is told one account 20 times an hour, and nobody else waits for it", async () => {
    const clients = await countClients();
    const ask = (caller: Caller) => add({ ...HERS, id: freshId(), tag: "green" }, caller);
    const answers = await Promise.all(Array.from({ length: 24 }, () => ask(other)));
    const statuses = answers.map((each) => each.statusCode);
    expect(statuses.filter((status) => status === 409)).toHaveLength(20);
    const refused = answers.find((each) => each.statusCode === 429);
    expect(refused?.json()).toMatchObject({ code: "too-many-tries" });
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(3000);
    const somebodyNew = { ...HERS, id: freshId(), birthDate: "1961-02-03" };
    expect((await add(somebodyNew, other)).statusCode).toBe(429);
    expect((await ask(therapist)).statusCode).toBe(409);
    expect(await countClients()).toBe(clients);
  });

  test("counts no one who is added", async () => {
    for (let nth = 0; nth < 25; nth += 1) {
      const body = { ...HERS, id: freshId(), birthDate: `19${60 + nth}-11-11` };
      expect((await add(body, other)).statusCode).toBe(200);
    }
  });
});
