import { CONTRACT } from "@trellis/api/contract";
import type { Operation } from "@trellis/api/operation";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccessCheck, openRecord } from "#platform/access.ts";
import type { Database } from "#platform/database.ts";
import type { Route } from "#platform/route.ts";
import { buildServer } from "#platform/server.ts";
import { statement } from "#platform/statement.ts";
import {
  MARK,
  type MarkedRecord,
  makeMarkedClinic,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { ROUTES } from "../main.ts";
import { foreignBytes, isOwnChange } from "./foreign-bytes.ts";
import { type Actor, makeActors, may } from "./matrix-actors.ts";
import { EXAMPLES, type Example } from "./operation-examples.ts";
import { changedGroups, fingerprintRows } from "./row-fingerprint.ts";

type Server = Pick<TestTrellis, "server">;
type Run = { readonly on: Server; readonly checksStatus: boolean };

let trellis: TestTrellis;
let unchecked: Server;
let superuser: Database;
let records: readonly MarkedRecord[];
let actors: readonly Actor[];
let publicMarks: readonly string[];
let requests = 0;
/** Requests that got further, or less far, than the expectation table says. */
let unexpected = 0;

/** No check at all: neither that the sign-in holds, nor its kind of account, nor a relation to the client. */
const NO_CHECK: AccessCheck = {
  openSignIn: ({ clinicCode, tokenHash }) => {
    const token = `${clinicCode}:${tokenHash.toString("hex")}`;
    return statement(
      sql`SELECT set_config('app.token', ${token}, true) AS account_id, '' AS account_kind`,
    );
  },
  openRecord: (presented, clientId, data, action) => ({
    opening: [NO_CHECK.openSignIn(presented, [])],
    access: openRecord(presented, clientId, data, action).access,
  }),
};

const withoutCheck = (route: Route): Route => ({
  operation: route.operation,
  answer: (arrived, input) => route.answer(arrived, input, NO_CHECK),
});

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
  const doors = await superuser.pool.query<{ text: string }>(
    "SELECT name || app_name AS text FROM clinic",
  );
  publicMarks = doors.rows.flatMap((row) => row.text.match(MARK) ?? []);
});
afterAll(async () => {
  await unchecked.server.close();
  await superuser.close();
  await trellis.close();
});

/** The status that access.ts, the audience and the example together ask for. */
function expectedStatus(
  actor: Actor,
  { audience }: Operation,
  status: number,
  path: MarkedRecord,
): number {
  if (audience.who === "anyone") return status;
  if (actor.signedIn === null) return 401;
  if (audience.who === "account")
    return audience.kinds.includes(actor.signedIn.kind) ? status : 403;
  return may(actor, path.clientId, audience.data, audience.action) ? status : 404;
}

/** Records for the path and for the other ids of an operation: one's own, another client's, another clinic's. */
function placesOf(operation: Operation): readonly (readonly [MarkedRecord, MarkedRecord])[] {
  const three = records.slice(0, 3);
  if (operation.path.includes(":clientId"))
    return three.flatMap((path) => three.map((inside) => [path, inside] as const));
  return three.slice(operation.path.includes(":") ? 0 : 2).map((path) => [path, path] as const);
}

/** The operation that ends the sign-in comes last. */
const endsLast = (a: Route, b: Route) =>
  Number(a.operation.name === "sign-in.end") - Number(b.operation.name === "sign-in.end");

async function sendAll(actor: Actor, run: Run): Promise<readonly string[]> {
  const caller = await actor.present();
  const before = await fingerprintRows(superuser);
  const findings: string[] = [];
  for (const { operation } of ROUTES.toSorted(endsLast)) {
    for (const [path, inside] of placesOf(operation)) {
      for (const example of EXAMPLES[operation.name] ?? []) {
        findings.push(...(await send(actor, caller, operation, example, run, path, inside)));
      }
    }
  }
  const changes = changedGroups(before, await fingerprintRows(superuser)).filter(
    (group) => !isOwnChange(actor, records, group),
  );
  return [
    ...findings,
    ...changes.map(
      (group) => `${actor.title} changed ${group.table} of ${group.whose || group.clinic}`,
    ),
  ];
}

const nameOf = (record: MarkedRecord) => `${record.code}'s client ${records.indexOf(record) % 2}`;

async function send(
  actor: Actor,
  caller: Caller,
  operation: Operation,
  example: Example,
  run: Run,
  path: MarkedRecord,
  inside: MarkedRecord,
): Promise<readonly string[]> {
  const { params, query, body } = example.input(path, inside);
  const values = (params ?? {}) as Record<string, string>;
  const filled = operation.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    String(values[name]),
  );
  const url = query ? `${filled}?${new URLSearchParams(query).toString()}` : filled;
  const answer = await request(run.on, caller, operation.method, url, body);
  requests += 1;
  const asked = `${url} ${JSON.stringify(body)}`;
  const foreign = foreignBytes(
    actor,
    records,
    publicMarks,
    asked,
    `${JSON.stringify(answer.headers)} ${answer.body}`,
  );
  const expected = expectedStatus(
    actor,
    operation,
    path === inside ? example.own : example.foreign,
    path,
  );
  if (answer.statusCode !== expected) unexpected += 1;
  const what = `${actor.title}: ${operation.name} of ${nameOf(path)} with ids of ${nameOf(inside)}`;
  return [
    ...foreign.map((each) => `${what} gave away ${each}`),
    ...(run.checksStatus && answer.statusCode !== expected
      ? [`${what}: ${answer.statusCode}, not ${expected}: ${answer.body}`]
      : []),
  ];
}

async function runMatrix(run: Run): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const actor of actors) findings.push(...(await sendAll(actor, run)));
  return findings;
}

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
  { timeout: 60_000 },
  async () => {
    expect(await runMatrix({ on: trellis, checksStatus: true })).toEqual([]);
    expect(trellis.unforeseen).toEqual([]);
    expect(requests).toBeGreaterThan(actors.length * ROUTES.length * 5);
  },
);

test(
  "without the access check, row-level security lets nobody see or change more",
  { timeout: 60_000 },
  async () => {
    expect(await runMatrix({ on: unchecked, checksStatus: false })).toEqual([]);
    expect(unexpected).toBeGreaterThan(actors.length);
  },
);

test(
  "without row-level security, the access check lets nobody see or change more",
  { timeout: 60_000 },
  async () => {
    const tables = await superuser.pool.query<{ name: string }>(
      "SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity",
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    for (const { name } of tables.rows)
      await superuser.pool.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    const { rows } = await trellis.app.pool.query("SELECT client_id FROM client");
    expect(rows).toHaveLength(records.length);
    expect(await runMatrix({ on: trellis, checksStatus: true })).toEqual([]);
  },
);

/** Columns of texts that have no room for a mark: kinds, codes, zones. Whoever adds a column marks it or names it here. */
const UNMARKED = [
  "access_grant.kind",
  "account.kind",
  "audit_event.origin",
  "card_import.zone",
  "card_item.aspect",
  "client.zone",
  "clinic.code",
  "clinic.country",
  "clinic.zone",
  "diary_entry.sittings",
  "diary_note.field",
  "sign_in.account_kind",
  "sign_in.app",
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
