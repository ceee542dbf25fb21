import type { NewCardItem } from "@trellis/domain/card-item";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addItems, newItem, operation, setValue as set } from "#platform/test-card.ts";
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

const url = (rest: string) => `/api/clients/${clinic.client.clientId}/${rest}`;
const save = (operations: readonly unknown[], more: object = {}, caller = client) =>
  request(trellis, caller, "POST", url("card-operations"), { operations, ...more });
const read = async (query: string, caller = client): Promise<DiaryWeek> => {
  const answer = await request(trellis, caller, "GET", url(`week?${query}`));
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const day = (date: string) => read(`to=${date}&from=${date}`);

const items = {
  urge: newItem({ words: "Urge to hurt myself", aspect: "urge", short: true }),
  act: newItem({ words: "Hurt myself", aspect: "act", scale: { kind: "yes-no" } }),
  attempt: newItem({ words: "Suicide", aspect: "attempt", scale: { kind: "attempt" } }),
  substance: newItem({
    words: "Beer",
    aspect: "substance",
    scale: { kind: "number", min: 0, max: 20, decimals: 1, unit: "l" },
  }),
  hours: newItem({
    words: "Work",
    aspect: "goal",
    scale: { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true },
  }),
  step: newItem({ words: "Rang the school", aspect: "step", scale: { kind: "degree" } }),
  skill: newItem({
    words: "Opposite action",
    aspect: "skill",
    scale: { kind: "skill-use" },
    library: "opposite-action",
  }),
  classic: newItem({ words: "TIPP", aspect: "skill", scale: { kind: "skill-classic" } }),
  hope: newItem({ words: "I can get the life I want", aspect: "belief", rhythm: "weekly" }),
  check: newItem({
    words: "Any of these this week?",
    aspect: "check",
    scale: { kind: "yes-no" },
    rhythm: "weekly",
  }),
} satisfies Record<string, NewCardItem>;

/** Another version of an item, from the day of the server's clock on. */
const revise = async (item: NewCardItem, seen: number, more: object) => {
  const { words, coverWords, rhythm, short, scale } = item;
  const body = { words, coverWords, rhythm, short, scale, state: "asked", seen, ...more };
  const answer = await request(
    trellis,
    therapist,
    "POST",
    url(`card/items/${item.id}/versions`),
    body,
  );
  expect(answer.statusCode, answer.body).toBe(200);
};

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  therapist = await signInAs(trellis, "clinician", "north", clinic.therapist.email, TEST_PASSWORD);
  client = await signInAs(trellis, "client", "north", clinic.client.email, TEST_PASSWORD);
  trellis.setNow(Date.parse("2026-03-01T09:00:00Z"));
  await addItems(trellis, therapist, clinic.client.clientId, Object.values(items));
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

describe("what a card can hold", () => {
  const date = "2026-03-02";

  test("every kind of entry, with words beside it, is read as it was saved", async () => {
    trellis.setNow(Date.parse(`${date}T19:00:00Z`));
    const words = { kind: "detail", item: items.substance.id, version: 1, seen: null };
    const rideOut = operation(date, {
      kind: "ride-out",
      item: items.urge.id,
      version: 1,
      before: 4,
      after: 2,
      moves: ["Cold water"],
    });
    const saved = await save([
      set(date, items.act.id, 1),
      set(date, items.attempt.id, 0),
      set(date, items.substance.id, 0.5),
      set(date, items.hours.id, 7.25),
      set(date, items.step.id, 1),
      set(date, items.skill.id, 3),
      set(date, items.hope.id, 2),
      operation(date, { ...words, field: "what", words: "A beer after work" }),
      operation(date, { ...words, field: "about-when", words: "18:30" }),
      operation(date, { kind: "note", field: "how-hard", words: "4", seen: null }),
      rideOut,
    ]);
    expect(saved.json().answers.map((each: { outcome: string }) => each.outcome)).toEqual(
      Array(11).fill("applied"),
    );
    const week = await day(date);
    const values = new Map(week.entries.map(({ item, value }) => [item, value]));
    expect(Object.fromEntries(values)).toEqual({
      [items.act.id]: 1,
      [items.attempt.id]: 0,
      [items.substance.id]: 0.5,
      [items.hours.id]: 7.25,
      [items.step.id]: 1,
      [items.skill.id]: 3,
      [items.hope.id]: 2,
      [items.urge.id]: 4,
    });
    expect(week.entries.filter((entry) => entry.late || entry.corrected !== undefined)).toEqual([]);
    expect(week.details.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { item: items.substance.id, date, field: "about-when", words: "18:30" },
      { item: items.substance.id, date, field: "what", words: "A beer after work" },
    ]);
    expect(week.notes).toEqual([{ date, field: "how-hard", words: "4" }]);
    const ridden = { date, item: items.urge.id, before: 4, after: 2, moves: ["Cold water"] };
    expect(week.riddenOut).toEqual([{ id: rideOut.id, ...ridden }]);
  });
});

