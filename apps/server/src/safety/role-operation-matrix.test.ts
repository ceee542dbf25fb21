import { CONTRACT } from "@trellis/api/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { buildServer } from "#platform/server.ts";
import {
  MARK,
  type MarkedRecord,
  makeMarkedClinic,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { ROUTES } from "../main.ts";
import { addBareClients } from "./bare-client.ts";
import { type Actor, makeActors } from "./matrix-actors.ts";
import { runMatrix, withoutCheck } from "./matrix-run.ts";
import { EXAMPLES } from "./operation-examples.ts";

type Server = Pick<TestTrellis, "server">;

let trellis: TestTrellis;
let unchecked: Server;
let superuser: Database;
let records: readonly MarkedRecord[];
let actors: readonly Actor[];

beforeAll(async () => {
  trellis = await startTestTrellis(async (options) => {
    unchecked = { server: await buildServer({ ...options, routes: ROUTES.map(withoutCheck) }) };
    return buildServer({ ...options, routes: ROUTES });
  });
  superuser = openSuperuser(trellis);
  const north = await makeMarkedClinic(trellis, superuser, "north");
  const south = await makeMarkedClinic(trellis, superuser, "south");
  records = [north.record, north.otherRecord, south.record, south.otherRecord];
  actors = await makeActors(superuser, north, south);
  await addBareClients(superuser, records);
});
afterAll(async () => {
  await unchecked.server.close();
  await superuser.close();
  await trellis.close();
});

const runOn = (on: Server, checksStatus: boolean) =>
  runMatrix({ on, routes: ROUTES, actors, records, superuser, checksStatus });

test("every operation of the contract has a route and examples, and nothing else has", () => {
  const operations = CONTRACT.map((operation) => operation.name).toSorted();
  expect(ROUTES.map((route) => route.operation.name).toSorted()).toEqual(operations);
  expect(ROUTES.filter((route) => !CONTRACT.includes(route.operation))).toEqual([]);
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(operations);
  expect(operations.filter((each) => EXAMPLES[each]?.length === 0)).toEqual([]);
});

test("every text column of the other records holds a mark", async () => {
  expect(await columnsWithoutMark(superuser)).toEqual(UNMARKED);
});

test(
  "each role gets through with what access.ts gives it, and nobody sees or changes more",
  { timeout: 180_000 },
  async () => {
    const { findings, requests } = await runOn(trellis, true);
    expect(findings).toEqual([]);
    expect(trellis.unforeseen).toEqual([]);
    expect(requests).toBeGreaterThan(actors.length * Object.values(EXAMPLES).flat().length);
  },
);

test(
  "without the access check, row-level security lets nobody see or change more",
  { timeout: 180_000 },
  async () => {
    const { findings, unexpected } = await runOn(unchecked, false);
    expect(findings).toEqual([]);
    expect(unexpected).toBeGreaterThan(actors.length);
  },
);

test(
  "without row-level security, the access check lets nobody see or change more",
  { timeout: 180_000 },
  async () => {
    const tables = await superuser.pool.query<{ name: string }>(
      "SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity",
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    for (const { name } of tables.rows)
      await superuser.pool.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    const { rows } = await trellis.app.pool.query("SELECT client_id FROM client");
    expect(rows.length).toBeGreaterThanOrEqual(records.length);
    expect((await runOn(trellis, true)).findings).toEqual([]);
  },
);

/** Columns of texts that have no room for a mark: kinds, codes, zones. Whoever adds a column marks it or names it here. */
const UNMARKED = [
  "access_grant.kind",
  "account.kind",
  "account_invite.purpose",
  "audit_event.origin",
  "audit_event.outcome",
  "card_import.zone",
  "card_item.aspect",
  "card_item_version.aspect",
  "card_item_version.rhythm",
  "card_item_version.state",
  "client.zone",
  "clinic.code",
  "clinic.country",
  "clinic.phone_checks",
  "clinic.zone",
  "coaching_times.phone",
  "diary_entry.aspect",
  "diary_entry.sittings",
  "diary_note.field",
  "entry_detail.aspect",
  "entry_detail.field",
  "field_key.made_with",
  "field_key.purpose",
  "field_key.root_id",
  "field_key.state",
  "mail.kind",
  "mail.state",
  "mail.trouble",
  "phone_check.country",
  "phone_check.phone",
  "safety_plan_version.written_kind",
  "sign_in.account_kind",
  "sign_in.app",
  "sign_in.browser",
  "sign_in.system",
  "target_behaviour.direction",
  "target_behaviour.level",
];

async function columnsWithoutMark(database: Database): Promise<readonly string[]> {
  const columns = await database.pool.query<{ table: string; column: string }>(`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> 'installation' AND data_type IN ('text', 'jsonb', 'json', 'character varying')
     ORDER BY 1, 2`);
  const bare: string[] = [];
  for (const { table, column } of columns.rows) {
    const { rows } = await database.pool.query(
      `SELECT 1 FROM ${table} WHERE ${column}::text ~ $1 LIMIT 1`,
      [MARK.source],
    );
    if (rows.length === 0) bare.push(`${table}.${column}`);
  }
  return bare;
}
