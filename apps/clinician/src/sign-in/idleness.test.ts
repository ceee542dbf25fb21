import { expect, it } from "vitest";
import {
  COVER_AFTER,
  idlenessAfter,
  NOTE_BEFORE,
  startClock,
  untilChange,
  untilTelling,
} from "./idleness.ts";

const MINUTE = 60_000;

it("is noted after 28 minutes and covered after 30", () => {
  expect([0, 27.9, 28, 29.9, 30, 600].map((minutes) => idlenessAfter(minutes * MINUTE))).toEqual([
    "in-use",
    "in-use",
    "soon",
    "soon",
    "over",
    "over",
  ]);
});

it("is looked at again when it changes, and at once when that time is past", () => {
  expect(untilChange(0)).toBe(COVER_AFTER - NOTE_BEFORE);
  expect(untilChange(COVER_AFTER - NOTE_BEFORE)).toBe(NOTE_BEFORE);
  expect(untilChange(COVER_AFTER - 1)).toBe(1);
  expect(untilChange(COVER_AFTER + MINUTE)).toBe(0);
});

it("is told to the server at once, and then after more than the minute that the server counts by", () => {
  expect(untilTelling(5 * MINUTE)).toBe(0);
  expect(untilTelling(0)).toBeGreaterThan(MINUTE);
  expect(untilTelling(MINUTE)).toBe(untilTelling(0) - MINUTE);
});

it("goes on while the machine sleeps, and when its clock is set back", () => {
  let [wall, steady] = [1_000_000, 5];
  const elapsed = startClock(
    () => wall,
    () => steady,
  );
  wall += COVER_AFTER;
  expect(idlenessAfter(elapsed())).toBe("over");
  wall -= 2 * COVER_AFTER;
  steady += MINUTE;
  expect(elapsed()).toBe(MINUTE);
});
