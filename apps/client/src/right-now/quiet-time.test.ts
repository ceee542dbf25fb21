import { expect, test } from "vitest";
import { minutesLeft, QUIET, quietLeft, readQuiet, writeQuiet } from "./quiet-time.ts";

const NOW = 1_800_000_000_000;

test("the minutes go by the clock, whatever the page did meanwhile", () => {
  const quiet = { endsAt: NOW + QUIET };
  expect(minutesLeft(quietLeft(quiet, NOW))).toBe(10);
  expect(minutesLeft(quietLeft(quiet, NOW + 61_000))).toBe(9);
  expect(minutesLeft(quietLeft(quiet, NOW + QUIET - 1))).toBe(1);
  expect(quietLeft(quiet, NOW + QUIET)).toBe(0);
  expect(quietLeft(quiet, NOW + 9 * QUIET)).toBe(0);
});

test("a clock that is set back makes them no longer than ten", () => {
  expect(quietLeft({ endsAt: NOW + QUIET }, NOW - 3_600_000)).toBe(QUIET);
});

test("they survive a page that was thrown away, and are forgotten an hour after their end", () => {
  const quiet = { endsAt: NOW, before: 4 };
  expect(readQuiet(writeQuiet(quiet), NOW - 1000)).toEqual(quiet);
  expect(readQuiet(writeQuiet(quiet), NOW + 3_600_000)).toEqual(quiet);
  expect(readQuiet(writeQuiet(quiet), NOW + 3_600_001)).toBeNull();
  for (const none of [null, "", "x 3", "12 6", "-1 3", "1e9 3", "1800000000000"])
    expect(readQuiet(none, NOW)).toBeNull();
});
