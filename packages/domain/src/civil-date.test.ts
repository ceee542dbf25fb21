import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  addDays,
  type CivilDate,
  CivilDateSchema,
  civilDate,
  daysBetween,
  eachDay,
  fromDayNumber,
  isCivilDate,
  isZone,
  toDayNumber,
  weekday,
  Zone,
} from "./civil-date.ts";

const vectors = JSON.parse(
  readFileSync(new URL("../vectors/civil-date.json", import.meta.url), "utf8"),
) as {
  julianDays: { date: CivilDate; julianDay: number }[];
  weekdays: { date: CivilDate; weekday: number }[];
  existing: string[];
  notExisting: string[];
};

const first = toDayNumber("1900-01-01" as CivilDate);
const last = toDayNumber("2199-12-31" as CivilDate);
const someDay = fc.integer({ min: first, max: last }).map(fromDayNumber);

describe("day numbers", () => {
  it.each(vectors.julianDays)("$date is Julian Day $julianDay", ({ date, julianDay }) => {
    expect(toDayNumber(date)).toBe(julianDay - 2_440_587.5);
    expect(fromDayNumber(julianDay - 2_440_587.5)).toBe(date);
  });

  it("counts every day of 1900 to 2199 once and in order, as Temporal does", () => {
    let plain = Temporal.PlainDate.from("1900-01-01");
    for (let number = first; number <= last; number += 1) {
      const date = fromDayNumber(number);
      if (date !== plain.toString() || toDayNumber(date) !== number) {
        expect({ number, date }).toEqual({ number: toDayNumber(date), date: plain.toString() });
      }
      plain = plain.add({ days: 1 });
    }
    expect(fromDayNumber(last)).toBe("2199-12-31");
  });
});

describe("which days exist", () => {
  it.each(vectors.existing)("%s does", (date) => {
    expect(isCivilDate(date)).toBe(true);
    expect(civilDate(date)).toBe(date);
    expect(z.safeParse(CivilDateSchema, date).success).toBe(true);
  });

  it.each(vectors.notExisting)("%j does not", (date) => {
    expect(isCivilDate(date)).toBe(false);
    expect(() => civilDate(date)).toThrow(RangeError);
    expect(z.safeParse(CivilDateSchema, date).success).toBe(false);
  });

  it("agrees with Temporal on every day of every month", () => {
    const anyDay = fc.record({
      year: fc.integer({ min: 1890, max: 2210 }),
      month: fc.integer({ min: 0, max: 13 }),
      day: fc.integer({ min: 0, max: 32 }),
    });
    fc.assert(
      fc.property(anyDay, ({ year, month, day }) => {
        const two = (value: number) => String(value).padStart(2, "0");
        expect(isCivilDate(`${year}-${two(month)}-${two(day)}`)).toBe(
          year >= 1900 && year <= 2199 && existsInTemporal(year, month, day),
        );
      }),
    );
  });

  it("refuses what is no text", () => {
    for (const value of [null, undefined, 20260101, new Date(0), {}, ["2026-01-01"]]) {
      expect(z.safeParse(CivilDateSchema, value).success).toBe(false);
    }
  });
});

function existsInTemporal(year: number, month: number, day: number): boolean {
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

describe("arithmetic with days", () => {
  it("undoes addDays with daysBetween", () => {
    fc.assert(
      fc.property(someDay, someDay, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(daysBetween(from, to) + daysBetween(to, from)).toBe(0);
        expect(daysBetween(from, to) > 0).toBe(from < to);
      }),
    );
  });

  it("crosses the ends of months and years", () => {
    expect(addDays(civilDate("2024-02-28"), 1)).toBe("2024-02-29");
    expect(addDays(civilDate("2026-02-28"), 1)).toBe("2026-03-01");
    expect(addDays(civilDate("2026-01-01"), -1)).toBe("2025-12-31");
    expect(daysBetween(civilDate("2000-02-28"), civilDate("2000-03-01"))).toBe(2);
    expect(daysBetween(civilDate("2100-02-28"), civilDate("2100-03-01"))).toBe(1);
  });

  it("names every day between two days once", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5, max: 400 }), (from, count) => {
        const to = addDays(from, count);
        const days = eachDay(from, to);
        expect(days).toHaveLength(Math.max(0, count + 1));
        expect(days.every((day, index) => day === addDays(from, index))).toBe(true);
      }),
    );
  });
});

describe("weekdays", () => {
  it.each(vectors.weekdays)("$date is ISO weekday $weekday", (vector) => {
    expect(weekday(vector.date)).toBe(vector.weekday);
  });

  it("agrees with Temporal and repeats every seven days", () => {
    fc.assert(
      fc.property(someDay, (date) => {
        expect(weekday(date)).toBe(Temporal.PlainDate.from(date).dayOfWeek);
        expect(weekday(addDays(date, 7))).toBe(weekday(date));
      }),
    );
  });
});

describe("zones", () => {
  it.each([
    "Europe/Berlin",
    "America/Argentina/Buenos_Aires",
    "UTC",
    "Etc/GMT+5",
    "America/Port-au-Prince",
  ])("knows %s", (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  it.each([
    "",
    "+05:00",
    "-03:00",
    "Z",
    "Mars/Olympus",
    "Europe/Berlin ",
    "Europe/\u0000Berlin",
    "../etc",
    "UTC+5",
  ])("refuses %j", (zone) => {
    expect(isZone(zone)).toBe(false);
    expect(z.safeParse(Zone, zone).success).toBe(false);
  });

  it("refuses any other text without throwing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (value) => {
        expect([true, false]).toContain(isZone(value));
      }),
    );
  });
});
