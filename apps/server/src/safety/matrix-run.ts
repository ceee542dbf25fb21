import type { Operation } from "@trellis/api/operation";
import { sql } from "kysely";
import { type AccessCheck, openClinicRecord, openRecord } from "#platform/access.ts";
import type { Database } from "#platform/database.ts";
import type { Route } from "#platform/route.ts";
import { statement } from "#platform/statement.ts";
import { MARK, type MarkedRecord } from "#platform/test-marked-clinic.ts";
import { type Caller, request, type TestTrellis } from "#platform/test-trellis.ts";
import { freeBareClients } from "./bare-client.ts";
import { foreignBytes, isOwnChange, sayChange, type Seen } from "./foreign-bytes.ts";
import { readPeople } from "./known-people.ts";
import { type Actor, may } from "./matrix-actors.ts";
import { EXAMPLES, type Example } from "./operation-examples.ts";
import { changedGroups, fingerprintRows } from "./row-fingerprint.ts";

/** Everything that a run of the matrix sends, and to whom. */
export type Matrix = {
  readonly on: Pick<TestTrellis, "server">;
  readonly routes: readonly Route[];
  readonly actors: readonly Actor[];
  /** Two clients of each of two clinics. */
  readonly records: readonly MarkedRecord[];
  readonly superuser: Database;
  /** Whether each status has to be the one that the table of access asks for. */
  readonly checksStatus: boolean;
};

export type MatrixResult = {
  readonly findings: readonly string[];
  readonly requests: number;
  /** Requests that got further, or less far, than the expectation table says. */
  readonly unexpected: number;
};

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
  openClinicRecord: (presented, clientId, data, action) => ({
    opening: [NO_CHECK.openSignIn(presented, [])],
    access: openClinicRecord(presented, clientId, data, action).access,
  }),
};

/** The same operation, whose access check lets everybody through. */
export const withoutCheck = (route: Route): Route => ({
  operation: route.operation,
  answer: (arrived, input) => route.answer(arrived, input, NO_CHECK),
});

/** Every operation of the routes by every actor, with ids of one's own, of another client and of another clinic. */
export async function runMatrix(matrix: Matrix): Promise<MatrixResult> {
  const doors = await matrix.superuser.pool.query<{ text: string }>(
    "SELECT name || app_name || settings AS text FROM clinic",
  );
  const marksOfDoors = doors.rows.flatMap((row) => row.text.match(MARK) ?? []);
  const count = { requests: 0, unexpected: 0 };
  const findings: string[] = [];
  for (const actor of matrix.actors) {
    const publicMarks = [...marksOfDoors, ...(await marksOfHistory(actor, matrix.superuser))];
    findings.push(...(await sendAll(actor, { ...matrix, publicMarks, count })));
  }
  return { findings, ...count };
}

/** Earlier settings of one's own clinic, which those who work there may read. */
async function marksOfHistory(actor: Actor, superuser: Database): Promise<readonly string[]> {
  if (actor.signedIn === null || actor.signedIn.kind === "client") return [];
  const { rows } = await superuser.pool.query<{ text: string }>(
    "SELECT settings::text AS text FROM clinic_setting_version WHERE clinic_id = $1",
    [actor.signedIn.clinic.clinicId],
  );
  return rows.flatMap((row) => row.text.match(MARK) ?? []);
}

type Run = Matrix & {
  readonly publicMarks: readonly string[];
  readonly count: { requests: number; unexpected: number };
};

const isOneClinic = (one: MarkedRecord, other: MarkedRecord) => one.clinicId === other.clinicId;

/** What an example asks for by how far apart the records of the path and of the other ids are. */
function statusOf(example: Example, path: MarkedRecord, inside: MarkedRecord): number {
  if (path === inside) return example.own;
  return isOneClinic(path, inside) ? example.foreign : (example.otherClinic ?? example.foreign);
}

/**
 * The status that access.ts, the audience and the example together ask for. What an account may do in its clinic
 * (an administrator's work) has `own` ids as long as all of them are of that clinic.
 */
