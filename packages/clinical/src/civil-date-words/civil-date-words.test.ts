import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import {
  asTitle,
  dayOfMonth,
  dayWords,
  longDayWords,
  needsYear,
  weekdayLetter,
} from "./civil-date-words.tsx";

const march = civilDate("2026-03-03");

describe("the words of a day", () => {
  it("stand without commas in both languages", () => {
    expect(dayWords(march, "en")).toBe("Tue 3 March");
    expect(dayWords(march, "es")).toBe("mar 3 de marzo");
    expect(asTitle(dayWords(march, "es"), "es")).toBe("Mar 3 de marzo");
    expect(longDayWords(march, "en")).toBe("Tuesday 3 March");
    expect(longDayWords(march, "es")).toBe("martes 3 de marzo");
  });

  it("name the year when asked", () => {
    expect(dayWords(march, "en", { year: true })).toBe("Tue 3 March 2026");
    expect(dayWords(march, "es", { year: true })).toBe("mar 3 de marzo de 2026");
    expect(longDayWords(march, "es", { year: true })).toBe("martes 3 de marzo de 2026");
    expect(needsYear(civilDate("2025-12-31"), march)).toBe(true);
    expect(needsYear(civilDate("2026-12-31"), march)).toBe(false);
  });

  it("do not depend on the zone of the machine, also before 1970", () => {
    expect(dayWords(civilDate("1969-12-31"), "en")).toBe("Wed 31 December");
    expect(weekdayLetter(civilDate("2026-03-01"), "en")).toBe("S");
    expect(weekdayLetter(civilDate("2026-03-04"), "es")).toBe("X");
    expect(dayOfMonth(march)).toBe("3");
  });
});
