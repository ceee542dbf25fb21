import { CardAspect, Scale } from "@trellis/domain/card-item";
import { describe, expect, it } from "vitest";
import {
  draftOfScale,
  EMPTY_SCALE,
  QUARTERS,
  readScale,
  scaleChoicesFor,
  usualScale,
} from "./scale-draft.ts";

const draft = (part: Partial<typeof EMPTY_SCALE>) => ({ ...EMPTY_SCALE, ...part });

describe("a scale that is being written", () => {
  it.each([
    [draft({ choice: "daily" }), { kind: "rating", min: 0, max: 5 }],
    [draft({ choice: "yes-no" }), { kind: "yes-no" }],
    [draft({ choice: "rating", min: "-3", max: "3" }), { kind: "rating", min: -3, max: 3 }],
    [draft({ choice: "rating", min: "−3", max: " 17" }), { kind: "rating", min: -3, max: 17 }],
    [
      draft({ choice: "number", min: "0", max: "24,5", decimals: "1", unit: " hours " }),
      { kind: "number", min: 0, max: 24.5, decimals: 1, unit: "hours" },
    ],
    [
      draft({ choice: "number", min: "0", max: "24", decimals: QUARTERS, unit: "h" }),
      { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true },
    ],
    [draft({ choice: "skill-use" }), { kind: "skill-use" }],
  ])("is read from its fields", (fields, scale) => {
    expect(readScale(fields)).toEqual({ scale });
    expect(Scale.safeParse(scale).success).toBe(true);
  });

  it.each([
    [draft({}), { choice: "choice-needed" }],
    [
      draft({ choice: "rating", min: "", max: "1.5" }),
      { min: "whole-number-needed", max: "whole-number-needed" },
    ],
    [draft({ choice: "rating", min: "5", max: "5" }), { max: "max-not-above-min" }],
    [draft({ choice: "rating", min: "0", max: "21" }), { max: "too-many-steps" }],
    [draft({ choice: "rating", min: "0", max: "1001" }), { max: "out-of-bounds" }],
    [
      draft({ choice: "number", min: "x", max: "1" }),
      { min: "number-needed", unit: "unit-needed" },
    ],
    [
      draft({ choice: "number", min: "0", max: "9", unit: "a".repeat(21) }),
      { unit: "unit-too-long" },
    ],
    [draft({ choice: "number", min: "0", max: "9", unit: "a\u0000" }), { unit: "not-storable" }],
  ])("says which field stands in its way", (fields, faults) => {
    expect(readScale(fields)).toEqual({ faults });
  });

  it("comes back from a scale", () => {
    const scales: Scale[] = [
      { kind: "rating", min: 0, max: 5 },
      { kind: "rating", min: 1, max: 7 },
      { kind: "yes-no" },
      { kind: "number", min: 0, max: 24, decimals: 2, unit: "h" },
      { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true },
      { kind: "attempt" },
      { kind: "degree" },
      { kind: "skill-use" },
      { kind: "skill-classic" },
    ];
    for (const scale of scales) expect(readScale(draftOfScale(scale))).toEqual({ scale });
  });
});

describe("the ways to measure something", () => {
  it("begin with the usual one, and leave out what would mean nothing", () => {
    for (const aspect of CardAspect.options)
      expect(scaleChoicesFor(aspect, null)[0]).toBe(usualScale(aspect));
    expect(scaleChoicesFor("attempt", null)).toEqual(["attempt"]);
    expect(scaleChoicesFor("urge", null)).not.toContain("attempt");
  });

  it("keep the one that is in use", () => {
    expect(scaleChoicesFor("reward", "rating")).toContain("rating");
    expect(scaleChoicesFor("urge", "daily")).toEqual(scaleChoicesFor("urge", null));
  });
});
