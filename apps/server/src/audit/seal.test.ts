import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "#platform/database.ts";
import { withOperatorTx } from "#platform/operator.ts";
import { statement } from "#platform/statement.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { anchorFile } from "./anchor.ts";
import { auditSealJob, sealClinic } from "./seal.ts";
import { verifyAudit } from "./verify.ts";

let trellis: TestTrellis;
let superuser: Database;
let folder: string;
let clinic: TestClinic;
let made = 0;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openDatabase(trellis.database.superuserUrl, 4, () => undefined);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-anchor-"));
  made += 1;
  clinic = await makeTestClinic(trellis, `clinic-${made}`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const INSERT = `INSERT INTO audit_event (clinic_id, origin, operation, account_id, client_ids, request_id, at)
  SELECT $1, 'app', 'diary-card.read-week', gen_random_uuid(), ARRAY[gen_random_uuid()], gen_random_uuid(), coalesce($3, now())
    FROM generate_series(1, $2::int)`;

const write = (rows: number, at: string | null = null) =>
  superuser.pool.query(INSERT, [clinic.clinicId, rows, at]);
const seal = () => sealClinic(trellis.services, clinic.code, folder);
const verify = async () =>
  verifyAudit(
    trellis.owner,
    { id: clinic.clinicId, code: clinic.code },
    await trellis.fieldKeys.ofClinic(clinic.code),
    folder,
  );

/** As the superuser who rules the database: triggers off, no policy in the way. */
async function tamper(sql: string, values: readonly unknown[] = []): Promise<void> {
  const connection = await superuser.pool.connect();
  try {
    await connection.query("SET session_replication_role = replica");
    const { rowCount } = await connection.query(sql, [clinic.clinicId, ...values]);
    expect(rowCount).toBeGreaterThan(0);
  } finally {
    await connection.query("RESET session_replication_role");
    connection.release();
  }
}

/** Three seals of twenty rows each; gives the number of the row in the middle of the second. */
async function threeSeals(): Promise<number> {
  for (const _ of [1, 2, 3]) {
    await write(20);
    await seal();
  }
  const { rows } = await superuser.pool.query<{ middle: number }>(
    "SELECT lower(covered) + 10 AS middle FROM audit_seal WHERE clinic_id = $1 AND number = 2",
    [clinic.clinicId],
  );
  return rows[0]?.middle ?? 0;
}

const moment = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const findings = async () =>
  (await verify()).findings.map((each) => each.replaceAll(moment, "…").replaceAll(folder, "…"));

test("a chain that nobody touched is found whole, and every row is in one seal", async () => {
  await threeSeals();
  await write(3);
  expect(await verify()).toEqual({ findings: [], seals: 3, rows: 60, unsealed: 3 });
});

test("a changed row is found, whatever was changed", async () => {
  const middle = await threeSeals();
  await superuser.pool.query("CREATE SCHEMA kept; CREATE TABLE kept.event AS TABLE audit_event");
  const changes = [
    "at = e.at + interval '1 microsecond'",
    "account_id = gen_random_uuid()",
    "sign_in_id = gen_random_uuid()",
    "origin = 'operator'",
    "operation = 'diary-card.save'",
    "outcome = 'refused', reason = 'not-found'",
    "subject_id = gen_random_uuid()",
    "client_ids = ARRAY[gen_random_uuid()]",
    "request_id = NULL",
  ];
  const columns = changes.flatMap((change) => change.match(/\w+(?= = )/g) ?? []);
  const back = columns.map((column) => `${column} = k.${column}`).join(", ");
  for (const change of changes) {
    await tamper(`UPDATE audit_event e SET ${change} WHERE clinic_id = $1 AND sequence = $2`, [
      middle,
    ]);
    expect([change, await findings()]).toEqual([
      change,
      [`Seal 2 (20 rows, …): a row was changed, between row ${middle - 10} and row ${middle + 9}.`],
    ]);
    await tamper(
      `UPDATE audit_event e SET ${back} FROM kept.event k WHERE e.clinic_id = $1 AND k.clinic_id = $1 AND k.sequence = e.sequence`,
    );
    expect(await findings()).toEqual([]);
  }
});

test("a removed row is found by its number", async () => {
  const middle = await threeSeals();
  await tamper(
    "DELETE FROM audit_event WHERE clinic_id = $1 AND sequence IN ($2, $2::bigint + 2)",
    [middle],
  );
  expect(await findings()).toEqual([
    `Seal 2 (20 rows, …): 2 rows removed, among them ${middle}, ${middle + 2}.`,
  ]);
});

test("a row with another number in its place is found", async () => {
  const middle = await threeSeals();
  const numbered = (how: string) =>
    superuser.pool.query(`ALTER TABLE audit_event ALTER sequence SET GENERATED ${how}`);
  await numbered("BY DEFAULT");
  await tamper(
    "UPDATE audit_event SET sequence = 900000000 WHERE clinic_id = $1 AND sequence = $2",
    [middle],
  );
  await numbered("ALWAYS");
  expect(await findings()).toEqual([`Seal 2 (20 rows, …): 1 row removed, among them ${middle}.`]);
});

test("a row put in with an earlier date is found, sealed or not", async () => {
  const middle = await threeSeals();
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1 AND sequence = $2", [middle]);
  await superuser.pool.query(
    `INSERT INTO audit_event (clinic_id, sequence, origin, operation, at) OVERRIDING SYSTEM VALUE
     VALUES ($1, $2, 'operator', 'clinic.init', now() - interval '3 days')`,
    [clinic.clinicId, middle],
  );
  expect(await findings()).toEqual([
    `Seal 2 (20 rows, …): a row was changed, between row ${middle - 10} and row ${middle + 9}.`,
    `Seal 2 (20 rows, …): row ${middle} (…) dated as it cannot be: added later, or the server's clock was set.`,
  ]);
});

test("a row added with an earlier date is found before it is sealed, and after", async () => {
  await threeSeals();
  await write(1, new Date(Date.now() - 3 * 24 * 60 * 60 * 1000).toISOString());
  const { rows } = await superuser.pool.query<{ last: number }>(
    "SELECT max(sequence) AS last FROM audit_event WHERE clinic_id = $1",
    [clinic.clinicId],
  );
  const added = rows[0]?.last;
  expect(await findings()).toEqual([
    `1 row from row ${added} on is dated more than a day ago and in no seal: added later, or the sealing does not run.`,
  ]);
  await seal();
  expect(await findings()).toEqual([
    `Seal 4 (1 row, …): row ${added} (…) dated as it cannot be: added later, or the server's clock was set.`,
  ]);
});

test("a cut tail of rows and seals is found by the file beside", async () => {
  const middle = await threeSeals();
  await tamper("DELETE FROM audit_seal WHERE clinic_id = $1 AND number > 1");
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1 AND sequence >= $2::bigint - 10", [
    middle,
  ]);
  expect(await findings()).toEqual([
    "The anchor file knows 3 seals, the database 1: the end of the audit was cut, or an old backup was put back.",
  ]);
  // What is sealed from then on stands beside what was, and both are told.
  await write(5);
  await seal();
  expect(await findings()).toEqual([
    "Seal 2 (5 rows, …) has another hash in the anchor file: the chain was rewritten from there on, or an old backup was put back.",
    "The anchor file knows 3 seals, the database 2: the end of the audit was cut, or an old backup was put back.",
  ]);
});

