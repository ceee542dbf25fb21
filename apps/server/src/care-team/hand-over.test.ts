import type { CareTeam } from "@trellis/domain/care-team";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic, type TestPerson } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { hashToken } from "#platform/token.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let ada: Caller;
let bea: Caller;
let administrator: Caller;
let clientId: string;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const after = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

const sign = ({ accountId }: TestPerson, kind: "clinician" | "administrator" = "clinician") =>
  mintSignIn(superuser, north, accountId, { kind, app: "clinician" });

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  north = await makeTestClinic(trellis, `n${freshId().slice(0, 8)}`);
  ada = await sign(north.therapist);
  bea = await sign(north.otherTherapist);
  administrator = await sign(north.administrator, "administrator");
  clientId = north.client.clientId;
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

type Wanted = { accountId?: string; kind?: string; from?: string; until?: string | null };
const grant = (more: Wanted = {}) => ({
  id: freshId(),
  accountId: north.otherTherapist.accountId,
  kind: "cover",
  from: after(0),
  until: after(DAY),
  ...more,
});
const give = (more: Wanted, caller = ada) =>
  request(trellis, caller, "POST", `/api/clients/${clientId}/care-team`, grant(more));
const giveAny = (more: Wanted) =>
  request(trellis, administrator, "POST", `/api/clinic/clients/${clientId}/grants`, grant(more));
const handOver = (more: Record<string, unknown> = {}) =>
  request(trellis, administrator, "POST", `/api/clinic/clients/${clientId}/therapist`, {
    fromAccountId: north.therapist.accountId,
    toAccountId: north.otherTherapist.accountId,
    at: after(0),
    ...more,
  });
const readTeam = async (): Promise<CareTeam["grants"]> =>
  (
    await request(trellis, administrator, "GET", `/api/clinic/clients/${clientId}/care-team`)
  ).json<CareTeam>().grants;
const statusOfWeek = async (caller: Caller) =>
  (await request(trellis, caller, "GET", `/api/clients/${clientId}/week?to=2026-03-03`)).statusCode;

describe("a therapist gives nothing to themself", () => {
  test.each(["cover", "skills-trainer", "supervisor"])("as %s", async (kind) => {
    const answer = await give({ accountId: north.therapist.accountId, kind });
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: "grant-to-oneself" }]);
    expect(answer.json().message).toMatch(/\w+ \w+.*\.$/);
    expect(await readTeam()).toHaveLength(1);
  });

  test("nor to another account of their own", async () => {
    await superuser.pool.query("UPDATE account SET same_person_as = $1 WHERE account_id = $2", [
      north.therapist.accountId,
      north.otherTherapist.accountId,
    ]);
    expect((await give({})).json()).toMatchObject({ code: "grant-to-oneself" });
    expect((await giveAny({})).statusCode).toBe(200);
  });
});

describe("a cover lasts 92 days at most", () => {
  test.each([
    ["92 days", 0, 92 * DAY, 200],
    ["92 days with the hour of a clock that is put back", 0, 92 * DAY + HOUR - 60_000, 200],
    ["93 days", 0, 93 * DAY, 422],
    ["93 days, in a year from now", 365 * DAY, 458 * DAY, 422],
    ["92 days, in a year from now", 365 * DAY, 457 * DAY, 200],
    ["years, from long ago", -365 * DAY, 91 * DAY, 200],
  ])("%s", async (_what, from, until, status) => {
    const answer = await give({ from: after(from), until: after(until) });
    expect(answer.statusCode, answer.body).toBe(status);
    expect((await giveAny({ from: after(from), until: after(until) })).statusCode).toBe(
      status === 200 ? 409 : 422,
    );
    if (status === 422)
      expect(answer.json()).toMatchObject({
        code: "cover-too-long",
        message: expect.stringContaining("92 days"),
      });
  });

  test("and other relations need no end", async () => {
    expect((await give({ kind: "supervisor", until: null })).statusCode).toBe(200);
  });
});

