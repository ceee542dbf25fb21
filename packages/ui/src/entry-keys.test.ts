import { describe, expect, it } from "vitest";
import type { EntryInput } from "./entry-grid.tsx";
import { readTyped, typed } from "./entry-keys.tsx";

const options = (values: readonly number[]): EntryInput => ({
  kind: "choice",
  options: values.map((value) => ({
    value,
    label: String(value),
    text: String(value),
    keys: [String(value)],
  })),
});
const rating = options([0, 1, 2, 3, 4, 5]);
const ten = options([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const hours: EntryInput = {
  kind: "number",
  unit: "h",
  read: (text) => (text === "" ? null : Number(text) <= 24 ? Number(text) : undefined),
};

describe("typing into a cell", () => {
  it("takes a digit of a rating at once, nought for nought, and nothing off the scale", () => {
    expect(typed(rating, "", "0")).toEqual({ kind: "value", value: 0 });
    expect(typed(rating, "", "5")).toEqual({ kind: "value", value: 5 });
    expect(typed(rating, "", "6")).toEqual({ kind: "nothing" });
  });

  it("waits where a longer value may follow", () => {
    expect(typed(ten, "", "1")).toEqual({ kind: "draft", text: "1" });
    expect(typed(ten, "1", "0")).toEqual({ kind: "value", value: 10 });
    expect(typed(ten, "1", "7")).toEqual({ kind: "value", value: 7 });
    expect(readTyped(ten, "1")).toBe(1);
  });

  it("takes the digits of a number together and reads them when the cell is left", () => {
    expect(typed(hours, "7", ",")).toEqual({ kind: "draft", text: "7," });
    expect(typed(hours, "", "x")).toEqual({ kind: "nothing" });
    expect(readTyped(hours, "99")).toBeUndefined();
    expect(readTyped(hours, "")).toBeNull();
  });
});
