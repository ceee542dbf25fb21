import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardItem, DAILY_RATING } from "./card-item.ts";
import { addDays, civilDate, daysBetween, fromDayNumber, toDayNumber } from "./civil-date.ts";
import {
  inCardOrder,
  LEAST_DAYS,
  median,
  MOST_DAYS,
  usualValues,
  weekRange,
} from "./diary-card.ts";
import type { TargetLevel } from "./target-behaviour.ts";

const today = civilDate("2026-03-18");
const someDay = fc
  .integer({ min: toDayNumber(civilDate("1901-01-01")), max: toDayNumber(civilDate("2199-12-31")) })
  .map(fromDayNumber);

describe("the range of the week matrix", () => {
  it.each([
    [null, 7],
    [0, 7],
    [3, 7],
    [6, 7],
    [7, 8],
    [9, 10],
    [13, 14],
    [14, 14],
    [400, 14],
    [-5, 7],
  ])("last session %s days ago: %d columns", (ago, columns) => {
    const range = weekRange(today, ago === null ? null : addDays(today, -ago));
    expect(range.to).toBe(today);
    expect(daysBetween(range.from, range.to) + 1).toBe(columns);
  });

  it("begins with the day of the session whenever that fits", () => {
    fc.assert(
      fc.property(
        someDay,
        fc.option(fc.integer({ min: -30, max: 60 }), { nil: null }),
        (to, ago) => {
          const session = ago === null ? null : addDays(to, -ago);
          const range = weekRange(to, session);
          const columns = daysBetween(range.from, range.to) + 1;
          expect(columns).toBeGreaterThanOrEqual(LEAST_DAYS);
          expect(columns).toBeLessThanOrEqual(MOST_DAYS);
          if (ago !== null && ago >= LEAST_DAYS - 1 && ago < MOST_DAYS)
            expect(range.from).toBe(session);
        },
      ),
    );
  });
});

describe("the median", () => {
  it.each([
    [[3], 3],
    [[3, 1], 2],
    [[0, 0, 5], 0],
    [[5, 0, 4, 1], 2.5],
    [[2, 1, 4, 5, 3], 3],
    [[-3, 3], 0],
    [[10, 9, 1, 2], 5.5],
  ])("of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("has as many values above as below, and leaves the list alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const copy = [...values];
        const middle = median(values);
        expect(values).toEqual(copy);
        const above = values.filter((each) => each > middle).length;
        const below = values.filter((each) => each < middle).length;
        expect(Math.max(above, below)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it("of nothing is an error and not zero", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("usual values", () => {
  it("take each item by itself and count the days that have a value", () => {
    const entries = [
      { item: "b", value: 3 },
      { item: "a", value: 0 },
      { item: "b", value: 5 },
      { item: "a", value: 0 },
      { item: "a", value: 4 },
    ];
    expect(usualValues(entries)).toEqual([
      { item: "b", median: 4, min: 3, max: 5, n: 2, above: 2 },
      { item: "a", median: 0, min: 0, max: 4, n: 3, above: 1 },
    ]);
  });

  it("say nothing about an item without entries", () => {
    expect(usualValues([])).toEqual([]);
  });
});

describe("the order of the card", () => {
  const item = (id: string, level: TargetLevel | null, position: number): CardItem => ({
    id,
    version: 1,
    validFrom: today,
    words: id,
    coverWords: null,
    rhythm: "daily",
    short: false,
    library: null,
    state: "asked",
    spans: [],
    aspect: "watch",
    scale: DAILY_RATING,
    level,
    targetId: null,
    position,
  });

  it("follows the hierarchy, then the pair's own order, then the id", () => {
    const items = [
      item("e", null, 0),
      item("d", "skill", 0),
      item("c", "qol", 1),
      item("b2", "tib", 5),
      item("b1", "tib", 5),
      item("a", "ltb", 9),
    ];
    expect(inCardOrder(items).map((each) => each.id)).toEqual(["a", "b1", "b2", "c", "d", "e"]);
    expect(items[0]?.id).toBe("e");
  });
});
