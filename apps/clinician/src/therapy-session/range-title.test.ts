import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { rangeTitle } from "./range-title.ts";

const day = civilDate;
const today = day("2026-03-04");
const now = (from: string, session: string | null) => ({
  from: day(from),
  to: today,
  lastSessionOn: session === null ? null : day(session),
});

describe("the heading of the matrix", () => {
  it("names the last session when the days begin with it", () => {
    expect(rangeTitle(now("2026-02-25", "2026-02-25"), today)).toEqual({
      kind: "since-session",
      session: "2026-02-25",
    });
  });

  it("says of how many days it shows the latest when the session was long ago", () => {
    expect(rangeTitle(now("2026-02-19", "2026-01-16"), today)).toEqual({
      kind: "part-since-session",
      session: "2026-01-16",
      days: 14,
      of: 48,
    });
  });

  it("says how many days when the session was a few days ago or is not recorded", () => {
    expect(rangeTitle(now("2026-02-26", "2026-03-02"), today)).toEqual({
      kind: "last-days",
      days: 7,
      session: "2026-03-02",
    });
    expect(rangeTitle(now("2026-02-26", null), today)).toMatchObject({ days: 7, session: null });
  });

  it("names first and last day of an earlier page", () => {
    const week = { from: day("2013-04-02"), to: day("2013-04-08"), lastSessionOn: null };
    expect(rangeTitle(week, today)).toEqual({
      kind: "span",
      from: "2013-04-02",
      to: "2013-04-08",
    });
  });
});
