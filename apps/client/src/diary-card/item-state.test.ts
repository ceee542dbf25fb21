import type { ItemOperation } from "@trellis/domain/card-operation";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import {
  answered,
  changed,
  EMPTY_ITEM,
  type ItemState,
  kept,
  loaded,
  lowerBeside,
  readAgain,
  tapped,
} from "./item-state.ts";

const rate = (value: number): ItemOperation => ({
  id: "",
  schema: 1,
  date: civilDate("2026-03-03"),
  zone: "UTC",
  madeAt: "",
  sequence: 0,
  item: "",
  version: 1,
  kind: "rate",
  sitting: "now",
  value,
});

describe("an item on the card", () => {
  it("is chosen by nobody before the first tap", () => {
    expect(EMPTY_ITEM.day).toBeNull();
    expect(lowerBeside(EMPTY_ITEM)).toBeNull();
  });

  it("counts the last tap of one sitting", () => {
    const state = tapped(tapped(EMPTY_ITEM, "now", 4), "now", 2);
    expect(state.day).toBe(2);
    expect(lowerBeside(state)).toBeNull();
  });

  it("keeps the highest of the day in a later sitting, and asks about the lower one", () => {
    const read = loaded(4, true);
    const lower = tapped(read, "now", 2);
    expect([lower.day, lowerBeside(lower)]).toEqual([4, 2]);
    expect(lowerBeside(tapped(lower, "now", 5))).toBeNull();
    const nextSitting = tapped(tapped(EMPTY_ITEM, "now", 4), "later", 1);
    expect([nextSitting.day, lowerBeside(nextSitting)]).toEqual([4, 1]);
  });

  it("goes on saying yes after a no of a later sitting, until it is changed", () => {
    const no = tapped(loaded(1, true), "now", 0);
    expect([no.day, lowerBeside(no)]).toEqual([1, 0]);
    expect([kept(no).day, lowerBeside(kept(no))]).toEqual([1, null]);
    expect(lowerBeside(tapped(kept(no), "now", 0))).toBe(0);
    expect(changed(0).day).toBe(0);
  });

  it("leaves it to the server whether a value read after a reload was of this sitting", () => {
    const lower = tapped(loaded(4, false), "now", 2);
    expect(lowerBeside(lower)).toBeNull();
    expect(lowerBeside(answered(lower, rate(2), 4))).toBe(2);
    expect(lowerBeside(answered(lower, rate(2), 2))).toBeNull();
  });

  it("keeps what was tapped meanwhile when an older answer arrives", () => {
    const state = tapped(tapped(EMPTY_ITEM, "now", 4), "now", 2);
    expect(answered(state, rate(4), 4).mine?.value).toBe(2);
  });

  it("keeps what was chosen in this sitting when the card is read again", () => {
    const again = (state: ItemState, value: number | null, sitting = "now") =>
      readAgain(state, loaded(value, true), sitting);
    const lower = tapped(loaded(4, true), "now", 2);
    expect(again(lower, 4)).toEqual(lower);
    const own = tapped(EMPTY_ITEM, "now", 4);
    expect(lowerBeside(tapped(again(own, 4), "now", 2))).toBeNull();
    expect(again(own, 5)).toMatchObject({ day: 5, floor: 5, mine: { value: 4 } });
    expect(again(own, 1)).toEqual(loaded(1, true));
    expect(again(own, null)).toEqual(loaded(null, true));
    expect(again(own, 4, "later")).toEqual(loaded(4, true));
  });

  it("takes an explicit change or clearing as the day's value", () => {
    const change = changed(2);
    expect([change.day, lowerBeside(change)]).toEqual([2, null]);
    expect(lowerBeside(tapped(change, "now", 1))).toBe(1);
    expect(changed(null).day).toBeNull();
    expect(tapped(changed(null), "now", -3).day).toBe(-3);
  });
});
