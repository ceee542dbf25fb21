import type { CareTeam, NewGrant } from "@trellis/domain/care-team";
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
let south: TestClinic;
let therapist: Caller;
let other: Caller;
let administrator: Caller;
let client: Caller;
let path: string;

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
  const sign = (accountId: string, kind: "clinician" | "administrator" | "client") =>
    mintSignIn(superuser, north, accountId, {
      kind,
      app: kind === "client" ? "client" : "clinician",
    });
  therapist = await sign(north.therapist.accountId, "clinician");
  other = await sign(north.otherTherapist.accountId, "clinician");
  administrator = await sign(north.administrator.accountId, "administrator");
  client = await sign(north.client.accountId, "client");
  path = north.client.clientId;
});
beforeEach(async () => {
  await superuser.pool.query(
    "DELETE FROM access_grant WHERE client_id = $1 AND NOT (account_id = $2 AND kind = 'therapist')",
    [north.client.clientId, north.therapist.accountId],
  );
  await superuser.pool.query(
    "UPDATE access_grant SET ends_at = NULL, ended_by = NULL WHERE client_id = $1",
    [north.client.clientId],
  );
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const grant = (more: Partial<NewGrant> = {}) => ({
  id: freshId(),
  accountId: north.otherTherapist.accountId,
  kind: "cover",
  from: inHours(-1),
  until: inHours(24),
  ...more,
});
const give = (body: unknown, caller = therapist, clientId = path) =>
  request(trellis, caller, "POST", `/api/clients/${clientId}/care-team`, body);
const giveAny = (body: unknown, caller = administrator, clientId = path) =>
  request(trellis, caller, "POST", `/api/clinic/clients/${clientId}/grants`, body);
const end = (id: string, caller = therapist) =>
  request(trellis, caller, "DELETE", `/api/clients/${path}/care-team/${id}`);
const endAny = (id: string, caller = administrator) =>
  request(trellis, caller, "DELETE", `/api/clinic/clients/${path}/grants/${id}`);
const change = (body: unknown, caller = administrator, clientId = path) =>
  request(trellis, caller, "POST", `/api/clinic/clients/${clientId}/therapist`, body);
const read = async (caller: Caller): Promise<CareTeam> =>
  (await request(trellis, caller, "GET", `/api/clients/${path}/care-team`)).json();
const statusOfWeek = async (caller: Caller, clientId = path) =>
  (await request(trellis, caller, "GET", `/api/clients/${clientId}/week?to=2026-03-03`)).statusCode;
const states = (team: CareTeam) => team.grants.map(({ kind, state }) => `${kind} ${state}`);

describe("a cover", () => {
  test("opens the record from its beginning to its end, and not a moment longer", async () => {
    expect(await statusOfWeek(other)).toBe(404);
    const answer = await give(grant());
    expect(answer.statusCode, answer.body).toBe(200);
    expect(states(answer.json())).toEqual(["cover now", "therapist now"]);
    expect(answer.json().grants[0]).toMatchObject({
      accountId: north.otherTherapist.accountId,
      name: north.otherTherapist.email,
      givenBy: north.therapist.email,
      endedBy: null,
    });
    expect(await statusOfWeek(other)).toBe(200);
    const ended = await end(answer.json().grants[0].id);
    expect(states(ended.json())).toEqual(["therapist now", "cover past"]);
    expect(ended.json().grants[1].endedBy).toBe(north.therapist.email);
    expect(await statusOfWeek(other)).toBe(404);
  });

  test("that is to come opens nothing yet, and can be taken back", async () => {
    const answer = await give(grant({ from: inHours(2), until: inHours(48) }));
    expect(states(answer.json())).toEqual(["therapist now", "cover coming"]);
    expect(await statusOfWeek(other)).toBe(404);
    const { id, from } = answer.json().grants[1];
    const back = await end(id);
    expect(states(back.json())).toEqual(["therapist now", "cover past"]);
    expect(back.json().grants[1].until).toBe(from);
    expect((await give(grant({ from: inHours(2), until: inHours(48) }))).statusCode).toBe(200);
  });

  test("needs an end, which lies after its beginning and after now", async () => {
    expect((await give(grant({ until: null }))).json()).toMatchObject({ code: "invalid-input" });
    for (const [from, until] of [
      [inHours(5), inHours(4)],
      [inHours(-5), inHours(-4)],
      [inHours(5), inHours(-4)],
    ] as const)
      expect((await give(grant({ from, until }))).json()).toMatchObject({ code: "ends-too-early" });
    expect((await read(therapist)).grants).toHaveLength(1);
  });

  test("begins now where its beginning has passed: nobody is given a past", async () => {
    const before = Date.now();
    const answer = await give(grant({ from: "2020-01-01T00:00:00Z" }));
    expect(Date.parse(answer.json().grants[0].from)).toBeGreaterThanOrEqual(before - 1000);
  });

  test("twice with one id is one, and cannot be two at the same time", async () => {
    const body = grant();
    expect((await give(body)).statusCode).toBe(200);
    const again = await give(body);
    expect(again.statusCode).toBe(200);
    expect(again.json().grants).toHaveLength(2);
    expect((await give({ ...body, kind: "supervisor" })).json()).toMatchObject({
      code: "already-there",
    });
    expect((await give(grant())).json()).toMatchObject({ code: "grant-overlaps" });
    expect((await give(grant({ from: inHours(24), until: inHours(30) }))).statusCode).toBe(200);
    const both = await Promise.all(
      [0, 1].map(() => give(grant({ kind: "supervisor", until: null }))),
    );
    expect(both.map((each) => String(each.statusCode)).toSorted()).toEqual(["200", "409"]);
  });
});

describe("who gives what", () => {
  test("a therapist makes no therapist and ends none", async () => {
    expect((await give(grant({ kind: "therapist", until: null }))).json()).toMatchObject({
      code: "invalid-input",
    });
    const own = (await read(therapist)).grants[0]?.id ?? "";
    expect((await end(own)).statusCode).toBe(403);
    expect(states(await read(therapist))).toEqual(["therapist now"]);
  });

  test.each(["cover", "skills-trainer", "supervisor"] as const)(
    "a %s gives nothing",
    async (kind) => {
      await give(grant({ kind }));
      const asked = grant({ kind: "supervisor", accountId: north.therapist.accountId });
      expect((await give(asked, other)).statusCode).toBe(404);
      expect((await giveAny(asked, other)).statusCode).toBe(403);
      expect((await read(other)).grants).toHaveLength(2);
    },
  );

  test("a client reads their team and changes nothing in it", async () => {
    await give(grant({ kind: "skills-trainer", until: null }));
    expect(states(await read(client))).toEqual(["skills-trainer now", "therapist now"]);
    expect((await give(grant(), client)).statusCode).toBe(404);
    expect((await giveAny(grant(), client)).statusCode).toBe(403);
  });

  test("an administrator gives and ends any, and sees nothing clinical for it", async () => {
    const answer = await giveAny(grant({ kind: "therapist", until: null }));
    expect(states(answer.json())).toEqual(["therapist now", "therapist now"]);
    const { id } = answer.json().grants[0];
    expect(states((await endAny(id)).json())).toEqual(["therapist now", "therapist past"]);
    expect((await endAny(id)).statusCode).toBe(200);
    expect(await statusOfWeek(administrator)).toBe(404);
    expect(
      (await request(trellis, administrator, "GET", `/api/clients/${path}/care-team`)).statusCode,
    ).toBe(404);
  });

  test.each([
    ["a client's account", () => north.otherClient.accountId],
    ["the client themself", () => north.client.accountId],
    ["an administrator", () => north.administrator.accountId],
    ["a clinician of another clinic", () => south.therapist.accountId],
    ["nobody", () => freshId()],
  ])("%s is given nothing", async (_who, accountId) => {
    const body = grant({ accountId: accountId() });
    expect((await give(body)).json()).toMatchObject({ code: "not-a-clinician" });
    expect((await giveAny(body)).statusCode).toBe(422);
    expect((await read(therapist)).grants).toHaveLength(1);
  });
});

describe("who is given something", () => {
  test("is no clinician who is invited or has left", async () => {
    for (const column of ["activated_at = NULL", "activated_at = now(), deactivated_at = now()"]) {
      await superuser.pool.query(`UPDATE account SET ${column} WHERE account_id = $1`, [
        north.otherTherapist.accountId,
      ]);
      expect((await give(grant())).json()).toMatchObject({ code: "not-a-clinician" });
      const { clinicians } = (await request(trellis, therapist, "GET", "/api/clinicians")).json();
      expect(clinicians.map((each: { id: string }) => each.id)).toEqual([
        north.therapist.accountId,
      ]);
    }
    await superuser.pool.query("UPDATE account SET deactivated_at = NULL WHERE account_id = $1", [
      north.otherTherapist.accountId,
    ]);
    other = await mintSignIn(superuser, north, north.otherTherapist.accountId, {
      kind: "clinician",
      app: "clinician",
    });
  });

  test("nobody is given a relation to their own record, whichever account they use", async () => {
    await superuser.pool.query("UPDATE account SET same_person_as = $1 WHERE account_id = $2", [
      north.client.accountId,
      north.otherTherapist.accountId,
    ]);
    expect((await give(grant())).json()).toMatchObject({ code: "same-person" });
    const answer = await change({
      fromAccountId: null,
      toAccountId: north.otherTherapist.accountId,
      at: inHours(0),
    });
    expect(answer.json()).toMatchObject({ code: "same-person" });
    await superuser.pool.query("UPDATE account SET same_person_as = NULL");
  });

  test.each([
    { from: "yesterday" },
    { from: "2026-13-01T00:00:00Z" },
    { from: "0001-01-01T00:00:00Z" },
    { until: "9999-01-01T00:00:00Z" },
    { until: "2026-03-01" },
    { kind: "friend" },
    { kind: "self" },
    { accountId: "me" },
    { id: "" },
    { from: null },
  ])("%j is refused", async (wrong) => {
    for (const answer of [
      await give({ ...grant(), ...wrong }),
      await giveAny({ ...grant(), ...wrong }),
    ]) {
      expect(answer.statusCode, answer.body).toBe(400);
      expect(answer.json()).toMatchObject({ code: "invalid-input" });
    }
  });
});

describe("a change of therapist", () => {
  const to = (more: Record<string, unknown> = {}) => ({
    fromAccountId: north.therapist.accountId,
    toAccountId: north.otherTherapist.accountId,
    at: inHours(0),
    ...more,
  });

  test("ends the one and begins the other at the same moment", async () => {
    const answer = await change(to());
    expect(answer.statusCode, answer.body).toBe(200);
    const [now, past] = (answer.json() as CareTeam).grants;
    expect(now).toMatchObject({
      accountId: north.otherTherapist.accountId,
      state: "now",
      until: null,
      givenBy: north.administrator.email,
    });
    expect(past).toMatchObject({
      accountId: north.therapist.accountId,
      state: "past",
      endedBy: north.administrator.email,
    });
    expect(past?.until).toBe(now?.from);
    expect(await statusOfWeek(therapist)).toBe(404);
    expect(await statusOfWeek(other)).toBe(200);
    expect((await change(to())).statusCode).toBe(200);
    expect((await read(other)).grants).toHaveLength(2);
  });

  test("that is to come leaves the first one in place until then", async () => {
    const answer = await change(to({ at: inHours(48) }));
    expect(states(answer.json())).toEqual(["therapist now", "therapist coming"]);
    const [now, coming] = (answer.json() as CareTeam).grants;
    expect(now?.until).toBe(coming?.from);
    expect([await statusOfWeek(therapist), await statusOfWeek(other)]).toEqual([200, 404]);
  });

  test("from nobody puts the new one beside those there are", async () => {
    expect(states((await change(to({ fromAccountId: null }))).json())).toEqual([
      "therapist now",
      "therapist now",
    ]);
    expect(await statusOfWeek(therapist)).toBe(200);
  });

  test("from somebody who is not the therapist any more changes nothing", async () => {
    const answer = await change(to({ fromAccountId: north.administrator.accountId }));
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: "changed-meanwhile" });
    expect((await change(to({ toAccountId: north.therapist.accountId }))).statusCode).toBe(400);
    expect((await change(to({ toAccountId: south.therapist.accountId }))).statusCode).toBe(422);
    expect((await change(to(), administrator, south.client.clientId)).statusCode).toBe(404);
    expect((await change(to(), therapist)).statusCode).toBe(403);
    expect(states(await read(therapist))).toEqual(["therapist now"]);
  });
});

