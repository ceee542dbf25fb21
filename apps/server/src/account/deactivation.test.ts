import { randomUUID } from "node:crypto";
import type { readAccessLog } from "@trellis/api/audit";
import type { OutputOf } from "@trellis/api/operation";
import type { GrantKind } from "@trellis/domain/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addClinician, makeMark } from "#platform/test-marked-clinic.ts";
import { request } from "#platform/test-trellis.ts";
import { addClientOf, somebody } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";
import { type AccountTest, openAccountTest } from "./test-account.ts";

let close: AccountTest["close"];
let trellis: AccountTest["trellis"];
let superuser: AccountTest["superuser"];
let north: AccountTest["north"];
let administrator: AccountTest["administrator"];
let client: AccountTest["client"];

beforeAll(async () => {
  ({ trellis, superuser, north, administrator, client, close } =
    await openAccountTest(buildTrellis));
});
afterAll(async () => close());

async function makeClinician(): Promise<string> {
  const keys = await trellis.fieldKeys.ofClinic("north");
  const record = { clinicId: north.clinicId, clientId: north.client.clientId, keys };
  return addClinician(superuser, record, makeMark(), null);
}

/** A grant between two moments that stand as intervals from now; the administrator ended it when it has an end. */
async function give(
  accountId: string,
  clientId: string,
  kind: GrantKind,
  from: string,
  until: string | null,
): Promise<string> {
  const grantId = randomUUID();
  await superuser.pool.query(
    `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at, ended_by)
     VALUES ($1, $2, $3, $4, $5, now() + $6::interval, now() + $7::interval, CASE WHEN $7::text IS NOT NULL THEN $8::uuid END)`,
    [
      north.clinicId,
      grantId,
      accountId,
      clientId,
      kind,
      from,
      until,
      north.otherTherapist.accountId,
    ],
  );
  return grantId;
}

const deactivate = (accountId: string) =>
  request(trellis, administrator, "POST", `/api/accounts/${accountId}/deactivation`);

const endedBy = async (grantId: string) =>
  (
    await superuser.pool.query<{ ended_by: string | null }>(
      "SELECT ended_by FROM access_grant WHERE grant_id = $1",
      [grantId],
    )
  ).rows[0]?.ended_by;

test("deactivating leaves a relation as it is that was taken back before it began", async () => {
  const leaver = await makeClinician();
  const takenBack = await give(leaver, north.client.clientId, "cover", "3 days", "3 days");
  const coming = await give(leaver, north.client.clientId, "supervisor", "3 days", null);
  expect((await deactivate(leaver)).statusCode).toBe(200);
  expect(await endedBy(takenBack)).toBe(north.otherTherapist.accountId);
  expect(await endedBy(coming)).toBe(north.administrator.accountId);
});

test("a relation that was taken back before it began keeps nobody from an account of the same person", async () => {
  const clinician = await makeClinician();
  const clientId = await addClientOf(trellis, north, north.therapist.accountId);
  await give(clinician, clientId, "cover", "3 days", "3 days");
  const own = { ...somebody(), samePersonAs: clinician };
  const url = `/api/clinic/clients/${clientId}/account`;
  const made = await request(trellis, administrator, "POST", url, own);
  expect(made.statusCode, made.body).toBe(200);
});

test("before an account ends it says who would be left without a therapist, and that is who is left", async () => {
  const leaver = await makeClinician();
  const alone = await addClientOf(trellis, north, leaver);
  const covered = await addClientOf(trellis, north, leaver);
  await give(leaver, covered, "cover", "-1 day", null);
  const shared = await addClientOf(trellis, north, leaver);
  await give(north.therapist.accountId, shared, "therapist", "-1 day", null);
  const before = await addClientOf(trellis, north, north.therapist.accountId);
  await give(leaver, before, "therapist", "-3 days", "-1 day");
  const coming = await addClientOf(trellis, north, leaver);
  await give(north.therapist.accountId, coming, "therapist", "1 day", null);
  type Left = readonly { clientId: string }[];
  const ids = (left: Left) => left.map(({ clientId }) => clientId).toSorted();
  const read = async () =>
    (await request(trellis, administrator, "GET", `/api/accounts/${leaver}`)).json<{
      soleTherapistOf: Left;
    }>().soleTherapistOf;
  const warned = await read();
  expect(ids(warned)).toEqual([alone, covered, coming].toSorted());
  const { withoutTherapist } = (await deactivate(leaver)).json<{ withoutTherapist: Left }>();
  expect(withoutTherapist).toEqual(warned);
  expect(await read()).toEqual([]);
  const { rows } = await superuser.pool.query<{ clients: string[] }>(
    "SELECT client_ids::text[] AS clients FROM audit_event WHERE operation = 'account.read' AND subject_id = $1 ORDER BY sequence",
    [leaver],
  );
  expect(rows.map(({ clients }) => clients.toSorted())).toEqual([ids(warned), []]);
});

test("deactivating names in its audit whose relations it ended, and each of them reads of it", async () => {
  const leaver = await makeClinician();
  const alone = await addClientOf(trellis, north, leaver);
  const before = await addClientOf(trellis, north, north.therapist.accountId);
  await give(leaver, before, "cover", "-3 days", "-1 day");
  await give(leaver, north.client.clientId, "skills-trainer", "-1 day", null);
  const answer = await deactivate(leaver);
  expect(answer.json<{ withoutTherapist: unknown }>().withoutTherapist).toMatchObject([
    { clientId: alone },
  ]);

  const { rows } = await superuser.pool.query<{ clients: string[] }>(
    `SELECT client_ids::text[] AS clients FROM audit_event
      WHERE operation = 'account.deactivate' AND subject_id = $1`,
    [leaver],
  );
  expect(rows.map(({ clients }) => clients.toSorted())).toEqual([
    [alone, north.client.clientId].toSorted(),
  ]);

  const read = async (query = "") => {
    const url = `/api/clients/${north.client.clientId}/access-log${query}`;
    return (await request(trellis, client, "GET", url)).json<OutputOf<typeof readAccessLog>>();
  };
  const day = (await read()).days[0]?.date;
  expect((await read(`?detail=${day}`)).detail).toContainEqual(
    expect.objectContaining({ role: "administrator", thing: "care-team", act: "changed" }),
  );
});
