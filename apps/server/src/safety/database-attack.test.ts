import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  makeMarkedClinic,
  type MarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import {
  type Ask,
  attack,
  forgeOperator,
  readableTables,
  readEverything,
} from "./database-attacker.ts";
import { changedGroups, fingerprintRows } from "./row-fingerprint.ts";

/** Whoever can run statements as the application, through a hole that nobody knows of yet. */
let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let south: MarkedClinic;
let therapist: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  south = await makeMarkedClinic(trellis, superuser, "south");
  const as = { kind: "clinician", app: "clinician" } as const;
  therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, as);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const everything = (signedIn: Caller | null, ...before: readonly Ask[]): Promise<string> =>
  readEverything(trellis.app, superuser, signedIn, ...before);
const readable = () => readableTables(superuser);

const records = () => [north.record, north.otherRecord, south.record, south.otherRecord];

test("reading everything gives nothing without a sign-in", async () => {
  expect(await everything(null)).toBe("[]");
});

test("reading everything gives a therapist the records of their own clients and nothing else", async () => {
  const all = await everything(therapist);
  // Rows of the audit are read through functions alone, and safety plans are sealed.
  const { "access-log": ofAudit, "safety-plan": ofPlan, ...marks } = north.record.marks;
  for (const mark of Object.values(marks)) expect(all).toContain(mark);
  for (const mark of [ofAudit, ofPlan]) expect(all).not.toContain(mark);
  expect(all).not.toContain(south.clinicId);
  expect(all).not.toContain(north.otherClient.clientId);
  for (const record of records().slice(1))
    for (const mark of Object.values(record.marks)) expect(all).not.toContain(mark);
  expect(all).not.toContain(south.accountMark);
});

const settings = (): readonly (readonly [string, string])[] => [
  ["app.token", `south:${randomBytes(32).toString("hex")}`],
  ["app.token", "south:"],
  ["app.token", "south"],
  ["app.token", "south::"],
  ["app.operator_clinic", south.clinicId],
  ["app.clinic_id", south.clinicId],
  ["role", "trellis_app"],
  ["row_security", "on"],
  ["search_path", "pg_temp, public, app"],
  ["session_replication_role", "replica"],
];

test("reading everything gives nothing to whoever forges settings without a sign-in", async () => {
  for (const setting of settings()) {
    expect(
      await everything(null, ["SELECT set_config($1, $2, true)", setting]),
      setting.join("="),
    ).toBe("[]");
  }
});

test("reading everything gives no more to a therapist who forges settings", async () => {
  const own = new Set(
    JSON.parse(await everything(therapist)).map((row: unknown) => JSON.stringify(row)),
  );
  for (const setting of settings()) {
    const rows = JSON.parse(
      await everything(therapist, ["SELECT set_config($1, $2, true)", setting]),
    ) as unknown[];
    expect(
      rows.map((row) => JSON.stringify(row)).filter((row) => !own.has(row)),
      setting.join("="),
    ).toEqual([]);
  }
});

test("reading everything gives no rows with row-level security turned off by the session", async () => {
  for (const { name } of await readable()) {
    const { code } = await attack(
      trellis.app,
      therapist,
      ["SET LOCAL row_security = off"],
      [`SELECT count(*) FROM ${name}`],
    );
    expect(code, name).toBe("42501");
  }
});