describe("a day", () => {
  const date = "2026-03-02";

  test("words are taken away by empty ones, and a short day can be a whole one again", async () => {
    const words = { kind: "detail", item: items.act.id, version: 1, field: "what" };
    await save([
      operation(date, { ...words, words: "Arm", seen: null }),
      operation(date, { kind: "day", short: true }),
    ]);
    expect((await day(date)).shortDays).toEqual([date]);
    const [answer] = (await save([operation(date, { ...words, words: "", seen: "Leg" })])).json()
      .answers;
    expect(answer).toMatchObject({ outcome: "applied", words: "", replaced: "Arm" });
    await save([operation(date, { kind: "day", short: false })]);
    const week = await day(date);
    expect(week.shortDays).toEqual([]);
    expect(week.details.map(({ item }) => item)).not.toContain(items.act.id);
  });

  test("a replayed urge ridden out stands there once", async () => {
    const alone = operation(date, {
      kind: "ride-out",
      item: null,
      version: null,
      before: 5,
      after: 5,
      moves: [],
    });
    const first = await save([alone, alone]);
    const again = await save([alone]);
    expect(again.json().answers).toEqual([first.json().answers[0]]);
    expect((await day(date)).riddenOut.filter(({ id }) => id === alone.id)).toHaveLength(1);
  });
});

describe("wrong input", () => {
  test.each([
    ["an attempt off its words", "attempt", 3],
    ["hours that are no quarters", "hours", 7.1],
    ["a step more than done", "step", 3],
    ["a skill as a zero", "skill", 0],
    ["a skill beyond the common card", "classic", 8],
    ["an urge between two steps", "urge", 2.5],
  ] as const)("%s is refused, and nothing is stored", async (_what, item, value) => {
    const answer = await save([set("2026-03-20", items[item].id, value)]);
    expect([answer.statusCode, answer.json().answers[0].code]).toEqual([422, "value-off-scale"]);
    expect((await day("2026-03-20")).entries).toEqual([]);
  });

  test("a day that its zone never had is refused, in every kind of operation", async () => {
    const date = "2011-12-30";
    const there = { zone: "Pacific/Apia" };
    const answer = await save([
      set(date, items.urge.id, 3, there),
      operation(date, { kind: "note", field: "note", words: "x", seen: null, ...there }),
      operation(date, { kind: "day", short: true, ...there }),
      set(date, items.urge.id, 3, { zone: "Europe/Berlin" }),
    ]);
    expect(answer.json().answers.map((each: { code?: string }) => each.code)).toEqual([
      "day-does-not-exist",
      "day-does-not-exist",
      "day-does-not-exist",
      undefined,
    ]);
    const week = await day(date);
    expect([week.entries.length, week.notes, week.shortDays]).toEqual([1, [], []]);
  });
});

