import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  changedBoundary,
  civilDate,
  type DayBoundary,
  diaryDayAt,
  endHour,
  USUAL_BOUNDARY,
} from "./civil-date.ts";

const berlin = (wall: string): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime("Europe/Berlin").epochMilliseconds;
const dayAt = (wall: string, boundary: DayBoundary) =>
  diaryDayAt(berlin(wall), "Europe/Berlin", boundary);

describe("a changed day boundary", () => {
  const earlier = changedBoundary(USUAL_BOUNDARY, 2, civilDate("2026-03-10"));

  it("leaves the day of the change and those before it as they were", () => {
    expect(dayAt("2026-03-10T03:59", earlier)).toBe("2026-03-09");
    expect(dayAt("2026-03-11T03:59", earlier)).toBe("2026-03-10");
    expect(dayAt("2026-03-11T04:00", earlier)).toBe("2026-03-11");
  });

  it("holds from the next day on", () => {
    expect(dayAt("2026-03-12T01:59", earlier)).toBe("2026-03-11");
    expect(dayAt("2026-03-12T02:00", earlier)).toBe("2026-03-12");
  });

  it("that is taken back on the same day changes nothing", () => {
    const back = changedBoundary(earlier, 4, civilDate("2026-03-10"));
    for (const wall of ["2026-03-11T03:59", "2026-03-12T03:59", "2026-03-13T04:00"])
      expect(dayAt(wall, back)).toBe(diaryDayAt(berlin(wall), "Europe/Berlin"));
  });

  it("may be midnight, and then a day is a day of the calendar", () => {
    const midnight = changedBoundary(USUAL_BOUNDARY, 0, civilDate("2026-03-10"));
    expect(endHour(civilDate("2026-03-11"), midnight)).toBe(0);
    expect(dayAt("2026-03-12T00:00", midnight)).toBe("2026-03-12");
  });

  it("never lets a day be left out or come back", () => {
    const hour = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 0, max: 9 }), (before, after, at) => {
        const from = addDays(civilDate("2026-03-25"), at);
        const boundary: DayBoundary = { hour: after, from, before };
        const start = berlin("2026-03-24T12:00");
        let last = diaryDayAt(start, "Europe/Berlin", boundary);
        for (let half = 1; half < 24 * 2 * 12; half += 1) {
          const day = diaryDayAt(start + half * 30 * 60 * 1000, "Europe/Berlin", boundary);
          expect([last, addDays(last, 1)]).toContain(day);
          last = day;
        }
      }),
      { numRuns: 60 },
    );
  });
});