test("reading everything gives nothing away by errors, statistics or plans", async () => {
  const secret = south.record.marks["diary-card"];
  const guess = `SELECT 1 / (CASE WHEN words = '${secret}' THEN 0 ELSE 1 END) FROM diary_note`;
  expect(await attack(trellis.app, therapist, [guess])).toMatchObject({ code: "" });
  const cast = "SELECT words::uuid FROM diary_note WHERE client_id <> $1";
  expect(await attack(trellis.app, therapist, [cast, [north.record.clientId]])).toMatchObject({
    code: "",
    rows: [],
  });
  await superuser.pool.query("ANALYZE");
  const statistics =
    "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'public' AND tablename <> 'installation'";
  expect((await attack(trellis.app, therapist, [statistics])).rows).toEqual([]);
});
const forbidden: readonly string[] = [
  "SET ROLE trellis_owner",
  "SET ROLE postgres",
  "SET SESSION AUTHORIZATION trellis_owner",
  "SET session_replication_role = replica",
  "SELECT * FROM account_password",
  "SELECT salt FROM account_password",
  "SELECT secret FROM login_salt_secret",
  "SELECT wrapped FROM field_key",
  "SELECT login_index FROM account",
  "SELECT * FROM audit_event",
  "SELECT token_hash FROM sign_in",
  "SELECT count(*) FROM sign_in WHERE token_hash = '\\x00'",
  "SELECT * FROM migration.kysely_migration",
  "INSERT INTO audit_event (clinic_id, origin, operation) VALUES (app.clinic_id(), 'app', 'x')",
  "INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind) SELECT app.clinic_id(), gen_random_uuid(), app.account_id(), gen_random_uuid(), 'therapist'",
  "INSERT INTO sign_in (clinic_id, sign_in_id) VALUES (app.clinic_id(), gen_random_uuid())",
  "UPDATE sign_in SET expires_at = now() + interval '1 year'",
  "UPDATE sign_in SET account_id = gen_random_uuid()",
  "UPDATE account SET kind = 'administrator'",
  "UPDATE access_grant SET ends_at = NULL",
  "SELECT * FROM client",
  "SELECT birth_date FROM client",
  "SELECT count(*) FROM client WHERE birth_date < now()",
  "INSERT INTO client (clinic_id, client_id, initials, zone) SELECT app.clinic_id(), gen_random_uuid(), 'x', 'UTC'",
  "UPDATE life_line SET client_id = gen_random_uuid()",
  "UPDATE ridden_out_urge SET strength_after = 0",
  "UPDATE card_item SET aspect = 'skill'",
  "UPDATE diary_entry SET aspect = 'skill'",
  "SELECT app.open_care_team(gen_random_uuid(), 'cover')",
  "SELECT app.require_clinician_at_work(app.clinic_id(), app.account_id())",
  "UPDATE client SET account_id = app.account_id()",
  "UPDATE diary_entry SET clinic_id = gen_random_uuid()",
  "UPDATE diary_note SET client_id = gen_random_uuid()",
  "UPDATE card_operation SET answer = '{}'",
  "UPDATE card_item_version SET words = 'x'",
  "UPDATE audit_event SET operation = 'x'",
  ...[
    "card_operation",
    "card_item_version",
    "audit_event",
    "diary_entry",
    "diary_note",
    "therapy_session",
    "life_line",
    "access_grant",
    "client",
  ].flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]),
  "ALTER TABLE diary_note DISABLE ROW LEVEL SECURITY",
  "DROP POLICY tenant ON diary_note",
  "CREATE POLICY mine ON diary_note USING (true)",
  "CREATE TABLE mine (id integer)",
  "CREATE TEMPORARY TABLE mine (id integer)",
  "CREATE FUNCTION pg_temp.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
  "CREATE FUNCTION public.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
  "CREATE SCHEMA mine",
  "ALTER ROLE trellis_app BYPASSRLS",
  "ALTER ROLE trellis_app SUPERUSER",
  "GRANT trellis_owner TO trellis_app",
  "CREATE EXTENSION pgcrypto",
  "COPY diary_note TO PROGRAM 'cat'",
  "COPY diary_note TO '/tmp/mine'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> 'trellis_app'",
  "SELECT * FROM pg_authid",
  "SELECT * FROM pg_statistic",
  "SELECT app.work_on_clinic('south')",
  "SELECT app.presented_hash()",
  "SELECT app.operator_clinic()",
  "CALL app.protect_clinic_table('diary_note')",
  "CALL app.protect_client_table('diary_note', '{self}', '{self}')",
  "DO $$ BEGIN EXECUTE 'SET LOCAL ROLE trellis_owner'; END $$",
];

describe("the application may not", () => {
  test.each(forbidden)("%s", async (text) => {
    expect((await attack(trellis.app, therapist, [text])).code).toBe("42501");
    expect((await attack(trellis.app, therapist, forgeOperator(south.clinicId), [text])).code).toBe(
      "42501",
    );
  });

  test("gain anything by RESET ROLE or by closing what is not open", async () => {
    for (const text of ["RESET ROLE", "RESET SESSION AUTHORIZATION"]) {
      const { rows } = await attack(
        trellis.app,
        therapist,
        [text],
        ["SELECT current_user AS me, session_user AS login"],
      );
      expect(rows).toEqual([{ me: "trellis_app", login: "trellis_app" }]);
    }
  });
});

const all = "{self,therapist,skills-trainer,cover,supervisor}";

test("functions that act as the owner give no client but one's own", async () => {
  const own = [{ id: north.record.clientId }];
  expect(
    (await attack(trellis.app, therapist, ["SELECT app.client_ids($1) AS id", [all]])).rows,
  ).toEqual(own);
  const forge: Ask = forgeOperator(south.clinicId);
  const forged = (
    await attack(trellis.app, therapist, forge, ["SELECT app.client_ids($1) AS id", [all]])
  ).rows;
  expect(forged.filter((row) => JSON.stringify(row) !== JSON.stringify(own[0]))).toEqual([]);
  for (const id of [north.otherRecord.clientId, south.record.clientId, randomUUID()]) {
    expect(
      (await attack(trellis.app, therapist, ["SELECT app.require_relation($1, $2)", [id, all]]))
        .code,
    ).toBe("P0002");
  }
  expect(
    (
      await attack(trellis.app, null, [
        "SELECT app.require_relation($1, $2)",
        [north.record.clientId, all],
      ])
    ).code,
  ).toBe("P0002");
});