function expectedStatus(
  actor: Actor,
  { audience, path: address }: Operation,
  example: Example,
  path: MarkedRecord,
  inside: MarkedRecord,
): number {
  const ofOneRecord = statusOf(example, path, inside);
  if (audience.who === "anyone") return ofOneRecord;
  if (actor.signedIn === null) return 401;
  if (audience.who === "client-record")
    return may(actor, path.clientId, audience.data, audience.action) ? ofOneRecord : 404;
  if (!audience.kinds.includes(actor.signedIn.kind)) return 403;
  const home = actor.signedIn.clinic.clinicId;
  if (example.otherClinic !== undefined) return path.clinicId === home ? ofOneRecord : 404;
  const isHome = path.clinicId === home && inside.clinicId === home;
  return isHome || !address.includes(":") ? example.own : example.foreign;
}

/** Records for the path and for the other ids of an operation: one's own, another client's, another clinic's. */
function placesOf(
  operation: Operation,
  records: readonly MarkedRecord[],
): readonly (readonly [MarkedRecord, MarkedRecord])[] {
  const three = records.slice(0, 3);
  if (operation.path.includes(":clientId"))
    return three.flatMap((path) => three.map((inside) => [path, inside] as const));
  return three.slice(operation.path.includes(":") ? 0 : 2).map((path) => [path, path] as const);
}

/** Whether a request names anything of a second record; without that it is the same request once more. */
function takesIdsFrom(example: Example, path: MarkedRecord, inside: MarkedRecord): boolean {
  let isLookedAt = false;
  const watched = new Proxy(inside, {
    get: (record, name) => {
      isLookedAt = true;
      return Reflect.get(record, name) as unknown;
    },
  });
  example.input(path, watched);
  return isLookedAt;
}

/** The operation that ends the sign-in comes last. */
const endsLast = (a: Route, b: Route) =>
  Number(a.operation.name === "sign-in.end") - Number(b.operation.name === "sign-in.end");

async function sendAll(actor: Actor, run: Run): Promise<readonly string[]> {
  const caller = await actor.present();
  await freeBareClients(run.superuser, run.records);
  const people = await readPeople(run.superuser);
  const before = await fingerprintRows(run.superuser);
  const findings: string[] = [];
  for (const { operation } of run.routes.toSorted(endsLast)) {
    for (const [path, inside] of placesOf(operation, run.records)) {
      for (const example of EXAMPLES[operation.name] ?? []) {
        if (path !== inside && !takesIdsFrom(example, path, inside)) continue;
        const found = await send(
          { ...run, people },
          actor,
          caller,
          operation,
          example,
          path,
          inside,
        );
        findings.push(...found);
      }
    }
  }
  const changes = changedGroups(before, await fingerprintRows(run.superuser)).filter(
    (group) => !isOwnChange(actor, run.records, group),
  );
  return [...findings, ...changes.map((group) => sayChange(actor, group))];
}

async function send(
  run: Run & Pick<Seen, "people">,
  actor: Actor,
  caller: Caller,
  operation: Operation,
  example: Example,
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
  run.count.requests += 1;
  const asked = `${url} ${JSON.stringify(body)}`;
  const answered = `${JSON.stringify(answer.headers)} ${answer.body}`;
  const foreign = foreignBytes(actor, run, asked, answered);
  const expected = expectedStatus(actor, operation, example, path, inside);
  if (answer.statusCode !== expected) run.count.unexpected += 1;
  const nameOf = (record: MarkedRecord) =>
    `${record.code}'s client ${run.records.indexOf(record) % 2}`;
  const what = `${actor.title}: ${operation.name} of ${nameOf(path)} with ids of ${nameOf(inside)}`;
  return [
    ...foreign.map((each) => `${what} gave away ${each}`),
    ...(run.checksStatus && answer.statusCode !== expected
      ? [`${what}: ${answer.statusCode}, not ${expected}: ${answer.body}`]
      : []),
  ];
}
