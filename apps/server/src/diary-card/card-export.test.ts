import type { CardExport } from "@trellis/domain/diary-card";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addItems, newItem, operation, setValue } from "#platform/test-card.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let clinic: TestClinic;
let client: Caller;
const urge = newItem({ words: "Urge to hurt myself", aspect: "urge" });
const joy = newItem({ words: "Joy", rhythm: "weekly" });
const unused = newItem({ words: "Envy" });

const url = (rest: string) => `/api/clients/${clinic.client.clientId}/${rest}`;
const exported = (body: object) => request(trellis, client, "POST", url("card-exports"), body);

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  const staff = { email: clinic.therapist.email, password: TEST_PASSWORD };
  const therapist = await signInAs(trellis, "clinician", "north", staff.email, staff.password);
  client = await signInAs(trellis, "client", "north", clinic.client.email, TEST_PASSWORD);
  trellis.setNow(Date.parse("2026-03-01T09:00:00Z"));
  await addItems(trellis, therapist, clinic.client.clientId, [urge, joy, unused]);
  trellis.setNow(Date.parse("2026-03-04T09:00:00Z"));
  const { words: _words, coverWords, rhythm, short, scale } = urge;
  const revision = { words: "Urge to cut", coverWords, rhythm, short, scale, state: "asked" };
  const versions = url(`card/items/${urge.id}/versions`);
  await request(trellis, therapist, "POST", versions, { ...revision, seen: 1 });
  const detail = { kind: "detail", item: urge.id, version: 2, field: "what" };
  const saved = await request(trellis, client, "POST", url("card-operations"), {
    operations: [
      operation("2026-02-27", { kind: "note", field: "note", words: "The first day.", seen: null }),
      setValue("2026-03-02", urge.id, 2),
      setValue("2026-03-05", urge.id, 3, { version: 2 }),
      setValue("2026-03-06", joy.id, 4),
      operation("2026-03-05", { ...detail, words: "After work", seen: null }),
      operation("2026-03-05", { kind: "day", short: true }),
      operation("2026-03-05", {
        kind: "ride-out",
        item: null,
        version: null,
        before: 4,
        after: 2,
        moves: ["A walk"],
      }),
    ],
  });
  expect(saved.statusCode, saved.body).toBe(200);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

test("a client's file holds what was entered, with the words it was entered with", async () => {
  const answer = await exported({ from: "2026-03-01", to: "2026-03-05" });
  expect(answer.statusCode, answer.body).toBe(200);
  const file = answer.json() as CardExport;
  expect(file.firstEntryOn).toBe("2026-02-27");
  expect(file.entries.map(({ date, value, version }) => [date, value, version])).toEqual([
    ["2026-03-02", 2, 1],
    ["2026-03-05", 3, 2],
  ]);
  expect(
    file.versions.map(({ version, words, aspect, level, rhythm, validFrom }) => ({
      version,
      words,
      aspect,
      level,
      rhythm,
      validFrom,
    })),
  ).toEqual([
    { version: 1, words: "Urge to hurt myself", validFrom: "2026-03-01", ...ofUrge },
    { version: 2, words: "Urge to cut", validFrom: "2026-03-04", ...ofUrge },
  ]);
  expect(file.details).toMatchObject([{ date: "2026-03-05", words: "After work" }]);
  expect(file.riddenOut).toMatchObject([{ before: 4, after: 2, moves: ["A walk"] }]);
  expect(file.shortDays).toEqual(["2026-03-05"]);
  expect(file.notes).toEqual([]);
});
const ofUrge = { aspect: "urge", level: null, rhythm: "daily" };

test.each([
  ["a year and a day", { from: "2025-01-01", to: "2026-01-02" }],
  ["days that run backwards", { from: "2026-01-02", to: "2026-01-01" }],
  ["a day that does not exist", { from: "2026-02-30", to: "2026-03-01" }],
  ["no end", { from: "2026-02-01" }],
])("it is refused for %s", async (_what, body) => {
  const answer = await exported(body);
  expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid-input"]);
});

test("a leap year goes into one part", async () => {
  expect((await exported({ from: "2028-01-01", to: "2028-12-31" })).statusCode).toBe(200);
});
