import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type CivilDate, DAY_BOUNDARY_HOUR, diaryDayAt, isDayOf } from "./civil-date.ts";

const vectors = JSON.parse(
  readFileSync(new URL("../vectors/zone-transitions.json", import.meta.url), "utf8"),
) as {
  transitions: { zone: string; instant: string; before: string; after: string; trap: string }[];
  days: { zone: string; wall: string; instant: string; day: CivilDate }[];
};

const zones = [...new Set(vectors.transitions.map((each) => each.zone))];
const shown = (zoned: Temporal.ZonedDateTime) => zoned.toPlainDateTime().toString().slice(0, 16);

/** The same rule said another way: before the boundary it is still the day that ended when this one began. */
function independentDay(zoned: Temporal.ZonedDateTime): string {
  const before = zoned.hour < DAY_BOUNDARY_HOUR;
  const counted = before ? zoned.startOfDay().subtract({ nanoseconds: 1 }) : zoned;
  return counted.toPlainDate().toString();
}

describe("the zone database of this runtime", () => {
  it.each(vectors.transitions)("moves $zone from $before to $after", (vector) => {
    const after = Temporal.Instant.from(vector.instant).toZonedDateTimeISO(vector.zone);
    expect(shown(after.subtract({ minutes: 1 }))).toBe(vector.before);
    expect(shown(after)).toBe(vector.after);
  });
});

describe("the diary day", () => {
  it.each(vectors.days)("is $day at $wall in $zone", ({ zone, instant, day }) => {
    expect(diaryDayAt(Date.parse(instant), zone)).toBe(day);
  });

  it.each(vectors.transitions)("is right around $instant in $zone: $trap", ({ zone, instant }) => {
    const middle = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
    for (const days of [-2, -1, 0, 1, 2]) {
      const date = middle.toPlainDate().add({ days });
      for (const time of ["00:00", "00:30", "02:30", "03:59", "04:00", "12:00", "23:59"]) {
        for (const disambiguation of ["earlier", "later"] as const) {
          const zoned = date
            .toPlainDateTime(Temporal.PlainTime.from(time))
            .toZonedDateTime(zone, { disambiguation });
          expect(`${zoned} ${diaryDayAt(zoned.epochMilliseconds, zone)}`).toBe(
            `${zoned} ${independentDay(zoned)}`,
          );
        }
      }
    }
  });

  it("is right at any moment of any of these zones", () => {
    const moment = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (milliseconds, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
        expect(diaryDayAt(milliseconds, zone)).toBe(independentDay(zoned));
      }),
      { numRuns: 300 },
    );
  });

  it("is the plain calendar day with a boundary at midnight", () => {
    const evening = Date.parse("2026-07-02T03:30:00Z");
    expect(diaryDayAt(evening, "America/Los_Angeles", 0)).toBe("2026-07-01");
    expect(diaryDayAt(Date.parse("2026-07-01T07:00:00Z"), "America/Los_Angeles", 0)).toBe(
      "2026-07-01",
    );
  });

  it("is the same for more zones than are remembered, and in any spelling of their names", () => {
    const moment = Date.parse("2026-03-08T07:30:00Z");
    for (const zone of Intl.supportedValuesOf("timeZone").slice(0, 200)) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
      expect(`${zone} ${diaryDayAt(moment, zone)}`).toBe(`${zone} ${independentDay(zoned)}`);
    }
    expect(diaryDayAt(moment, "america/new_YORK")).toBe("2026-03-07");
  });

  it("needs a zone and a day that exist", () => {
    expect(() => diaryDayAt(0, "Mars/Olympus")).toThrow(RangeError);
    expect(() => diaryDayAt(Date.UTC(2300, 0, 1), "UTC")).toThrow(RangeError);
    expect(() => diaryDayAt(Number.NaN, "UTC")).toThrow(RangeError);
  });
});

describe("a civil day of a zone", () => {
  const daysThere = (zone: string, from: CivilDate, days: number) =>
    Array.from({ length: days }, (_, index) => addDays(from, index)).filter((date) =>
      isDayOf(zone, date),
    );

  it.each([
    ["Pacific/Apia", "2011-12-30"],
    ["Pacific/Fakaofo", "2011-12-30"],
    ["Pacific/Kwajalein", "1993-08-21"],
  ])("does not exist where the zone left it out: %s, %s", (zone, left) => {
    const from = addDays(left as CivilDate, -3);
    const days = Array.from({ length: 7 }, (_, index) => addDays(from, index));
    expect(daysThere(zone, from, 7)).toEqual(days.filter((date) => date !== left));
  });

  it("exists without its midnight, and around every change of a clock", () => {
    expect(isDayOf("Africa/Cairo", "2024-04-26" as CivilDate)).toBe(true);
    for (const { zone, instant } of vectors.transitions) {
      const middle = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
      for (const days of [-1, 0, 1]) {
        const date = middle.add({ days });
        // A day that exists has a noon on that day.
        const noon = date.toPlainDateTime("12:00").toZonedDateTime(zone).toPlainDate();
        const exists = noon.equals(date);
        expect(`${zone} ${date} ${isDayOf(zone, String(date) as CivilDate)}`).toBe(
          `${zone} ${date} ${exists}`,
        );
      }
    }
  });

  it("is known at both ends of the calendar", () => {
    for (const zone of ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
      for (const date of ["1900-01-01", "2199-12-31"])
        expect(isDayOf(zone, date as CivilDate)).toBe(true);
  });
});