test("functions that act as the owner tell nothing of people who are not signed in", async () => {
  const { rows } = await attack(trellis.app, null, [
    "SELECT app.clinic_id() AS clinic, app.account_id() AS account, app.working_clinic() AS working, to_jsonb(app.current_sign_in()) AS me",
  ]);
  expect(JSON.stringify(rows)).toMatch(
    /^\[\{"clinic":null,"account":null,"working":null,"me":(null|\{("\w+":null,?)+\})\}\]$/,
  );
});

test("functions that act as the owner open no sign-in for a wrong, an empty or no password", async () => {
  const before = await fingerprintRows(superuser);
  const login = await superuser.pool.query<{ login: Buffer }>(
    "SELECT login_index AS login FROM account WHERE account_id = $1",
    [south.therapist.accountId],
  );
  const salt = await attack(trellis.app, null, [
    "SELECT app.login_salt('south', $1) AS salt",
    [login.rows[0]?.login],
  ]);
  const guesses = [
    null,
    Buffer.alloc(0),
    Buffer.alloc(32),
    randomBytes(32),
    (salt.rows[0] as { salt: Buffer }).salt,
  ];
  for (const guess of guesses) {
    const asked: Ask = [
      `SELECT * FROM app.start_sign_in('south', $1, $2, 'clinician', '1 hour', gen_random_uuid(), $3, NULL,
                                       '192.0.2.1', 'other', 'other', NULL, $3)`,
      [login.rows[0]?.login, guess, randomBytes(32)],
    ];
    expect(await attack(trellis.app, null, asked)).toEqual({ code: "", message: "", rows: [] });
    expect(
      await attack(trellis.app, therapist, forgeOperator(south.clinicId), asked),
    ).toMatchObject({ rows: [] });
  }
  const changed = changedGroups(before, await fingerprintRows(superuser));
  expect(changed.map(({ table, clinic }) => [table, clinic])).toEqual([
    ["audit_event", south.clinicId],
  ]);
  const { rows } = await superuser.pool.query(
    "SELECT DISTINCT outcome, account_id FROM audit_event WHERE clinic_id = $1 AND operation = 'sign-in.start'",
    [south.clinicId],
  );
  expect(rows).toEqual([{ outcome: "refused", account_id: null }]);
});

test("functions that act as the owner open one for the right password, and not once the account is closed", async () => {
  const { accountId } = south.therapist;
  const { rows } = await superuser.pool.query<{ login: Buffer; hash: Buffer }>(
    "SELECT login_index AS login, hash FROM account JOIN account_password USING (clinic_id, account_id) WHERE account_id = $1",
    [accountId],
  );
  const signIn = (app: string) =>
    attack(trellis.app, null, [
      `SELECT account_id FROM app.start_sign_in('south', $1, $2, $4, '1 hour', gen_random_uuid(), $3, NULL,
                                                '192.0.2.1', 'other', 'other', NULL, $3)`,
      [rows[0]?.login, rows[0]?.hash, randomBytes(32), app],
    ]);
  expect((await signIn("clinician")).rows).toEqual([{ account_id: accountId }]);
  expect((await signIn("client")).rows).toEqual([]);
  await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
    accountId,
  ]);
  expect((await signIn("clinician")).rows).toEqual([]);
});

test("functions that act as the owner answer one form of salt whether there is an account or not", async () => {
  const lengths = await Promise.all(
    [randomBytes(32), Buffer.alloc(0), Buffer.from("south")].map(async (login) => {
      const ask: Ask = ["SELECT app.login_salt('south', $1) AS salt", [login]];
      const [first, second] = [
        await attack(trellis.app, null, ask),
        await attack(trellis.app, null, ask),
      ];
      expect(first).toEqual(second);
      return (first.rows[0] as { salt: Buffer }).salt.length;
    }),
  );
  expect(lengths).toEqual([16, 16, 16]);
});

test("functions that act as the owner write no audit in somebody else's name or clinic", async () => {
  const before = await fingerprintRows(superuser);
  const write: Ask = [
    "SELECT app.audit('x', ARRAY[$1::uuid], gen_random_uuid(), false)",
    [south.record.clientId],
  ];
  expect((await attack(trellis.app, null, write)).code).not.toBe("");
  expect((await attack(trellis.app, null, forgeOperator(south.clinicId), write)).code).not.toBe("");
  expect(
    (await attack(trellis.app, therapist, forgeOperator(south.clinicId), write)).code,
  ).not.toBe("");
  expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  expect((await attack(trellis.app, therapist, write)).code).toBe("");
  const changes = changedGroups(before, await fingerprintRows(superuser));
  expect(changes.map(({ table, clinic, whose }) => ({ table, clinic, whose }))).toEqual([
    { table: "audit_event", clinic: north.clinicId, whose: north.therapist.accountId },
  ]);
});
