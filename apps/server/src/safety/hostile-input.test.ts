import { CONTRACT } from "@trellis/api/contract";
import type { Operation } from "@trellis/api/operation";
import { recordTherapySession } from "@trellis/api/therapy-session";
import fc from "fast-check";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { Failure } from "#platform/failure.ts";
import type { Route } from "#platform/route.ts";
import { buildServer } from "#platform/server.ts";
import {
  type MarkedClinic,
  type MarkedRecord,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis, ROUTES } from "../main.ts";
import { answerFaults } from "./answer-fault.ts";
import { addBareClients, freeBareClients } from "./bare-client.ts";
import { hostileRequest, type HostileRequest } from "./hostile-request.ts";
import { EXAMPLES } from "./operation-examples.ts";
import { watchWrites, type WriteLog } from "./write-log.ts";

/** Another seed or more runs look further: TRELLIS_HOSTILE_SEED=7 TRELLIS_HOSTILE_TIMES=10. */
const SEED = Number(process.env["TRELLIS_HOSTILE_SEED"] ?? 20_261_122);
const TIMES = Number(process.env["TRELLIS_HOSTILE_TIMES"] ?? 1);
const LEAST_REQUESTS = 5000;
const MOST_MILLISECONDS = 2000;

let trellis: TestTrellis;
let withRoutes: (routes: readonly Route[]) => Promise<FastifyInstance>;
let superuser: Database;
let north: MarkedClinic;
let south: MarkedClinic;
let callers: readonly Caller[];
let log: WriteLog;
let requests = 0;
const statuses = new Map<number, number>();
/** How often each operation was reached and did what it is for. */
const done = new Map<string, number>();

