import { expect, it } from "vitest";
import { isAsked, quietAnswers } from "./asked-item.ts";
import type { CardItem } from "./card-item.ts";
import { civilDate } from "./civil-date.ts";

const day = (at: number) => civilDate(`2026-03-${String(at).padStart(2, "0")}`);
const spans = (state: "asked" | "folded") => ({ spans: [{ from: day(1), until: null, state }] });
const check = { id: "check", aspect: "check" } as CardItem;
const entry = (item: string, at: number, value: number) => ({
  item,
  date: day(at),
  value,
  version: 1,
  late: false,
});

it("asks a folded item on the days that a yes of the weekly question opens, and others on all of theirs", () => {
  const answers = quietAnswers({
    items: [check],
    entries: [entry("check", 10, 1), entry("other", 2, 1), entry("check", 12, 0)],
    checkedBefore: { date: day(8), value: 0 },
  });
  const asked = (state: "asked" | "folded") =>
    [7, 8, 9, 10, 11, 12, 13].filter((at) => isAsked(spans(state), answers, day(at)));
  expect(asked("folded")).toEqual([9, 10, 11]);
  expect(asked("asked")).toHaveLength(7);
  expect(isAsked({ spans: [] }, answers, day(10))).toBe(false);
});
