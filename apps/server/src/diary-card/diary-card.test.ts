import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addItems, newItem } from "#platform/test-card.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let clinic: TestClinic;
let therapist: Caller;
let client: Caller;
let itemId: string;

const save = (operations: readonly unknown[], caller = client) =>
  request(trellis, caller, "POST", `/api/clients/${clinic.client.clientId}/card-operations`, {
    operations,
  });
const week = (to: string, caller = client) =>
  request(trellis, caller, "GET", `/api/clients/${clinic.client.clientId}/week?to=${to}`);
let sequence = 0;
const rate = (value: number, more: Record<string, unknown> = {}) => ({
  kind: "rate",
  id: freshId(),
  schema: 1,
  date: "2026-03-03",
  zone: "Europe/Berlin",
  madeAt: "2026-03-03T20:00:00.000Z",
  sequence: (sequence += 1),
  item: itemId,
  version: 1,
  sitting: "00000000-0000-4000-8000-000000000001",
  value,
  ...more,
});

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  therapist = await signInAs(trellis, "clinician", "north", clinic.therapist.email, TEST_PASSWORD);
  client = await signInAs(trellis, "client", "north", clinic.client.email, TEST_PASSWORD);
  trellis.setNow(Date.parse("2026-03-01T09:00:00Z"));
  const target = {
    id: freshId(),
    words: "Hurting myself",
    level: "ltb",
    direction: "decrease",
  } as const;
  const item = newItem({ words: "Urge to hurt myself", aspect: "urge", targetId: target.id });
  await addItems(trellis, therapist, clinic.client.clientId, [item], [target]);
  itemId = item.id;
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

describe("saving a card", () => {
  test("what the client saves is what client and therapist read", async () => {
    const saved = await save([rate(3)]);
    expect(saved.statusCode, saved.body).toBe(200);
    expect(saved.json().answers[0]).toMatchObject({ outcome: "applied", value: 3 });
    for (const caller of [client, therapist]) {
      const read = await week("2026-03-04", caller);
      expect(read.statusCode, read.body).toBe(200);
      expect(read.json()).toMatchObject({
        from: "2026-02-26",
        to: "2026-03-04",
        entries: [{ item: itemId, date: "2026-03-03", value: 3, late: false }],
      });
    }
  });

  test("a replay is answered the same and changes nothing", async () => {
    const operation = rate(4);
    const first = await save([operation]);
    await save([rate(1)]);
    const again = await save([operation]);
    expect(again.json().answers).toEqual(first.json().answers);
    expect((await week("2026-03-04")).json().entries[0].value).toBe(1);
  });

  test("an id that stood for something else is refused", async () => {
    const operation = rate(2);
    await save([operation]);
    const other = await save([{ ...operation, value: 5 }]);
    expect(other.statusCode).toBe(422);
    expect(other.json().answers[0]).toEqual({
      outcome: "refused",
      id: operation.id,
      code: "operation-id-taken",
    });
  });

  test("a refusal is stored and answered again, and no entry is made", async () => {
    const operation = rate(9, { date: "2026-03-05" });
    const first = await save([operation]);
    expect(first.statusCode).toBe(422);
    expect(first.json().answers[0]).toEqual({
      outcome: "refused",
      id: operation.id,
      code: "value-off-scale",
    });
    expect((await save([operation])).json().answers).toEqual(first.json().answers);
    expect(
      (await week("2026-03-05"))
        .json()
        .entries.filter((entry: { date: string }) => entry.date === "2026-03-05"),
    ).toEqual([]);
  });

  test("sixteen saves of one item at once lose none", async () => {
    const operations = Array.from({ length: 16 }, (_, index) =>
      rate(index % 5, { date: "2026-02-28", sitting: freshId() }),
    );
    const answers = await Promise.all(operations.map((operation) => save([operation])));
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(16).fill(200));
    const entry = (await week("2026-03-04"))
      .json()
      .entries.find((each: { date: string }) => each.date === "2026-02-28");
    expect(entry.value).toBe(4);
  });
});

describe("what stays as it is", () => {
  test("words are kept verbatim", async () => {
    const words = "<b>שלום</b> 👩‍👩‍👧 ‮x\u200d";
    const {
      sitting: _sitting,
      item: _item,
      version: _version,
      value: _value,
      ...envelope
    } = rate(0);
    const saved = await save([{ ...envelope, kind: "note", field: "note", words, seen: null }]);
    expect(saved.statusCode, saved.body).toBe(200);
    expect((await week("2026-03-04")).json().notes).toEqual([
      { date: "2026-03-03", field: "note", words },
    ]);
  });
});

describe("an item with a new scale", () => {
  test("starts anew on it, and says what stood there", async () => {
    const ofClient = `/api/clients/${clinic.client.clientId}`;
    const made = newItem({
      words: "Hope",
      aspect: "watch",
      scale: { kind: "rating", min: 0, max: 10 },
    });
    await addItems(trellis, therapist, clinic.client.clientId, [made]);
    const day = { item: made.id, date: "2026-03-01" };
    await save([rate(8, day)]);
    const { words, coverWords, rhythm, short } = made;
    await request(trellis, therapist, "POST", `${ofClient}/card/items/${made.id}/versions`, {
      words,
      coverWords,
      rhythm,
      short,
      scale: { kind: "rating", min: 0, max: 5 },
      state: "asked",
      seen: 1,
    });
    const [answer] = (await save([rate(3, { ...day, version: 2 })])).json().answers;
    expect(answer).toMatchObject({ outcome: "applied", value: 3, replaced: 8 });
    const read = (await week("2026-03-04")).json();
    expect(read.entries).toContainEqual({ ...day, value: 3, version: 2, late: false });
  });
});

describe("who may", () => {
  test("another therapist of the clinic finds nothing", async () => {
    const other = await signInAs(
      trellis,
      "clinician",
      "north",
      clinic.otherTherapist.email,
      TEST_PASSWORD,
    );
    const answer = await week("2026-03-04", other);
    expect([answer.statusCode, answer.json().code]).toEqual([404, "not-found"]);
  });

  test("signed out is told to sign in", async () => {
    const answer = await week("2026-03-04", { app: "client", cookie: null });
    expect([answer.statusCode, answer.json().code]).toEqual([401, "sign-in-needed"]);
  });
});
