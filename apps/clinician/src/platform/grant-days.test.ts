import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { dayAt, endOfDay, startOfDay } from "./grant-days.ts";

describe("the days of a relation to a client", () => {
  const day = civilDate("2026-03-03");

  it("begin and end with the day of this device", () => {
    expect(dayAt(startOfDay(day))).toBe(day);
    expect(dayAt(Date.parse(startOfDay(day)) - 1)).toBe("2026-03-02");
    expect(endOfDay(day)).toBe(startOfDay(civilDate("2026-03-04")));
  });

  it("hold for the whole last day", () => {
    expect(dayAt(Date.parse(endOfDay(day)) - 1)).toBe(day);
  });
});