test("the whole audit taken away is found", async () => {
  await threeSeals();
  await tamper("DELETE FROM audit_seal WHERE clinic_id = $1");
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1");
  expect(await findings()).toEqual([
    "The anchor file knows 3 seals, the database 0: the end of the audit was cut, or an old backup was put back.",
  ]);
});

test("a seal that was changed or taken out of the middle is found", async () => {
  await threeSeals();
  await tamper(
    "UPDATE audit_seal SET sealed_at = sealed_at + interval '1 ms' WHERE clinic_id = $1 AND number = 1",
  );
  await tamper("DELETE FROM audit_seal WHERE clinic_id = $1 AND number = 2");
  expect(await findings()).toEqual([
    "Seal 1 (20 rows, …) was changed, or was not made with this clinic's key.",
    "Seal 2 is missing.",
  ]);
});

test("a chain rewritten by somebody who knows the program but not the key is found", async () => {
  const middle = await threeSeals();
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1 AND sequence = $2", [middle]);
  await tamper("DELETE FROM audit_seal WHERE clinic_id = $1");
  const strangers = await startTestTrellis(buildTrellis);
  const other = await makeTestClinic(strangers, "stranger");
  const keys = await strangers.fieldKeys.ofClinic(other.code);
  const fieldKeys = { ofClinic: () => Promise.resolve(keys) };
  await sealClinic({ ...trellis.services, fieldKeys }, clinic.code, `${folder}/other`);
  await strangers.close();
  expect(await findings()).toEqual([
    "Seal 1 (59 rows, …) was changed, or was not made with this clinic's key.",
    "Seal 1 (59 rows, …) has another hash in the anchor file: the chain was rewritten from there on, or an old backup was put back.",
    "The anchor file knows 3 seals, the database 1: the end of the audit was cut, or an old backup was put back.",
  ]);
});

