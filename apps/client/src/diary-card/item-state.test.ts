import type { ItemOperation } from "@trellis/domain/card-operation";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import {
  answered,
  changed,
  EMPTY_ITEM,
  highestBeside,
  loaded,
  readAgain,
  shownValue,
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
    expect(shownValue(EMPTY_ITEM)).toBeNull();
    expect(highestBeside(EMPTY_ITEM)).toBeNull();
  });

  it("counts the last tap of one sitting", () => {
    const state = tapped(tapped(EMPTY_ITEM, "now", 4), "now", 2);
    expect(shownValue(state)).toBe(2);
    expect(state.day).toBe(2);
    expect(highestBeside(state)).toBeNull();
  });

  it("shows the highest of the day beside a lower value of a later sitting", () => {
    const read = loaded(4, true);
    expect(shownValue(read)).toBe(4);
    const lower = tapped(read, "now", 2);
    expect([shownValue(lower), highestBeside(lower)]).toEqual([2, 4]);
    expect(highestBeside(tapped(lower, "now", 5))).toBeNull();
    const nextSitting = tapped(tapped(EMPTY_ITEM, "now", 4), "later", 1);
    expect([shownValue(nextSitting), highestBeside(nextSitting)]).toEqual([1, 4]);
  });

  it("leaves it to the server whether a value read after a reload was of this sitting", () => {
    const lower = tapped(loaded(4, false), "now", 2);
    expect(highestBeside(lower)).toBeNull();
    expect(highestBeside(answered(lower, rate(2), 4))).toBe(4);
    expect(highestBeside(answered(lower, rate(2), 2))).toBeNull();
  });

  it("keeps what was tapped meanwhile when an older answer arrives", () => {
    const state = tapped(tapped(EMPTY_ITEM, "now", 4), "now", 2);
    expect(shownValue(answered(state, rate(4), 4))).toBe(2);
  });

  it("keeps what was chosen in this sitting when the card is read again", () => {
    const sitting = { id: "now", fresh: true };
    const lower = tapped(loaded(4, true), "now", 2);
    expect(readAgain(lower, 4, sitting)).toEqual(lower);
    const own = tapped(EMPTY_ITEM, "now", 4);
    expect(highestBeside(tapped(readAgain(own, 4, sitting), "now", 2))).toBeNull();
    expect(readAgain(own, 5, sitting)).toMatchObject({ day: 5, floor: 5, mine: { value: 4 } });
    expect(readAgain(own, 1, sitting)).toEqual(loaded(1, true));
    expect(readAgain(own, null, sitting)).toEqual(loaded(null, true));
    expect(readAgain(own, 4, { id: "later", fresh: true })).toEqual(loaded(4, true));
  });

  it("takes an explicit change or clearing as the day's value", () => {
    const change = changed(2);
    expect([shownValue(change), highestBeside(change)]).toEqual([2, null]);
    expect(highestBeside(tapped(change, "now", 1))).toBe(2);
    expect(shownValue(changed(null))).toBeNull();
    expect(tapped(changed(null), "now", -3).day).toBe(-3);
  });
});