beforeAll(async () => {
  trellis = await startTestTrellis((options) => {
    withRoutes = (routes) => buildServer({ ...options, routes });
    return buildTrellis(options);
  });
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  south = await makeMarkedClinic(trellis, superuser, "south");
  await addBareClients(superuser, [north.record, south.record]);
  await signIn();
  log = await watchWrites(superuser);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

/** Those who may do most, the client, a therapist of another clinic, and nobody. */
async function signIn(): Promise<void> {
  const therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
  const client = await mintSignIn(superuser, north.record, north.client.accountId, {
    kind: "client",
    app: "client",
  });
  const stranger = await mintSignIn(superuser, south.record, south.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
  const administrator = await mintSignIn(superuser, north.record, north.administrator.accountId, {
    kind: "administrator",
    app: "clinician",
  });
  callers = [therapist, client, administrator, stranger, { app: "client", cookie: null }];
}

/** Who sends an operation, by place among the callers: mostly somebody who may. */
function sendersOf({ audience, name }: Operation): readonly number[] {
  const everybody = callers.map((_caller, index) => index);
  if (audience.who === "anyone") return everybody;
  const kinds = audience.who === "account" ? audience.kinds : ["clinician", "client"];
  const able = ["clinician", "client", "administrator"].flatMap((kind, index) =>
    (kinds as readonly string[]).includes(kind) ? [index] : [],
  );
  const first = name.startsWith("access-log.") ? [1] : able.slice(0, 1);
  return [...everybody, ...able, ...first, ...first, ...first];
}

const headersOf = (index: number): Record<string, string> => {
  const { app, cookie } = callers[index] ?? { app: "client", cookie: null };
  return { host: "127.0.0.1:4400", "trellis-app": app, ...(cookie === null ? {} : { cookie }) };
};

const idsOf = (record: MarkedRecord) => [
  record.clientId,
  record.targetId,
  record.itemId,
  record.sitting,
  record.sessionId,
  record.operationId,
  record.accountId,
];

function requestsOf(operation: Operation): fc.Arbitrary<HostileRequest> {
  const { record } = north;
  const ids = [
    ...idsOf(record),
    ...idsOf(record),
    ...idsOf(north.otherRecord),
    ...idsOf(south.record),
  ];
  const examples = fc
    .record({
      example: fc.constantFrom(...(EXAMPLES[operation.name] ?? [])),
      path: fc.constantFrom(record, record, record, north.otherRecord, south.record),
      inside: fc.constantFrom(record, record, south.record),
    })
    .map(({ example, path, inside }) => example.input(path, inside));
  const who = fc
    .constantFrom(...sendersOf(operation))
    .map((index) => ({ "x-caller": String(index) }));
  return hostileRequest(operation, examples, who, ids);
}

async function send(
  server: FastifyInstance,
  { method, url, headers, payload }: HostileRequest,
): Promise<LightMyRequestResponse | null> {
  const { "x-caller": caller, ...own } = headers;
  const options = {
    method,
    url,
    headers: { ...headersOf(Number(caller)), ...own },
    ...(payload === null ? {} : { payload }),
  } as InjectOptions;
  // An address that is none at all never gets as far as a server.
  return URL.canParse(url, "http://localhost") ? server.inject(options) : null;
}

/** Operations that were all refused are kept with their answer, so that a replay is answered the same. */
const KEPT_WITH_A_REFUSAL = new Set(["card_operation", "audit_event"]);
/** That it was tried and refused, which is no part of any record. */
const KEPT_OF_A_TRY = new Set(["audit_event (refused)", "try_counter"]);

async function storedFaults(answer: LightMyRequestResponse): Promise<readonly string[]> {
  const written = await log.takeWrites();
  if (answer.statusCode < 400) return [];
  const isRefusal = answer.statusCode === 422 && answer.body.includes('"answers"');
  return written
    .filter((table) => !KEPT_OF_A_TRY.has(table))
    .filter((table) => !(isRefusal && KEPT_WITH_A_REFUSAL.has(table)))
    .map((table) => `stored something in ${table}`);
}

/** @throws Error that names everything that is wrong with the answer */
async function tryOne(
  server: FastifyInstance,
  operation: Operation,
  asked: HostileRequest,
): Promise<void> {
  const start = performance.now();
  const answer = await send(server, asked);
  if (answer === null) return;
  const took = performance.now() - start;
  requests += 1;
  statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
  if (answer.statusCode === 200 && asked.isWhole)
    done.set(operation.name, (done.get(operation.name) ?? 0) + 1);
  const faults = [
    ...answerFaults(operation, asked, answer),
    ...(await storedFaults(answer)),
    ...trellis.unforeseen.splice(0).map((error) => `was unforeseen: ${error}`),
  ];
  if (took > MOST_MILLISECONDS) faults.push(`took ${Math.round(took)} ms`);
  await restore(operation, answer.statusCode);
  const what = `${asked.method} ${asked.url} ${JSON.stringify(asked.headers)} ${asked.payload?.toString("latin1").slice(0, 1500) ?? ""}`;
  if (faults.length > 0) throw new Error(`${faults.join("; ")}\n${what.slice(0, 3000)}`);
}

/** Gives everybody back what a request that got through has ended, so that the next one has something to do. */
async function restore({ audience, method }: Operation, status: number): Promise<void> {
  if (status === 429) await superuser.pool.query("DELETE FROM try_counter");
  if (status === 200) await freeBareClients(superuser, [north.record, south.record]);
  const endsSomething =
    method === "DELETE" || (method !== "GET" && audience.who !== "client-record");
  if (status !== 200 || !endsSomething) return void (await log.takeWrites());
  await superuser.pool.query(`
    UPDATE account SET deactivated_at = NULL WHERE deactivated_at IS NOT NULL;
    UPDATE access_grant SET ends_at = NULL WHERE ends_at IS NOT NULL`);
  await signIn();
  await log.takeWrites();
}

/** Most for what takes most; a password takes a tenth of a second, so there are fewer of these. */
function runsOf({ name, method }: Operation): number {
  if (name === "sign-in.start") return 100 * TIMES;
  if (name === "diary-card.save") return 800 * TIMES;
  return (method === "POST" || method === "PUT" ? 130 : 70) * TIMES;
}

const tryMany = (server: FastifyInstance, operation: Operation, runs: number) =>
  fc.check(
    fc.asyncProperty(requestsOf(operation), (asked) => tryOne(server, operation, asked)),
    { numRuns: runs, seed: SEED, endOnFailure: TIMES > 1 },
  );

test.each(CONTRACT.map((operation) => [operation.name, operation] as const))(
  "%s answers whatever it is sent",
  { timeout: 60_000 * TIMES },
  async (_name, operation) => {
    const run = await tryMany(trellis.server, operation, runsOf(operation));
    const reason = run.failed ? await fc.asyncDefaultReportMessage(run) : "";
    expect(run.failed, `${reason}\n${String(run.errorInstance)}`).toBe(false);
  },
);

/** What can be done once alone, after something that the requests before it take back. */
const NEEDS_A_STATE = new Set(["account.reactivate", "clinic-setting.change"]);

test("those were requests enough, of every outcome", () => {
  const counted = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`);
  process.stdout.write(`hostile requests: ${requests} (${counted.join(", ")})\n`);
  expect(requests).toBeGreaterThanOrEqual(LEAST_REQUESTS * TIMES);
  const scarce = Object.entries(EXAMPLES)
    .filter(
      ([name, examples]) => examples.some(({ own }) => own === 200) && !NEEDS_A_STATE.has(name),
    )
    .flatMap(([name]) => (done.has(name) ? [] : [name]));
  expect(scarce).toEqual([]);
  for (const status of [200, 400, 401, 403, 404, 415, 421, 422])
    expect(statuses.get(status), String(status)).toBeGreaterThan(0);
});

describe("a server is caught that", () => {
  const faulty: readonly (readonly [what: string, answer: Route["answer"], fault: RegExp])[] = [
    ["breaks", () => Promise.reject(new TypeError("x is undefined")), /answered 500.*unforeseen/],
    ["gives another form", () => Promise.resolve({ id: 1 }), /not of the form/],
    [
      "says what a person wrote",
      () => Promise.reject(new Failure(400, "invalid-input", "No <script>alert(1)</script>.")),
      /gives back what was sent/,
    ],
    [
      "stores what it refuses",
      async (arrived, input) => {
        await ROUTES.find((route) => route.operation === recordTherapySession)?.answer(
          arrived,
          input,
        );
        throw new Failure(409, "already-there", "That is there already.");
      },
      /stored something in (therapy_session|audit_event)/,
    ],
  ];

  test.each(faulty)("%s", async (_what, answer, fault) => {
    const server = await withRoutes([{ operation: recordTherapySession, answer }]);
    const run = await tryMany(server, recordTherapySession, 200);
    await server.close();
    expect(String(run.errorInstance)).toMatch(fault);
  });
});
