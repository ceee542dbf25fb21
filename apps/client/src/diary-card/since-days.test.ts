import { addDays, civilDate } from "@trellis/domain/civil-date";
import { expect, it } from "vitest";
import { sinceDays } from "./since-days.ts";

const today = civilDate("2026-03-20");
const entry = (back: number) => ({
  item: "a",
  date: addDays(today, -back),
  value: 0,
  version: 1,
  late: false,
});
const week = (...back: number[]) => ({
  entries: back.map(entry),
  notes: [],
  riddenOut: [],
  shortDays: [],
});

it("begins after the last day with an entry, at most as far back as the phone may fill", () => {
  expect(sinceDays(week(10, 12), today, 14)).toHaveLength(10);
  expect(sinceDays(week(10, 12), today, 14)[0]).toBe(addDays(today, -9));
  expect(sinceDays(week(), today, 14)[0]).toBe(addDays(today, -14));
});

it("shows a week when no day is open, and does not take today's entry for the last day", () => {
  expect(sinceDays(week(1, 2), today, 14)).toHaveLength(7);
  expect(sinceDays(week(0, 5), today, 14)).toHaveLength(5);
});
