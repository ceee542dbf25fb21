import { randomUUID } from "node:crypto";
import { EMPTY_PLAN, type SafetyPlan, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { openFieldKeys } from "#platform/field-keys.ts";
import { makeRootKey } from "#platform/key-file.ts";
import { replaceLostKeys } from "#platform/replace-lost-keys.ts";
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
let client: Caller;
let therapist: Caller;
let path: string;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  north = await makeTestClinic(trellis, `n${freshId().slice(0, 8)}`);
  client = await mintSignIn(superuser, north, north.client.accountId, {
    kind: "client",
    app: "client",
  });
  therapist = await sign(north.therapist.accountId);
  path = `/api/clients/${north.client.clientId}/safety-plan`;
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const sign = (accountId: string) =>
  mintSignIn(superuser, north, accountId, { kind: "clinician", app: "clinician" });

const line = (words: string, phone: string | null = null) => ({ words, phone });
const plan = (more: Partial<SafetyPlan> = {}): SafetyPlan => ({
  ...EMPTY_PLAN,
  signs: [line("I stop answering messages")],
  people: [line("Mara", "030 123 45 67")],
  rightNow: {
    moves: [{ words: "Cold water on my face", least: 4 }],
    reason: "So I can stay at a party",
    line: "It passes; it has passed before.",
  },
  ...more,
});
const write = (seen: number, body: unknown = plan(), caller = client) =>
  request(trellis, caller, "POST", path, { seen, plan: body });
const agree = (version: number, caller: Caller) =>
  request(trellis, caller, "POST", `${path}/agreement`, { version });
const newest = async (caller: Caller): Promise<SafetyPlanVersion | null> =>
  (await request(trellis, caller, "GET", path)).json().newest;
const versions = async (caller: Caller): Promise<readonly SafetyPlanVersion[]> =>
  (await request(trellis, caller, "GET", `${path}/versions`)).json().versions;

describe("a safety plan", () => {
  test("is nothing until somebody writes it, and then what they wrote, word for word", async () => {
    expect(await newest(client)).toBeNull();
    const answer = await write(0, plan({ reviewOn: "2026-12-01" as SafetyPlan["reviewOn"] }));
    expect(answer.statusCode, answer.body).toBe(200);
    const read = await newest(therapist);
    expect(read).toEqual(answer.json());
    expect(read).toMatchObject({
      version: 1,
      plan: plan({ reviewOn: "2026-12-01" as SafetyPlan["reviewOn"] }),
      written: { name: "R. M.", isClient: true },
      agreed: null,
    });
  });

  test("is agreed to by the other of the two, whichever wrote it, once", async () => {
    await write(0, plan(), therapist);
    expect((await agree(1, therapist)).json().agreed).toBeNull();
    const agreed = (await agree(1, client)).json();
    expect(agreed).toMatchObject({
      written: { name: north.therapist.email, isClient: false },
      agreed: { name: "R. M.", isClient: true },
    });
    expect((await agree(1, client)).json()).toEqual(agreed);
    const second = plan({ signs: [line("I sleep by day")] });
    await write(1, second, client);
    expect((await newest(client))?.agreed).toBeNull();
    expect((await agree(2, therapist)).json()).toMatchObject({
      written: { isClient: true },
      agreed: { name: north.therapist.email, isClient: false },
    });
  });

  test("keeps every version as it was, with its names", async () => {
    await write(0);
    await agree(1, therapist);
    await write(1, plan({ signs: [] }), therapist);
    const all = await versions(client);
    expect(all.map(({ version }) => version)).toEqual([2, 1]);
    expect(all[1]).toMatchObject({ plan: plan(), agreed: { name: north.therapist.email } });
    expect(all[0]).toMatchObject({ plan: plan({ signs: [] }), agreed: null });
  });

  test("is one version when the same words are sent again, by whomever", async () => {
    const first = await write(0);
    for (const again of [await write(0), await write(1), await write(0, plan(), therapist)])
      expect(again.json()).toEqual(first.json());
    expect(await versions(client)).toHaveLength(1);
  });
});

describe("a version of it", () => {
  test("is not written over a version that the writer has not seen", async () => {
    await write(0);
    await write(1, plan({ signs: [line("Something else")] }), therapist);
    const late = await write(1, plan({ safer: [line("Tablets to the neighbour")] }));
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ code: "changed-meanwhile", params: { version: 2 } });
    const early = await write(7, plan({ safer: [line("Tablets to the neighbour")] }));
    expect(early.statusCode).toBe(409);
    expect((await agree(1, therapist)).statusCode).toBe(409);
    expect(await versions(client)).toHaveLength(2);
  });

  test("written by both at the same moment is one of the two, and the other is told", async () => {
    const both = await Promise.all([
      write(0, plan({ signs: [line("Mine")] })),
      write(0, plan({ signs: [line("Yours")] }), therapist),
    ]);
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]));
    expect(await versions(client)).toHaveLength(1);
  });

  test("is read by a cover, and written by nobody but client and therapist", async () => {
    await write(0);
    for (const kind of ["cover", "supervisor", "skills-trainer"]) {
      await superuser.pool.query(
        `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind) VALUES ($1, $2, $3, $4, $5)`,
        [north.clinicId, randomUUID(), north.otherTherapist.accountId, north.client.clientId, kind],
      );
      const other = await sign(north.otherTherapist.accountId);
      const status = (await request(trellis, other, "GET", path)).statusCode;
      expect([kind, status]).toEqual([kind, kind === "cover" ? 200 : 404]);
      expect((await write(1, plan({ signs: [] }), other)).statusCode).toBe(404);
      expect((await agree(1, other)).statusCode).toBe(404);
      await superuser.pool.query("DELETE FROM access_grant WHERE account_id = $1 AND kind = $2", [
        north.otherTherapist.accountId,
        kind,
      ]);
    }
  });
});

