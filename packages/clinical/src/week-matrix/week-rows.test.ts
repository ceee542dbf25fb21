import type { CardItem } from "@trellis/domain/card-item";
import { addDays, type CivilDate, civilDate } from "@trellis/domain/civil-date";
import type { DiaryEntry, DiaryWeek, EarlierVersion } from "@trellis/domain/diary-card";
import { describe, expect, it } from "vitest";
import { skillDays, weekRows } from "./week-rows.ts";

const from = civilDate("2026-03-02");
const day = (at: number) => addDays(from, at);

function item(id: string, change: Partial<CardItem> = {}): CardItem {
  return {
    id,
    version: 1,
    validFrom: civilDate("2026-01-01"),
    words: id,
    coverWords: null,
    aspect: "emotion",
    scale: { kind: "rating", min: 0, max: 5 },
    rhythm: "daily",
    short: false,
    level: null,
    targetId: null,
    library: null,
    position: 0,
    spans: [{ from: civilDate("2026-01-01"), until: null, state: "asked" }],
    state: "asked",
    ...change,
  };
}

const since = (date: CivilDate): CardItem["spans"] => [{ from: date, until: null, state: "asked" }];
const until = (date: CivilDate): CardItem["spans"] => [
  { from: civilDate("2026-01-01"), until: date, state: "asked" },
];

const earlier = (of: string, change: Partial<EarlierVersion> = {}): EarlierVersion => ({
  item: of,
  version: 1,
  words: of,
  coverWords: null,
  scale: { kind: "rating", min: 0, max: 5 },
  validFrom: civilDate("2026-01-01"),
  ...change,
});

const entry = (of: string, at: number, value: number, change: Partial<DiaryEntry> = {}) => ({
  item: of,
  date: day(at),
  value,
  version: 1,
  late: false,
  ...change,
});

function week(items: CardItem[], entries: DiaryEntry[]): DiaryWeek {
  return {
    client: {
      id: "c",
      initials: "R. M.",
      tag: "",
      lifeLine: null,
      closingLine: null,
      zone: "Europe/Madrid",
    },
    from,
    to: day(2),
    lastSessionOn: null,
    sessions: [],
    earlierVersions: [],
    items,
    entries,
    cleared: [],
    details: [],
    notes: [],
    riddenOut: [],
    shortDays: [],
    checkedBefore: null,
    usual: [],
    earlierEntryOn: null,
    laterEntryOn: null,
  };
}

describe("the rows of the week matrix", () => {
  it("keep 0, empty and not asked apart", () => {
    const asked = item("joy", { spans: since(day(1)) });
    const [row] = weekRows(week([asked], [entry("joy", 2, 0)]));
    expect(row?.cells.map((cell) => cell.kind)).toEqual(["not-asked", "empty", "value"]);
    expect(row?.cells[2]).toMatchObject({ value: 0 });
  });

  it("mark an urge on the days on which the act of its target was recorded, and keep the act's own row", () => {
    const target = { targetId: "t", level: "ltb" as const };
    const items = [
      item("urge", { ...target, aspect: "urge" }),
      item("act", { ...target, aspect: "act", scale: { kind: "yes-no" }, position: 1 }),
      item("other urge", { aspect: "urge", targetId: "u", level: "ltb", position: 2 }),
    ];
    const entries = [
      entry("urge", 0, 4),
      entry("act", 0, 1),
      entry("urge", 1, 5),
      entry("act", 1, 0),
      entry("urge", 2, 2),
      entry("other urge", 0, 1),
    ];
    const rows = weekRows(week(items, entries));
    const marks = rows.map((row) => row.cells.map((cell) => cell.kind === "value" && cell.actedOn));
    expect(rows.map((row) => row.item.id)).toEqual(["urge", "act", "other urge"]);
    expect(marks).toEqual([
      [true, false, false],
      [false, false, false],
      [false, false, false],
    ]);
  });

  it("read a value on the scale of its own version and name the row by the newest", () => {
    const older = earlier("shame", { scale: { kind: "rating", min: 0, max: 10 } });
    const newer = item("shame", { version: 2, words: "Shame now" });
    const of = week([newer], [entry("shame", 0, 9)]);
    const [row, ...others] = weekRows({ ...of, earlierVersions: [older] });
    expect(others).toEqual([]);
    expect(row?.item.words).toBe("Shame now");
    expect(row?.cells[0]).toMatchObject({ scale: { max: 10 } });
    expect(row?.cells[1]?.kind).toBe("empty");
  });

  it("take words and scale of an earlier version from where the week brings them", () => {
    const now = item("shame", { version: 3, words: "Shame now" });
    const before = earlier("shame", { version: 2, scale: { kind: "yes-no" } });
    const of = week(
      [now],
      [entry("shame", 0, 1, { version: 2 }), entry("shame", 1, 4, { version: 3 })],
    );
    const [row] = weekRows({ ...of, earlierVersions: [before] });
    expect(row?.earlier).toEqual([before]);
    expect(row?.cells[0]).toMatchObject({ scale: { kind: "yes-no" } });
    expect(row?.cells[1]).toMatchObject({ scale: { kind: "rating" } });
  });
});

