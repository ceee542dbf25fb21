import { describe, expect, it } from "vitest";
import { hasTooManyPlaces, readNumber } from "./number-text.tsx";

describe("a number written by hand", () => {
  it("is read with comma or point, and empty is no zero", () => {
    expect(readNumber("7,5", {})).toBe(7.5);
    expect(readNumber(" 7.5 ", {})).toBe(7.5);
    expect(readNumber("\u22123", {})).toBe(-3);
    expect(readNumber("", {})).toBeNull();
    expect(readNumber("0", {})).toBe(0);
    expect(readNumber("7:30", {})).toBeUndefined();
  });

  it("keeps to its quarters, and says that the decimals are at fault", () => {
    const quarters = { min: 0, max: 24, decimals: 2, step: 0.25 };
    for (const right of ["7", "7,25", "7.5", "0,75", ".25"])
      expect(readNumber(right, quarters)).toBeTypeOf("number");
    for (const wrong of ["7,3", "7.125", "0.1"]) {
      expect(readNumber(wrong, quarters)).toBeUndefined();
      expect(hasTooManyPlaces(wrong, quarters)).toBe(true);
    }
    expect(hasTooManyPlaces("25", quarters)).toBe(false);
  });
});