/** Holds the lock for which every save of this client's card waits, until `release` is called. */
async function holdCard(): Promise<() => Promise<void>> {
  const connection = await trellis.owner.pool.connect();
  await connection.query("BEGIN");
  await connection.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [path]);
  return async () => {
    await connection.query("COMMIT");
    connection.release();
  };
}

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await superuser.pool.query("SELECT 1 FROM pg_locks WHERE NOT granted");
    if (rows.length > 0) return;
  }
}

test("a save that waits while its grant ends is refused, and stores nothing", async () => {
  await giveAny(grant({ kind: "therapist", until: null }));
  const release = await holdCard();
  const saving = request(trellis, other, "POST", `/api/clients/${path}/card-operations`, {
    operations: [
      {
        kind: "note",
        id: freshId(),
        schema: 1,
        date: "2026-03-03",
        zone: "UTC",
        madeAt: "2026-03-03T20:00:00.000Z",
        sequence: 1,
        field: "note",
        words: "Too late.",
        seen: null,
      },
    ],
  });
  await untilSomebodyWaits();
  const { grants } = await read(therapist);
  const his = grants.find((each) => each.accountId === north.otherTherapist.accountId);
  expect((await endAny(his?.id ?? "")).statusCode).toBe(200);
  await release();
  expect((await saving).statusCode).toBe(403);
  const { rows } = await superuser.pool.query("SELECT 1 FROM diary_note WHERE client_id = $1", [
    path,
  ]);
  expect(rows).toEqual([]);
});

test("each change of a team leaves one row in the audit, and each reading of it", async () => {
  const before = await superuser.pool.query("SELECT count(*) AS n FROM audit_event");
  const answer = await give(grant());
  await end(answer.json().grants[0].id);
  await read(therapist);
  await request(trellis, administrator, "GET", `/api/clinic/clients/${path}/care-team`);
  const { rows } = await superuser.pool.query(
    "SELECT operation, client_ids FROM audit_event ORDER BY sequence OFFSET $1",
    [Number(before.rows[0]?.n)],
  );
  expect(rows.map((row) => row.operation)).toEqual([
    "access-grant.add",
    "access-grant.end",
    "care-team.read",
    "care-team.read-by-administrator",
  ]);
  for (const row of rows) expect(row.client_ids).toEqual([path]);
});
