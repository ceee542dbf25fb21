import { addDays, civilDate, eachDay } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { atMinute, drawKeeping, type Keeping, sessionDays } from "./card-keeping.ts";
import { fitToScale } from "./card-value.ts";
import { autoregressive, drawCourse } from "./latent-course.ts";
import { createRandom } from "./random.ts";

const since = civilDate("2024-01-01");
const days = eachDay(since, addDays(since, 1999));
const always: Keeping = {
  gap: 0,
  gapOnBadDays: 0,
  skippedItem: 0,
  lateWeek: 0,
  nextMorning: 0,
  away: [],
};
const keep = (keeping: Partial<Keeping>, level: number) =>
  drawKeeping(
    { ...always, ...keeping },
    { days, course: days.map(() => level), zone: "America/New_York" },
    Infinity,
    createRandom(5, "keeping"),
  );

describe("which days are kept", () => {
  it("is all of them when nothing is in the way, none of them late", () => {
    const kept = keep({}, 5);
    expect(kept).toHaveLength(days.length);
    expect(kept.some((each) => each.late)).toBe(false);
  });

  it("is fewer of them on bad days", () => {
    const keeping = { gap: 0.1, gapOnBadDays: 0.3 };
    const kept = [0, 2, 3, 4, 9].map((level) => keep(keeping, level).length / days.length);
    [0.9, 0.9, 0.75, 0.6, 0.6].forEach((share, index) => expect(kept[index]).toBeCloseTo(share, 1));
  });

  it("leaves out the weeks away", () => {
    const kept = keep({ away: [[10, 8]] }, 0);
    expect(days.length - kept.length).toBe(14);
  });

  it("marks late weeks and mornings after", () => {
    const week = keep({ lateWeek: 1 }, 0);
    expect(week.filter((each) => each.late).length / week.length).toBeCloseTo(6 / 7, 2);
    expect(keep({ nextMorning: 1 }, 0).filter((each) => !each.late)).toHaveLength(1);
  });

  it("never comes from after the limit", () => {
    const limit = atMinute(addDays(since, 1999), 12 * 60, "America/New_York");
    const kept = drawKeeping(
      { ...always, lateWeek: 0.3 },
      { days, course: [], zone: "America/New_York" },
      limit,
      createRandom(6, "limit"),
    );
    expect(Math.max(...kept.map((each) => each.madeAt))).toBeLessThan(limit);
  });
});

describe("minutes of a day in a zone", () => {
  it.each([
    ["2026-07-01", 0, "America/New_York", "2026-07-01T04:00:00.000Z"],
    ["2026-07-01", 1500, "America/New_York", "2026-07-02T05:00:00.000Z"],
    ["2026-03-08", 240, "America/New_York", "2026-03-08T08:00:00.000Z"],
    ["2026-03-07", 1440 + 150, "America/New_York", "2026-03-08T07:30:00.000Z"],
    ["2026-01-01", 5, "UTC", "2026-01-01T00:05:00.000Z"],
  ])("%s + %d in %s is %s", (date, minute, zone, instant) => {
    expect(new Date(atMinute(civilDate(date), minute, zone)).toISOString()).toBe(instant);
  });
});

describe("session days", () => {
  it("are weekly without the skipped and the ones away, counted back from the latest", () => {
    const month = eachDay(civilDate("2026-03-01"), civilDate("2026-03-31"));
    expect(sessionDays(month, { weekday: 3, skipped: [2], away: [] })).toEqual([
      "2026-03-04",
      "2026-03-11",
      "2026-03-25",
    ]);
    expect(sessionDays(month, { weekday: 3, skipped: [], away: [[4, 2]] })).toEqual([
      "2026-03-18",
      "2026-03-25",
    ]);
  });
});

describe("the course behind the numbers", () => {
  it.each([0, 0.3, 0.6, 0.85])(
    "with persistence %d has variance 1 and that lag-1 correlation",
    (persistence) => {
      const next = autoregressive(persistence, createRandom(9, "course"));
      const values = Array.from({ length: 20_000 }, next);
      const mean = (list: readonly number[]) =>
        list.reduce((sum, value) => sum + value, 0) / list.length;
      expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 0);
      expect(mean(values.slice(1).map((value, index) => value * values[index]!))).toBeCloseTo(
        persistence,
        1,
      );
    },
  );

  it("has its steps and weekdays where they belong", () => {
    const fortnight = eachDay(civilDate("2026-03-02"), civilDate("2026-03-15"));
    const course = drawCourse(
      {
        persistence: 0,
        swing: 0,
        weekday: [0, 0, 0, 0, 0, 0, 0.5],
        steps: [
          { weeksAgo: 9, level: 3 },
          { weeksAgo: 1, level: 1 },
        ],
      },
      fortnight,
      createRandom(1, "x"),
    );
    expect(course).toEqual([3, 3, 3, 3, 3, 3, 3.5, 1, 1, 1, 1, 1, 1, 1.5]);
  });
});

describe("a drawn value on a scale", () => {
  it.each([
    [{ kind: "rating", min: 0, max: 5 }, 3, 3],
    [{ kind: "rating", min: 0, max: 10 }, 3, 6],
    [{ kind: "rating", min: -3, max: 3 }, 5, 3],
    [{ kind: "rating", min: -3, max: 3 }, -1, -3],
    [{ kind: "yes-no" }, 1, 1],
    [{ kind: "number", min: 0, max: 16, decimals: 1, unit: "h" }, 7.2499, 7.2],
    [{ kind: "number", min: 0, max: 16, decimals: 1, unit: "h" }, -0.4, 0],
    [{ kind: "number", min: 0, max: 16, decimals: 0, unit: "h" }, 99, 16],
  ] as const)("%j at %d is %d", (scale, drawn, value) => {
    expect(fitToScale(scale, drawn)).toBe(value);
  });
});
