import { describe, expect, it } from "vitest";
import { EMPTY_TARGET, readTarget } from "./target-draft.ts";

describe("a new target", () => {
  it("is read from its fields", () => {
    expect(readTarget({ words: " cutting ", level: "ltb", direction: "decrease" })).toEqual({
      target: { words: "cutting", level: "ltb", direction: "decrease" },
    });
  });

  it("names every field that stands in its way", () => {
    expect(readTarget(EMPTY_TARGET)).toEqual({
      faults: { words: "needed", level: true, direction: true },
    });
  });
});
