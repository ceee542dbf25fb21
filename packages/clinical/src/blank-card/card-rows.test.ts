import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import { expect, it } from "vitest";
import { blankRows, rowHeight } from "./card-rows.tsx";

const today = civilDate("2026-03-04");
const item = (id: string, change: Partial<CardItem> = {}): CardItem => ({
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
});

it("puts on paper what is asked, urges before skills before feelings, and weekly items apart", () => {
  const folded = { spans: [{ from: today, until: null, state: "folded" as const }] };
  const { daily, weekly } = blankRows(
    [
      item("joy"),
      item("stop", { aspect: "skill", position: 1 }),
      item("urge", { level: "ltb", position: 2 }),
      item("quiet", folded),
      item("gone", { spans: [{ from: civilDate("2026-01-01"), until: today, state: "asked" }] }),
      item("hope", { rhythm: "weekly" }),
    ],
    today,
  );
  expect(daily.map(({ id }) => id)).toEqual(["urge", "stop", "joy"]);
  expect(weekly.map(({ id }) => id)).toEqual(["hope"]);
});

it("sets rows closer as there are more, so that they fit one side, and never unreadably close", () => {
  const cards = (count: number, words = "Shame") => ({
    daily: Array.from({ length: count }, (_, at) => item(String(at), { words })),
    weekly: [],
  });
  expect(rowHeight(cards(5), 9)).toBe(8);
  expect(rowHeight(cards(30), 9) * 39).toBeLessThanOrEqual(196);
  expect(rowHeight(cards(30, "a".repeat(120)), 9)).toBeLessThan(rowHeight(cards(30), 9));
  expect(rowHeight(cards(60, "a".repeat(200)), 9)).toBe(2.9);
});