test("a chain rewritten with the key is found by the file beside", async () => {
  const middle = await threeSeals();
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1 AND sequence = $2", [middle]);
  await tamper("DELETE FROM audit_seal WHERE clinic_id = $1");
  await sealClinic(trellis.services, clinic.code, `${folder}/other`);
  expect(await findings()).toEqual([
    "Seal 1 (59 rows, …) has another hash in the anchor file: the chain was rewritten from there on, or an old backup was put back.",
    "The anchor file knows 3 seals, the database 1: the end of the audit was cut, or an old backup was put back.",
  ]);
});

test("a file beside that was cut, thinned out, changed or taken away is found", async () => {
  await threeSeals();
  const file = anchorFile(folder, clinic.code);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  const [one = "", two = "", three = ""] = lines;
  const withLines = async (...kept: string[]) => {
    writeFileSync(file, kept.map((line) => `${line}\n`).join(""));
    return findings();
  };
  expect(await withLines(one)).toEqual([
    "The anchor file ends with seal 1, the database with 3: lines were cut.",
  ]);
  expect(await withLines()).toEqual([
    "The anchor file ends with seal 0, the database with 3: lines were cut.",
  ]);
  expect(await withLines(one, three)).toEqual(["The anchor file has no line for seal 2."]);
  expect(await withLines(one, "{", three)).toEqual(["The anchor file has no line for seal 2."]);
  expect(await withLines(one, two.replace(/[0-9a-f]{64}/, "0".repeat(64)), three)).toEqual([
    "Seal 2 (20 rows, …) has another hash in the anchor file: the chain was rewritten from there on, or an old backup was put back.",
  ]);
  await rm(file);
  expect(await findings()).toEqual([`There is no anchor file at …/${clinic.code}.jsonl.`]);
  expect(await withLines(one, two, three)).toEqual([]);
});

