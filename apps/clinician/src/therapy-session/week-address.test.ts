import { addDays, civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import {
  earlierWeek,
  laterWeek,
  NOW,
  readWeekAddress,
  weekFrom,
  writeWeekAddress,
} from "./week-address.ts";

const day = civilDate;
const today = day("2026-03-04");

describe("the days in an address", () => {
  it("are read and written, other parts kept", () => {
    const address = { to: day("2026-02-24"), from: day("2026-02-18") };
    const search = writeWeekAddress(address, "?show=client");
    expect(search).toBe("?show=client&to=2026-02-24&from=2026-02-18");
    expect(readWeekAddress(search)).toEqual(address);
    expect(writeWeekAddress(NOW, search)).toBe("?show=client");
    expect(writeWeekAddress(NOW, "?to=2026-02-24")).toBe("");
  });

  it.each([
    ["", NOW],
    ["?to=2026-02-30", NOW],
    ["?from=2026-02-18", NOW],
    ["?to=2026-02-24&from=2026-02-25", { to: "2026-02-24", from: null }],
    ["?to=2026-02-24&from=2026-02-01", { to: "2026-02-24", from: null }],
  ])("are left away when they are no range: %s", (search, expected) => {
    expect(readWeekAddress(search)).toEqual(expected);
  });
});

describe("paging", () => {
  const range = { from: day("2026-02-25"), to: today };

  it("goes back to the days before", () => {
    expect(earlierWeek(range)).toEqual({ to: "2026-02-24", from: null });
  });

  it("goes forward without a gap, and at last to now", () => {
    expect(laterWeek({ from: day("2026-02-11"), to: day("2026-02-17") }, today)).toEqual({
      to: "2026-02-24",
      from: "2026-02-18",
    });
    expect(laterWeek({ from: day("2026-02-18"), to: day("2026-02-25") }, today)).toEqual(NOW);
    expect(laterWeek(range, today)).toBeNull();
    expect(laterWeek({ from: today, to: addDays(today, 2) }, today)).toBeNull();
  });
});

describe("a jump to a later entry", () => {
  it("begins with it", () => {
    expect(weekFrom(day("2013-01-01"), today)).toEqual({ to: "2013-01-07", from: "2013-01-01" });
  });

  it("ends today at the latest, unless the entry is from a clock that is ahead", () => {
    expect(weekFrom(day("2026-03-01"), today)).toEqual({ to: today, from: null });
    expect(weekFrom(day("2026-03-20"), today)).toEqual({ to: "2026-03-20", from: null });
  });
});