describe("what of the card is asked", () => {
  it("leaves weekly items out, and puts skills together behind what comes first in the hierarchy", () => {
    const items = [
      item("joy", { position: 0 }),
      item("stop", { aspect: "skill", scale: { kind: "skill-use" }, position: 1 }),
      item("urge", { aspect: "urge", level: "ltb", position: 3 }),
      item("hope", { aspect: "belief", rhythm: "weekly", position: 4 }),
    ];
    const rows = weekRows(week(items, [entry("hope", 0, 3)]));
    expect(rows.map((row) => row.item.id)).toEqual(["urge", "stop", "joy"]);
  });

  it("takes an empty item of a short day for not asked, and a folded one unless a yes opened it", () => {
    const folded = item("urge", {
      aspect: "urge",
      spans: [{ from: civilDate("2026-01-01"), until: null, state: "folded" }],
    });
    const check = item("check", { aspect: "check", rhythm: "weekly", scale: { kind: "yes-no" } });
    const closed = weekRows({ ...week([item("joy"), folded], []), shortDays: [day(1)] });
    expect(closed.map((row) => row.item.id)).toEqual(["joy"]);
    expect(closed[0]?.cells.map((cell) => cell.kind)).toEqual(["empty", "not-asked", "empty"]);
    const answers = [entry("check", 1, 1), entry("check", 2, 0)];
    const opened = weekRows(week([folded, check], answers));
    expect(opened[0]?.cells.map((cell) => cell.kind)).toEqual(["empty", "empty", "not-asked"]);
  });

  it("keeps what was taken away after the day, even where the item is not asked any more", () => {
    const gone = item("joy", { spans: until(day(1)), state: "retired" });
    const cleared = { item: "joy", date: day(2), from: 4, on: day(2) };
    const [row] = weekRows({ ...week([gone], []), cleared: [cleared] });
    expect(row?.cells[1]?.kind).toBe("not-asked");
    expect(row?.cells[2]).toEqual({ kind: "empty", cleared });
  });

  it("counts of each day's skills those that were tried and those that helped, by either scale", () => {
    const skill = (id: string, scale: CardItem["scale"]) => item(id, { aspect: "skill", scale });
    const items = [
      skill("a", { kind: "skill-use" }),
      skill("b", { kind: "skill-use" }),
      skill("c", { kind: "skill-classic" }),
    ];
    const entries = [entry("a", 0, 4), entry("b", 0, 1), entry("c", 0, 6), entry("b", 1, 1)];
    expect(skillDays(weekRows(week(items, entries)))).toEqual([
      { kind: "value", helped: 1, tried: 2 },
      { kind: "value", helped: 0, tried: 0 },
      { kind: "empty" },
    ]);
    expect(skillDays(weekRows(week([item("joy")], [])))).toBeNull();
  });

  it("leaves out an item that was neither asked nor answered", () => {
    const gone = item("old", { spans: until(from), state: "retired" });
    const back = item("kept", { spans: until(from), state: "retired" });
    const rows = weekRows(week([gone, back], [entry("kept", 1, 3, { late: true })]));
    expect(rows.map((row) => row.item.id)).toEqual(["kept"]);
    expect(rows[0]?.cells[1]).toMatchObject({ entry: { late: true } });
  });
});