test("lines that were cut away are not written again by the next seals", async () => {
  await threeSeals();
  const file = anchorFile(folder, clinic.code);
  const [one = ""] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${one}\n`);
  await write(1);
  await seal();
  expect(await findings()).toEqual([
    "The anchor file has no line for seal 2.",
    "The anchor file has no line for seal 3.",
  ]);
});

test("a line that a crash kept back, whole or in part, is written at the next turn", async () => {
  await threeSeals();
  const file = anchorFile(folder, clinic.code);
  const whole = readFileSync(file, "utf8");
  const twoLines = whole.slice(0, whole.lastIndexOf("{"));
  for (const left of [twoLines, whole.slice(0, -20)]) {
    writeFileSync(file, left);
    await seal();
    expect(await findings()).toEqual([]);
  }
});

test("without the key file rows and links are checked all the same, and it says what is wanting", async () => {
  const middle = await threeSeals();
  await tamper("DELETE FROM audit_event WHERE clinic_id = $1 AND sequence = $2", [middle]);
  const at = { id: clinic.clinicId, code: clinic.code };
  const { findings: found } = await verifyAudit(trellis.owner, at, null, folder);
  expect(found.map((each) => each.replaceAll(moment, "…"))).toEqual([
    "The key file is not there, so nobody can tell who made the seals.",
    `Seal 2 (20 rows, …): 1 row removed, among them ${middle}.`,
  ]);
});

test("rows that are committed after rows with higher numbers come into a later seal", async () => {
  await write(1);
  await seal();
  const late = await superuser.pool.connect();
  await late.query("BEGIN");
  await late.query(INSERT, [clinic.clinicId, 3, null]);
  await write(2);
  await seal();
  expect(await verify()).toEqual({ findings: [], seals: 2, rows: 3, unsealed: 0 });
  await late.query("COMMIT");
  late.release();
  expect((await verify()).unsealed).toBe(3);
  await seal();
  expect(await verify()).toEqual({ findings: [], seals: 3, rows: 6, unsealed: 0 });
});

test("fifty writers and four sealers at once make no fork and no gap", async () => {
  const writers = openDatabase(trellis.database.superuserUrl, 20, () => undefined);
  let writing = true;
  const sealers = [1, 2, 3, 4].map(async () => {
    while (writing) await seal();
  });
  const writer = async (number: number) => {
    for (let round = 0; round < 20; round += 1) {
      const connection = await writers.pool.connect();
      await connection.query("BEGIN");
      await connection.query(INSERT, [clinic.clinicId, 1 + (number % 3), null]);
      if (number % 5 === 0) await connection.query("SELECT pg_sleep(0.005)");
      await connection.query(number % 7 === 0 && round % 4 === 0 ? "ROLLBACK" : "COMMIT");
      connection.release();
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, number) => writer(number)));
  writing = false;
  await Promise.all(sealers);
  await writers.close();
  await seal();
  const { rows } = await superuser.pool.query<{ all: number }>(
    "SELECT count(*) AS all FROM audit_event WHERE clinic_id = $1",
    [clinic.clinicId],
  );
  const { seals, ...verdict } = await verify();
  expect(verdict).toEqual({ findings: [], rows: rows[0]?.all, unsealed: 0 });
  expect(seals).toBeGreaterThan(3);
});

test("the job seals every clinic, takes many rows in several seals, and has nothing to do afterwards", async () => {
  await write(25_000);
  const other = await makeTestClinic(trellis, `${clinic.code}-b`);
  const job = auditSealJob(folder);
  await superuser.pool.query(INSERT, [other.clinicId, 2, null]);
  await job.run(trellis.services);
  await job.run(trellis.services);
  expect(await verify()).toEqual({ findings: [], seals: 3, rows: 25_000, unsealed: 0 });
  expect(readFileSync(anchorFile(folder, other.code), "utf8").trim().split("\n")).toHaveLength(1);
});

test("an hour without rows gets an empty seal, so that nothing can be put into it later", async () => {
  await threeSeals();
  await tamper(
    "UPDATE audit_seal SET sealed_at = sealed_at - interval '2 hours' WHERE clinic_id = $1",
  );
  await seal();
  const { rows } = await superuser.pool.query(
    "SELECT number, covered::text, row_count FROM audit_seal WHERE clinic_id = $1 ORDER BY number DESC LIMIT 1",
    [clinic.clinicId],
  );
  expect(rows).toEqual([{ number: 4, covered: "{}", row_count: 0 }]);
});

test("the application can add the next seal alone, and change none", async () => {
  await threeSeals();
  const app = (sql: string) => trellis.app.pool.query(sql, [clinic.code]);
  const add = (number: number, at: string) =>
    app(`SELECT app.add_audit_seal($1, ${number}, '{}', NULL, ${at}, sha256(''))`);
  await expect(add(3, "now()")).rejects.toThrow("not the next seal");
  await expect(add(5, "now()")).rejects.toThrow("not the next seal");
  await expect(add(4, "now() + interval '1 hour'")).rejects.toThrow("not the next seal");
  for (const sql of [
    "DELETE FROM audit_seal",
    "UPDATE audit_seal SET number = 9",
    "SELECT * FROM audit_seal",
  ])
    await expect(trellis.app.pool.query(sql)).rejects.toThrow("permission denied");
  await expect(
    withOperatorTx(trellis.owner, clinic.clinicId, (tx) =>
      tx.finish(statement(sql`UPDATE audit_seal SET number = 9`)),
    ),
  ).rejects.toThrow("append-only");
  // At worst a seal with a wrong hash, which shows.
  await add(4, "now()");
  expect(await findings()).toEqual([
    "Seal 4 (0 rows, …) was changed, or was not made with this clinic's key.",
  ]);
});
