import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { anItem, aWeek, DATE } from "./test-card.ts";

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  await import("./card-day.ts");
}, 60_000);

const back = (days: number): CivilDate => addDays(DATE, -days);
const weekly = anItem("hope", { aspect: "belief", rhythm: "weekly" });

/** What the weekly item is on the screen of a day when it was answered some days back. */
async function weeklyOn(date: CivilDate, answeredBack: number, session: number | null) {
  const { cardDay } = await import("./card-day.ts");
  const { NO_CARD } = await import("./card-state.ts");
  const { loaded } = await import("./item-state.ts");
  const week = aWeek([weekly], { lastSessionOn: session === null ? null : back(session) });
  const items = new Map([[`hope ${back(answeredBack)}`, loaded(3, true)]]);
  const state = { ...NO_CARD, week, items };
  const day = cardDay(state, week, { date, today: DATE, covered: true });
  return [day.daily.length, day.weekly.length, day.answered.map(({ on }) => on)];
}

describe("a weekly item", () => {
  it("is asked until it is answered, and then stays quietly where it was answered", async () => {
    expect(await weeklyOn(DATE, 0, null)).toEqual([0, 1, []]);
    expect(await weeklyOn(DATE, 3, null)).toEqual([0, 0, [back(3)]]);
    expect(await weeklyOn(DATE, 6, null)).toEqual([0, 0, [back(6)]]);
    expect(await weeklyOn(DATE, 7, null)).toEqual([0, 1, []]);
  });

  it("is asked anew after a session, and after a week without one", async () => {
    expect(await weeklyOn(DATE, 3, 3)).toEqual([0, 1, []]);
    expect(await weeklyOn(DATE, 3, 4)).toEqual([0, 0, [back(3)]]);
    expect(await weeklyOn(DATE, 9, 12)).toEqual([0, 1, []]);
  });

  it("stands on an earlier day when it was answered there", async () => {
    expect(await weeklyOn(back(3), 3, null)).toEqual([0, 1, []]);
    expect(await weeklyOn(back(2), 3, null)).toEqual([0, 0, []]);
  });
});

describe("folded items", () => {
  it("stay on the card with what was entered when the question is answered with no after all", async () => {
    const { cardDay } = await import("./card-day.ts");
    const { NO_CARD } = await import("./card-state.ts");
    const { loaded } = await import("./item-state.ts");
    const spans = [{ from: back(9), until: null, state: "folded" as const }];
    const urge = anItem("urge", { aspect: "urge", spans });
    const act = anItem("act", { aspect: "act", spans, position: 1 });
    const check = anItem("any?", { aspect: "check", scale: { kind: "yes-no" }, rhythm: "weekly" });
    const week = aWeek([urge, act, check]);
    const dayWith = (entered: Readonly<Record<string, number>>) => {
      const items = new Map(
        Object.entries(entered).map(([id, value]) => [`${id} ${DATE}`, loaded(value, true)]),
      );
      const state = { ...NO_CARD, week, items };
      const day = cardDay(state, week, { date: DATE, today: DATE, covered: false });
      const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
      return [ids(day.daily), ids(day.quiet), day.opened?.id];
    };
    expect(dayWith({})).toEqual([[], ["urge", "act"], undefined]);
    expect(dayWith({ "any?": 1 })).toEqual([["urge", "act"], [], "urge"]);
    expect(dayWith({ "any?": 0, urge: 4 })).toEqual([["urge"], ["act"], undefined]);
  });
});

describe("coming back", () => {
  const entryOn = (date: CivilDate) => ({ item: "joy", date, value: 1, version: 1, late: false });
  const isGreeted = async (change: Parameters<typeof aWeek>[1]) =>
    (await import("./card-day.ts")).comesBack(aWeek([anItem("joy")], change), DATE);

  it("is greeted after two days without an entry, and a single one is nothing", async () => {
    expect(await isGreeted({ entries: [entryOn(back(3))] })).toBe(true);
    expect(await isGreeted({ earlierEntryOn: back(20) })).toBe(true);
    expect(await isGreeted({ entries: [entryOn(back(9)), entryOn(back(2))] })).toBe(false);
    expect(await isGreeted({ entries: [entryOn(DATE)], earlierEntryOn: back(20) })).toBe(false);
    const note = { date: back(1), field: "note", words: "so" } as const;
    expect(await isGreeted({ notes: [note], earlierEntryOn: back(20) })).toBe(false);
    expect(await isGreeted({ shortDays: [back(1)], earlierEntryOn: back(20) })).toBe(false);
  });

  it("is no matter for whoever is new", async () => {
    expect(await isGreeted({})).toBe(false);
  });
});