describe("a clock", () => {
  test("a day without a midnight is a day like any other", async () => {
    // In Cairo 24 April 2026 begins at one in the morning.
    const cairo = { zone: "Africa/Cairo" };
    trellis.setNow(Date.parse("2026-04-23T23:00:00Z"));
    const at = (time: string) => ({ ...cairo, madeAt: time });
    const answer = await save([
      set("2026-04-23", items.urge.id, 2, at("2026-04-23T22:30:00Z")),
      set("2026-04-24", items.urge.id, 1, at("2026-04-24T18:00:00Z")),
    ]);
    expect(answer.statusCode, answer.body).toBe(200);
    const { entries } = await read("to=2026-04-24&from=2026-04-23");
    expect(entries.map(({ date, late }) => [date, late])).toEqual([
      ["2026-04-23", false],
      ["2026-04-24", false],
    ]);
  });

  test("a phone in another zone names its own day, and its own night ends it", async () => {
    // Four in the afternoon in Berlin is four in the morning of the next day in Auckland.
    const auckland = { zone: "Pacific/Auckland" };
    const at = (time: string) => ({ ...auckland, madeAt: time });
    trellis.setNow(Date.parse("2026-03-24T16:00:00Z"));
    await save([
      set("2026-03-24", items.urge.id, 2, at("2026-03-24T14:59:00Z")),
      set("2026-03-24", items.act.id, 0, at("2026-03-24T15:01:00Z")),
    ]);
    const late = new Map((await day("2026-03-24")).entries.map((each) => [each.item, each.late]));
    expect([late.get(items.urge.id), late.get(items.act.id)]).toEqual([false, true]);
  });

  test("a wrong clock is accepted, marked, and set right for what counts as late", async () => {
    const date = "2026-03-26";
    // Three in the morning; the phone shows five.
    trellis.setNow(Date.parse("2026-03-27T02:00:00Z"));
    const shown = "2026-03-27T04:00:00.000Z";
    const answer = await save([set(date, items.urge.id, 3, { madeAt: shown })], { sentAt: shown });
    expect(answer.statusCode, answer.body).toBe(200);
    const { entries } = await day(date);
    expect(entries).toMatchObject([{ value: 3, late: false, clockOff: true }]);
    await save([set(date, items.act.id, 0, { madeAt: "2026-03-27T02:00:00Z" })], {
      sentAt: "2026-03-27T02:01:00.000Z",
    });
    const act = (await day(date)).entries.find(({ item }) => item === items.act.id);
    expect(act).not.toHaveProperty("clockOff");
  });

  test.each(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z"])(
    "a clock that shows %s harms nothing",
    async (sentAt) => {
      const answer = await save([set("2026-03-28", items.urge.id, 3)], { sentAt });
      expect(answer.statusCode, answer.body).toBe(200);
    },
  );

  test("an act without its urge is an act", async () => {
    const date = "2026-03-29";
    expect((await save([set(date, items.act.id, 1)])).statusCode).toBe(200);
    expect((await day(date)).entries).toMatchObject([{ item: items.act.id, value: 1 }]);
  });
});

describe("a change after the day", () => {
  test("is shown to client and therapist alike, and so is what was taken away", async () => {
    const date = "2026-03-05";
    trellis.setNow(Date.parse("2026-03-05T19:00:00Z"));
    await save([set(date, items.urge.id, 4), set(date, items.act.id, 1)]);
    trellis.setNow(Date.parse("2026-03-07T08:00:00Z"));
    const later = { madeAt: "2026-03-07T08:00:00Z" };
    await save([
      set(date, items.urge.id, 2, { ...later, seen: 4 }),
      set(date, items.act.id, null, { ...later, seen: 1 }),
    ]);
    for (const caller of [client, therapist]) {
      const week = await read(`to=${date}&from=${date}`, caller);
      expect(week.entries).toEqual([
        {
          item: items.urge.id,
          date,
          value: 2,
          version: 1,
          late: false,
          corrected: { from: 4, on: "2026-03-07" },
        },
      ]);
      expect(week.cleared).toEqual([{ item: items.act.id, date, from: 1, on: "2026-03-07" }]);
    }
  });

  test("a card from paper is marked as such, by whoever enters it", async () => {
    const date = "2026-03-06";
    await save([set(date, items.urge.id, 3, { from: "paper" })], {}, therapist);
    expect((await day(date)).entries).toMatchObject([{ value: 3, paper: true }]);
  });
});

