import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn, isAdultOn, isLikelyBirthDate } from "./birth-date.ts";
import { addDays, type CivilDate, civilDate } from "./civil-date.ts";

const age = (birthDate: string, day: string) => ageOn(civilDate(birthDate), civilDate(day));
const anyDay = fc
  .integer({ min: 0, max: 70_000 })
  .map((days) => addDays(civilDate("1901-01-01"), days));

describe("the age on a day", () => {
  it.each([
    ["2008-11-22", "2026-11-21", 17],
    ["2008-11-22", "2026-11-22", 18],
    ["2008-11-22", "2026-11-23", 18],
    ["2008-12-31", "2026-01-01", 17],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
    ["2008-02-29", "2028-02-29", 20],
    ["2026-11-22", "2026-11-22", 0],
  ])("of somebody born on %s is, on %s, %d", (birthDate, day, years) => {
    expect(age(birthDate, day)).toBe(years);
  });

  it("grows by one on the birthday and on no other day", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40_000 }), (birthDate: CivilDate, days) => {
        const day = addDays(birthDate, days);
        const grew = ageOn(birthDate, day) - ageOn(birthDate, addDays(day, -1));
        const isLeapling = birthDate.slice(5) === "02-29";
        const hasBirthday =
          day.slice(5) === birthDate.slice(5) ||
          (isLeapling && day.slice(5) === "03-01" && addDays(day, -1).slice(5) === "02-28");
        expect(grew).toBe(hasBirthday ? 1 : 0);
      }),
    );
  });
});

describe("adults", () => {
  it("are those of eighteen years", () => {
    expect(isAdultOn(civilDate("2008-11-22"), civilDate("2026-11-21"))).toBe(false);
    expect(isAdultOn(civilDate("2008-11-22"), civilDate("2026-11-22"))).toBe(true);
  });
});

describe("a likely birth date", () => {
  it.each([
    ["1990-01-01", true],
    ["2026-11-22", true],
    ["2026-11-23", false],
    ["1905-11-23", true],
    ["1905-11-22", false],
  ])("on 22 November 2026: %s %s", (birthDate, isLikely) => {
    expect(isLikelyBirthDate(civilDate(birthDate), civilDate("2026-11-22"))).toBe(isLikely);
  });
});