describe("whoever hands over", () => {
  const toAda = () => ({ accountId: north.therapist.accountId });

  test("keeps nothing of what else they were or would be to this client", async () => {
    await giveAny({ ...toAda(), until: after(60 * DAY) });
    await giveAny({ ...toAda(), kind: "supervisor", until: null });
    await giveAny({ ...toAda(), kind: "skills-trainer", from: after(5 * DAY), until: null });
    await giveAny({ kind: "supervisor", until: null });
    expect((await handOver()).statusCode).toBe(200);
    const team = await readTeam();
    const [, , ...others] = team.filter(({ state }) => state !== "past");
    expect(others).toEqual([]);
    expect(team.filter(({ accountId }) => accountId === north.therapist.accountId)).toHaveLength(4);
    for (const { accountId, state, endedBy } of team)
      if (accountId === north.therapist.accountId)
        expect([state, endedBy]).toEqual(["past", north.administrator.email]);
    expect(await statusOfWeek(ada)).toBe(404);
    expect(await statusOfWeek(bea)).toBe(200);
  });

  test("keeps it until the day of a change that is to come", async () => {
    await giveAny({ ...toAda(), until: after(60 * DAY) });
    await handOver({ at: after(3 * DAY) });
    const hers = (await readTeam()).filter(
      ({ accountId }) => accountId === north.therapist.accountId,
    );
    expect(hers.map(({ state }) => state)).toEqual(["now", "now"]);
    expect(new Set(hers.map(({ until }) => until)).size).toBe(1);
    expect(await statusOfWeek(ada)).toBe(200);
  });

  test("has again what an administrator gives anew, also when the change is sent twice", async () => {
    await handOver();
    const answer = await giveAny({ ...toAda(), until: after(DAY) });
    expect(answer.statusCode).toBe(200);
    expect((await handOver()).statusCode).toBe(200);
    expect(await statusOfWeek(ada)).toBe(200);
  });
});

/** An administrator's transaction that holds the lock of the team until `commit` is called. */
async function holdTeam() {
  const connection = await trellis.app.pool.connect();
  const token = administrator.cookie?.split("=")[1] ?? "";
  await connection.query("BEGIN");
  await connection.query("SELECT app.open_sign_in($1, $2, '{administrator}', 'clinician', false)", [
    north.code,
    hashToken(token),
  ]);
  await connection.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", [clientId]);
  return {
    run: (text: string, ...values: unknown[]) => connection.query(text, values),
    commit: async () => {
      await connection.query("COMMIT");
      connection.release();
    },
  };
}

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await superuser.pool.query(
      "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'",
    );
    if (rows.length > 0) return;
  }
}

describe("whoever waits while somebody changes the team", () => {
  const replaced = (team: Awaited<ReturnType<typeof holdTeam>>) =>
    team.run(
      "SELECT app.change_therapist($1, $2, $3, now(), gen_random_uuid())",
      clientId,
      north.therapist.accountId,
      north.otherTherapist.accountId,
    );

  test("gives nothing as the therapist that they are no more", async () => {
    const { rows } = await superuser.pool.query<{ id: string }>(
      `INSERT INTO account (clinic_id, account_id, kind, display_name, login_index, email_sealed)
       VALUES ($1, gen_random_uuid(), 'clinician', 'A friend', sha256('friend'), '\\x00') RETURNING account_id AS id`,
      [north.clinicId],
    );
    const held = await holdTeam();
    const giving = give({ accountId: rows[0]?.id ?? "" });
    await untilSomebodyWaits();
    await replaced(held);
    await held.commit();
    expect((await giving).statusCode).toBe(404);
    const team = await readTeam();
    expect(team.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "therapist now",
      "therapist past",
    ]);
  });

  test("ends nothing either", async () => {
    const { id } = (await giveAny({ kind: "supervisor", until: null })).json<CareTeam>()
      .grants[0] ?? { id: "" };
    const held = await holdTeam();
    const ending = request(trellis, ada, "DELETE", `/api/clients/${clientId}/care-team/${id}`);
    await untilSomebodyWaits();
    await replaced(held);
    await held.commit();
    expect((await ending).statusCode).toBe(404);
    expect((await readTeam()).find((each) => each.id === id)?.state).toBe("now");
  });

  test("changes the therapist as of when their turn comes", async () => {
    const held = await holdTeam();
    const changed = handOver();
    await untilSomebodyWaits();
    await held.run(
      "SELECT app.give_grant($1, gen_random_uuid(), $2, 'therapist', now(), NULL)",
      clientId,
      north.otherTherapist.accountId,
    );
    await held.commit();
    expect((await changed).statusCode).toBe(200);
    const team = await readTeam();
    expect(team.map(({ state }) => state)).toEqual(["now", "past"]);
    expect(Date.parse(team[1]?.until ?? "")).toBeGreaterThanOrEqual(
      Date.parse(team[0]?.from ?? ""),
    );
  });
});