describe("a card that changes", () => {
  test("in the middle of a week: each day keeps what was asked on it", async () => {
    const item = newItem({ words: "Sadness" });
    trellis.setNow(Date.parse("2026-05-04T09:00:00Z"));
    await addItems(trellis, therapist, clinic.client.clientId, [item]);
    await save([set("2026-05-05", item.id, 3)]);
    trellis.setNow(Date.parse("2026-05-07T09:00:00Z"));
    const scale = { kind: "rating", min: 0, max: 10 };
    await revise(item, 1, { words: "Grief", scale });
    // The phone was open all the time and shows the old words still.
    const answer = await save([
      set("2026-05-07", item.id, 4),
      set("2026-05-08", item.id, 8, { version: 2 }),
    ]);
    expect(answer.statusCode, answer.body).toBe(200);
    const week = await read("to=2026-05-10&from=2026-05-04");
    expect(week.items.find(({ id }) => id === item.id)).toMatchObject({
      words: "Grief",
      version: 2,
      validFrom: "2026-05-07",
      state: "asked",
      spans: [{ from: "2026-05-04", until: null, state: "asked" }],
    });
    expect(week.earlierVersions.filter((each) => each.item === item.id)).toMatchObject([
      { version: 1, words: "Sadness", validFrom: "2026-05-04" },
    ]);
    expect(week.entries.map(({ value, version }) => [value, version])).toEqual([
      [3, 1],
      [4, 1],
      [8, 2],
    ]);
    const before = await read("to=2026-05-06&from=2026-05-04");
    expect(before.items.find(({ id }) => id === item.id)?.words).toBe("Sadness");
    expect(before.earlierVersions).toEqual([]);
  });

  test("an entry for a paused item is kept, and an unknown one refused", async () => {
    const item = newItem({ words: "Envy" });
    trellis.setNow(Date.parse("2026-05-12T09:00:00Z"));
    await addItems(trellis, therapist, clinic.client.clientId, [item]);
    trellis.setNow(Date.parse("2026-05-14T09:00:00Z"));
    await revise(item, 1, { state: "paused" });
    const answer = await save([
      set("2026-05-15", item.id, 2),
      set("2026-05-15", freshId(), 2),
      set("2026-05-15", item.id, 2, { version: 7 }),
    ]);
    expect(answer.json().answers).toMatchObject([
      { outcome: "applied" },
      { code: "item-not-found" },
      { code: "item-version-not-found" },
    ]);
    const week = await read("to=2026-05-16&from=2026-05-10");
    expect(week.items.find(({ id }) => id === item.id)).toMatchObject({
      state: "paused",
      spans: [{ from: "2026-05-12", until: "2026-05-14", state: "asked" }],
    });
    const after = await read("to=2026-05-26&from=2026-05-20");
    expect(after.items.map(({ id }) => id)).not.toContain(item.id);
  });

  test("a folded item comes along, and the last answer to the question that stands for it", async () => {
    const item = newItem({ words: "Urge to run away", aspect: "urge" });
    trellis.setNow(Date.parse("2026-06-01T09:00:00Z"));
    await addItems(trellis, therapist, clinic.client.clientId, [item]);
    trellis.setNow(Date.parse("2026-06-03T09:00:00Z"));
    await revise(item, 1, { state: "folded" });
    await save([set("2026-06-05", items.check.id, 1), set("2026-06-12", items.check.id, 0)]);
    const week = await read("to=2026-07-20&from=2026-07-14");
    expect(week.items.find(({ id }) => id === item.id)).toMatchObject({ state: "folded" });
    expect(week.checkedBefore).toEqual({ date: "2026-06-12", value: 0 });
    expect((await read("to=2026-06-12&from=2026-06-06")).checkedBefore).toEqual({
      date: "2026-06-05",
      value: 1,
    });
    expect((await read("to=2026-06-05&from=2026-06-01")).checkedBefore).toBeNull();
  });
});

describe("what became of skills", () => {
  test("has no usual value, in words or in numbers", async () => {
    await save([
      set("2026-08-03", items.skill.id, 4),
      set("2026-08-03", items.classic.id, 5),
      set("2026-08-03", items.urge.id, 3),
    ]);
    const { usual } = await read("to=2026-08-10&from=2026-08-04");
    expect(usual.map(({ item }) => item)).toEqual([items.urge.id]);
  });
});
