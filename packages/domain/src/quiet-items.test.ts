import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "./civil-date.ts";
import { isOpenOn } from "./quiet-items.ts";

const monday = civilDate("2026-03-02");
const day = (at: number) => addDays(monday, at);
const yes = (at: number) => ({ date: day(at), value: 1 });
const no = (at: number) => ({ date: day(at), value: 0 });
const openDays = (answers: readonly ReturnType<typeof yes>[]) =>
  Array.from({ length: 30 }, (_, at) => at).filter((at) => isOpenOn(answers, day(at)));

describe("folded items", () => {
  it("stay folded while nobody said yes", () => {
    expect(openDays([])).toEqual([]);
    expect(openDays([no(3), no(10)])).toEqual([]);
  });

  it("open with a yes for the six days before it and from it on, until a no", () => {
    expect(openDays([yes(10), no(13)])).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(openDays([yes(28)])).toEqual([22, 23, 24, 25, 26, 27, 28, 29]);
  });

  it("do not open for days of which the answer before was no", () => {
    expect(openDays([no(7), yes(10), no(11)])).toEqual([8, 9, 10]);
  });

  it("can be folded again and opened again, in whatever order the answers came", () => {
    const answers = [no(20), yes(8), no(9), yes(17)];
    expect(openDays(answers)).toEqual([2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it("are open on the day of every yes and folded on the day of every no", () => {
    const answers = fc.uniqueArray(
      fc.record({ date: fc.integer({ min: 0, max: 60 }).map(day), value: fc.constantFrom(0, 1) }),
      { selector: ({ date }) => date, maxLength: 12 },
    );
    fc.assert(
      fc.property(answers, (all) => {
        for (const { date, value } of all) expect(isOpenOn(all, date)).toBe(value > 0);
      }),
    );
  });
});
