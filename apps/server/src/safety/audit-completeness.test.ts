import { CONTRACT } from "@trellis/api/contract";
import type { Operation } from "@trellis/api/operation";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  makeMarkedClinic,
  type MarkedClinic,
  type MarkedRecord,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { EXAMPLES, type Example } from "./operation-examples.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let south: MarkedClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  south = await makeMarkedClinic(trellis, superuser, "south");
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

/** What somebody asks of themselves alone, and tells nothing of anybody else. */
const OF_ONESELF = new Set(["sign-in.read", "sign-in.list", "account.read-own", "access-log.read"]);

/** What one request to the usual rows cannot do: it needs another request, or another state, before it. */
const NEED_A_STATE = [
  "account.approve-reset",
  "account.change-email",
  "account.change-password",
  "account.invite-client",
  "account.invite-client-by-administrator",
  "invite.renew",
  "invite.renew-client",
  "sign-in.end-other",
];

type Kind = "clinician" | "administrator";
const enter = (kind: Kind): Promise<Caller> =>
  mintSignIn(
    superuser,
    north.record,
    (kind === "clinician" ? north.therapist : north.administrator).accountId,
    {
      kind,
      app: "clinician",
    },
  );

/** Who gets through with an operation; null for what nobody signed in asks. */
function kindFor({ audience }: Operation): Kind | null {
  if (audience.who === "anyone") return null;
  if (audience.who === "client-record") return "clinician";
  return audience.kinds.includes("administrator") ? "administrator" : "clinician";
}

async function send(caller: Caller, operation: Operation, example: Example, path: MarkedRecord) {
  const { params, query, body } = example.input(path, path);
  const values = (params ?? {}) as Record<string, string>;
  const filled = operation.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    String(values[name]),
  );
  const url = query ? `${filled}?${new URLSearchParams(query).toString()}` : filled;
  return (await request(trellis, caller, operation.method, url, body)).statusCode;
}

const rowsSince = async (sequence: number) =>
  (
    await superuser.pool.query<{
      sequence: number;
      operation: string;
      outcome: string;
      about: string[];
    }>(
      "SELECT sequence, operation, outcome, client_ids AS about FROM audit_event WHERE sequence > $1 AND origin = 'app' ORDER BY sequence",
      [sequence],
    )
  ).rows;

const newest = async () =>
  (
    await superuser.pool.query<{ n: number }>(
      "SELECT coalesce(max(sequence), 0) AS n FROM audit_event",
    )
  ).rows[0]?.n ?? 0;

const isAudited = (operation: Operation) =>
  kindFor(operation) !== null && !OF_ONESELF.has(operation.name);

test(
  "what is done leaves one row, with the operation and whose record it was",
  { timeout: 120_000 },
  async () => {
    const seen = new Set<string>();
    for (const operation of CONTRACT.filter(isAudited)) {
      const caller = await enter(kindFor(operation) ?? "clinician");
      for (const example of EXAMPLES[operation.name] ?? []) {
        if (example.own !== 200) continue;
        const before = await newest();
        const status = await send(caller, operation, example, north.record);
        if (status !== 200) continue;
        seen.add(operation.name);
        const rows = (await rowsSince(before)).filter(
          ({ operation: name }) => name === operation.name,
        );
        const isOfOne = operation.path.includes(":clientId");
        expect([operation.name, rows.map(({ outcome }) => outcome)]).toEqual([
          operation.name,
          ["done"],
        ]);
        expect([operation.name, isOfOne ? rows[0]?.about : []]).toEqual([
          operation.name,
          isOfOne ? [north.record.clientId] : [],
        ]);
      }
    }
    const untried = CONTRACT.filter(isAudited).filter(({ name }) => !seen.has(name));
    expect(untried.map(({ name }) => name).toSorted()).toEqual([...NEED_A_STATE]);
  },
);

test("what is refused leaves one row that says so", { timeout: 120_000 }, async () => {
  const seen = new Set<string>();
  for (const operation of CONTRACT.filter(isAudited)) {
    const kind = kindFor(operation) ?? "clinician";
    const isOfRecord = operation.audience.who === "client-record";
    // Another's client; or an administrator's work, tried by a therapist.
    const caller = await enter("clinician");
    if (!isOfRecord && kind === "clinician") continue;
    if (operation.audience.who === "account" && operation.audience.kinds.includes("clinician"))
      continue;
    const [example] = EXAMPLES[operation.name] ?? [];
    if (example === undefined) continue;
    for (const record of isOfRecord ? [north.otherRecord, south.record] : [north.record]) {
      seen.add(operation.name);
      const before = await newest();
      const status = await send(caller, operation, example, record);
      expect([operation.name, status]).toEqual([operation.name, isOfRecord ? 404 : 403]);
      expect([
        operation.name,
        (await rowsSince(before)).map((row) => [row.operation, row.outcome]),
      ]).toEqual([operation.name, [[operation.name, "refused"]]]);
    }
  }
  expect(seen.size).toBeGreaterThan(30);
});
