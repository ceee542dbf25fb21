import type { CoachingPerson } from "@trellis/domain/coaching-call";
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
let client: Caller;
let therapist: Caller;
let colleague: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  north = await makeTestClinic(trellis, `n${freshId().slice(0, 8)}`);
  client = await mintSignIn(superuser, north, north.client.accountId, {
    kind: "client",
    app: "client",
  });
  therapist = await sign(north.therapist.accountId);
  colleague = await sign(north.otherTherapist.accountId);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const sign = (accountId: string) =>
  mintSignIn(superuser, north, accountId, { kind: "clinician", app: "clinician" });
const times = { phone: "+49 30 123 45 67", hours: "Every day until nine", limits: "Ten minutes" };
const writeOwn = (caller: Caller, body: unknown = times) =>
  request(trellis, caller, "PUT", "/api/coaching", body);
const people = async (caller = client): Promise<readonly CoachingPerson[]> =>
  (await request(trellis, caller, "GET", `/api/clients/${north.client.clientId}/coaching`)).json()
    .people;
/** A grant of the colleague; intervals from now. */
const give = (kind: string, from: string, until: string | null) =>
  superuser.pool.query(
    `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, now() + $5::interval, now() + $6::interval)`,
    [north.clinicId, north.otherTherapist.accountId, north.client.clientId, kind, from, until],
  );

test("a clinician says when they can be called, and their client reads it", async () => {
  expect((await request(trellis, therapist, "GET", "/api/coaching")).json()).toEqual({
    phone: null,
    hours: "",
    limits: "",
  });
  expect((await people())[0]).toMatchObject({
    name: north.therapist.email,
    kind: "therapist",
    until: null,
    times: { phone: null, hours: "", limits: "" },
  });
  expect((await writeOwn(therapist)).json()).toEqual(times);
  expect((await people())[0]?.times).toEqual(times);
  const changed = { ...times, phone: null };
  expect((await writeOwn(therapist, changed)).json()).toEqual(changed);
  expect(await people()).toHaveLength(1);
  expect((await people())[0]?.times).toEqual(changed);
});

describe("beside the therapist stands", () => {
  test.each([
    ["who covers now", "cover", "-1 day", "3 days", true],
    ["who covers in thirteen days", "cover", "13 days", "20 days", true],
    ["who will be the therapist next week", "therapist", "7 days", null, true],
    ["nobody who covers in fifteen days", "cover", "15 days", "20 days", false],
    ["nobody who covered until lately", "cover", "-9 days", "-1 minute", false],
    ["nobody whose cover was called off", "cover", "2 days", "2 days", false],
    ["no supervisor", "supervisor", "-1 day", null, false],
    ["no skills trainer", "skills-trainer", "-1 day", null, false],
  ])("%s", async (_who, kind, from, until, isThere) => {
    await writeOwn(colleague);
    await give(kind, from, until);
    const others = (await people()).slice(1);
    expect(others.map((each) => [each.name, each.kind, each.times])).toEqual(
      isThere ? [[north.otherTherapist.email, kind, times]] : [],
    );
  });

  test("nobody whose account has ended", async () => {
    await give("cover", "-1 day", "3 days");
    await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
      north.otherTherapist.accountId,
    ]);
    expect(await people()).toHaveLength(1);
  });
});

test("days are those of the client's zone, and the last day of a cover is its last", async () => {
  await superuser.pool.query(
    `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
     VALUES ($1, gen_random_uuid(), $2, $3, 'cover', '2026-07-01T22:00:00Z', '2199-07-10T22:00:00Z')`,
    [north.clinicId, north.otherTherapist.accountId, north.client.clientId],
  );
  expect((await people())[1]).toMatchObject({ from: "2026-07-02", until: "2199-07-10" });
});

test("whoever is something to the client reads it, and nobody else", async () => {
  expect(await people(therapist)).toHaveLength(1);
  const path = `/api/clients/${north.client.clientId}/coaching`;
  expect((await request(trellis, colleague, "GET", path)).statusCode).toBe(404);
  await give("supervisor", "-1 day", null);
  expect((await request(trellis, colleague, "GET", path)).statusCode).toBe(200);
});

test("it is the same before and after an act is recorded", async () => {
  await writeOwn(therapist);
  const before = await people();
  await superuser.pool.query(
    `WITH item AS (INSERT INTO card_item (clinic_id, client_id, item_id, aspect, position)
                   VALUES ($1, $2, $3, 'act', 1) RETURNING item_id),
          version AS (INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from)
                      SELECT $1, $2, item_id, 1, 'act', 'Hurt myself', '{"kind":"yes-no"}', '2026-01-01' FROM item RETURNING item_id)
     INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, entered_late)
     SELECT $1, $2, current_date, item_id, 1, 'act', 1, false FROM version`,
    [north.clinicId, north.client.clientId, freshId()],
  );
  expect(await people()).toEqual(before);
});

test.each([
  { ...times, phone: "call me" },
  { ...times, hours: "x".repeat(301) },
  { ...times, limits: null },
  {},
])("%j is refused, and nothing is kept", async (wrong) => {
  const answer = await writeOwn(therapist, wrong);
  expect(answer.statusCode).toBe(400);
  expect((await people())[0]?.times.hours).toBe("");
});

test("a client and an administrator say nothing of the kind", async () => {
  const administrator = await mintSignIn(superuser, north, north.administrator.accountId, {
    kind: "administrator",
    app: "clinician",
  });
  for (const caller of [client, administrator])
    expect((await writeOwn(caller)).statusCode).toBe(403);
});
