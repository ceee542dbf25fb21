import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
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

const MOST_MILLISECONDS = 2000;

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let therapist: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

async function post(
  caller: Caller,
  address: string,
  body: unknown,
): Promise<{ status: number; code: unknown; took: number; body: string }> {
  const start = performance.now();
  const answer = await request(
    trellis,
    caller,
    "POST",
    `/api/clients/${north.record.clientId}/${address}`,
    body,
  );
  return {
    status: answer.statusCode,
    code: answer.json().code,
    took: performance.now() - start,
    body: answer.body,
  };
}

const scale = { kind: "rating", min: 0, max: 5 };
const fileOf = (csv: string) => ({
  csv: csv.slice(0, 6_000_000),
  zone: "Europe/Berlin",
  dateColumn: "day",
  timeColumn: null,
  mappings: [{ column: "mood", aspect: "emotion", words: "Mood", scale, aggregate: "peak" }],
});
const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(",");

const files: readonly (readonly [what: string, csv: string, preview: number, apply: number])[] = [
  ["as many lines as may be", `day,mood\n${"2026-02-01,3\n".repeat(49_998)}`, 200, 200],
  ["one line more", `day,mood\n${"2026-02-01,3\n".repeat(50_000)}`, 413, 413],
  ["a million short lines", `day,mood\n${"a,b\n".repeat(1_400_000)}`, 413, 413],
  ["a million lines of an old Macintosh", `day,mood\r${"a,b\r".repeat(1_400_000)}`, 413, 413],
  ["as many bad lines as may be", `day,mood\n${"a,b\n".repeat(49_998)}`, 200, 422],
  ["one endless line", `day,mood\n${"x".repeat(5_900_000)}`, 200, 422],
  ["endless commas", `day,mood\n${",".repeat(5_900_000)}`, 413, 413],
  ["nothing but columns", names(499_000), 200, 422],
  [
    "a thousand columns of nothing",
    `${names(1000)}\n${`${",".repeat(999)}\n`.repeat(490)}`,
    200,
    422,
  ],
  ["one endless column name, twice", `${"x".repeat(2_900_000)},${"x".repeat(2_900_000)}`, 200, 422],
  ["a quote that never ends", `day,mood\n"${"2026-02-01,3\n".repeat(40_000)}`, 200, 422],
];

test.each(files)(
  "a file of %s is answered in time and in short",
  { timeout: 30_000 },
  async (_what, csv, preview, apply) => {
    const seen = await post(therapist, "card-imports/preview", fileOf(csv));
    expect(seen).toMatchObject({ status: preview });
    expect(seen.took).toBeLessThan(MOST_MILLISECONDS);
    expect(seen.body.length).toBeLessThan(60_000);
    const applied = await post(therapist, "card-imports", fileOf(csv));
    expect(applied).toMatchObject({ status: apply });
    expect(applied.took).toBeLessThan(MOST_MILLISECONDS);
  },
);

test("a file is not read for somebody who may not import it", async () => {
  const stranger = {
    app: "clinician",
    cookie: `__Host-trellis-clinician=north.${"A".repeat(43)}`,
  } as const;
  const other = await mintSignIn(superuser, north.record, north.otherTherapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
  for (const address of ["card-imports/preview", "card-imports"]) {
    expect(await post(stranger, address, fileOf("not a table"))).toMatchObject({
      status: 401,
      code: "sign-in-needed",
    });
    expect(await post(other, address, fileOf("not a table"))).toMatchObject({
      status: 404,
      code: "not-found",
    });
  }
});

const bodies: readonly (readonly [what: string, text: string, status: number, code: string])[] = [
  ["a body of one byte too many", `{"a":"${"x".repeat(262_144 - 7)}"}`, 413, "body-too-large"],
  ["a body as large as may be", `{"a":"${"x".repeat(262_144 - 8)}"}`, 400, "invalid-input"],
  [
    "lists in lists, as deep as may be",
    "[".repeat(131_000) + "]".repeat(131_000),
    400,
    "invalid-input",
  ],
  ["lists that are never closed", "[".repeat(262_000), 400, "not-json"],
  [
    "objects in objects",
    `${'{"operations":'.repeat(15_000)}1${"}".repeat(15_000)}`,
    400,
    "invalid-input",
  ],
  ["a list of nothing", `{"operations":[${"0,".repeat(130_000)}0]}`, 400, "invalid-input"],
  [
    "a list of forbidden keys",
    `{"operations":[${'{"__proto__":1},'.repeat(16_000)}0]}`,
    400,
    "not-json",
  ],
  [
    "a number of a quarter million digits",
    `{"operations":${"9".repeat(262_000)}}`,
    400,
    "invalid-input",
  ],
];

test.each(bodies)("%s is refused in time", async (_what, payload, status, code) => {
  const start = performance.now();
  const answer = await trellis.server.inject({
    method: "POST",
    url: `/api/clients/${north.record.clientId}/card-operations`,
    headers: {
      host: "127.0.0.1:4400",
      "trellis-app": "clinician",
      "content-type": "application/json",
      cookie: therapist.cookie ?? "",
    },
    payload,
  });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
  expect(answer.body.length).toBeLessThan(500);
});

test("two hundred operations are taken at once, and two hundred and one are not", async () => {
  const operation = () => ({
    id: randomUUID(),
    schema: 1,
    date: "2026-03-02",
    zone: "Europe/Berlin",
    madeAt: "2026-03-02T20:00:00.000Z",
    sequence: 1,
    kind: "rate",
    item: north.record.itemId,
    version: 1,
    sitting: randomUUID(),
    value: 3,
  });
  const many = Array.from({ length: 201 }, operation);
  expect(await post(therapist, "card-operations", { operations: many })).toMatchObject({
    status: 400,
    code: "invalid-input",
  });
  const taken = await post(therapist, "card-operations", { operations: many.slice(1) });
  expect(taken.status).toBe(200);
  expect(taken.took).toBeLessThan(MOST_MILLISECONDS);
});