const many = (count: number) => Array.from({ length: count }, (_, at) => line(`Line ${at}`));

test.each([
  ["nine lines of one part", plan({ signs: many(9) })],
  ["a line without words", plan({ signs: [line("  ")] })],
  ["a line that is too long", plan({ signs: [line("x".repeat(161))] })],
  ["a number that is none", plan({ people: [line("Mara", "call me")] })],
  [
    "a strength off the scale",
    plan({ rightNow: { moves: [{ words: "Walk", least: 6 }], reason: "", line: "" } }),
  ],
  ["a day that does not exist", plan({ reviewOn: "2026-02-30" as SafetyPlan["reviewOn"] })],
  ["a part that is missing", { ...plan(), safer: undefined }],
  ["no plan", null],
])("%s is refused, and nothing is kept", async (_what, wrong) => {
  const answer = await write(0, wrong);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "invalid-input" });
  expect(await newest(client)).toBeNull();
});

test("nothing of its words stands in the database as it is", async () => {
  await write(0, plan({ signs: [line("zebra-crossing")] }));
  const { rows } = await superuser.pool.query<{ row: string; sealed: Buffer }>(
    "SELECT to_jsonb(v)::text AS row, plan_sealed AS sealed FROM safety_plan_version v WHERE client_id = $1",
    [north.client.clientId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain("zebra");
  expect(rows[0]?.sealed.includes("zebra")).toBe(false);
});

test.each([
  ["of another client", "UPDATE safety_plan_version SET client_id = $2 WHERE client_id = $1"],
  [
    "of another number",
    "UPDATE safety_plan_version SET version = 2 WHERE client_id = $1 AND client_id <> $2",
  ],
])("a version that is put in the place %s does not open", async (_what, move) => {
  await write(0, plan({ signs: [line("zebra-crossing")] }));
  const { clientId, accountId } = north.otherClient;
  await superuser.pool.query(move, [north.client.clientId, clientId]);
  const other = await mintSignIn(superuser, north, accountId, { kind: "client", app: "client" });
  const answers = [
    await request(trellis, other, "GET", `/api/clients/${clientId}/safety-plan`),
    await request(trellis, client, "GET", path),
  ];
  for (const answer of answers) expect(answer.body).not.toContain("zebra");
  expect(answers.map(({ statusCode }) => statusCode)).toContain(500);
  expect(trellis.unforeseen.splice(0)).toHaveLength(1);
});

describe("the audit", () => {
  const audited = async (accountId: string) => {
    const { rows } = await superuser.pool.query<{ operation: string }>(
      "SELECT operation FROM audit_event WHERE account_id = $1 ORDER BY sequence",
      [accountId],
    );
    return rows.map(({ operation }) => operation);
  };

  test("knows nothing of a client who opens their own plan or coaching card", async () => {
    await newest(client);
    await versions(client);
    await request(trellis, client, "GET", path.replace("safety-plan", "coaching"));
    expect(await audited(north.client.accountId)).toEqual([]);
    await write(0);
    await request(trellis, client, "POST", `${path}/prints`);
    expect(await audited(north.client.accountId)).toEqual([
      "safety-plan.write",
      "safety-plan.print",
    ]);
  });

  test("knows of everybody else", async () => {
    await newest(therapist);
    await request(trellis, therapist, "POST", `${path}/prints`);
    expect(await audited(north.therapist.accountId)).toEqual([
      "safety-plan.read",
      "safety-plan.print",
    ]);
  });
});

test("after the keys were lost the plan says so, and can be written anew over the versions there are", async () => {
  await write(0);
  await agree(1, therapist);
  const ring = [makeRootKey(Date.now())] as const;
  await replaceLostKeys(trellis.owner, ring);
  const server = await buildTrellis({
    config: { origin: "http://127.0.0.1:4400", originIsSecure: false, trustedProxies: [] },
    services: { ...trellis.services, fieldKeys: openFieldKeys(trellis.app, ring) },
    log: { info: () => undefined, error: () => undefined },
  });
  const ask = (method: "GET" | "POST", body?: unknown) =>
    request({ server }, client, method, path, body);
  expect((await ask("GET")).json().newest).toMatchObject({
    version: 1,
    plan: EMPTY_PLAN,
    lost: true,
    agreed: { name: north.therapist.email },
  });
  const anew = await ask("POST", { seen: 1, plan: plan() });
  expect(anew.json()).toMatchObject({ version: 2, plan: plan(), agreed: null });
  expect(anew.json()).not.toHaveProperty("lost");
  await server.close();
});
