import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { draftOfItem, emptyItem, isUnchanged, readItem, withAspect } from "./item-draft.ts";

const item: CardItem = {
  id: "0197f000-0000-7000-8000-000000000001",
  version: 1,
  validFrom: civilDate("2026-01-01"),
  words: "Hours of work",
  aspect: "number",
  scale: { kind: "number", min: 0, max: 24, decimals: 1, unit: "hours" },
  coverWords: null,
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: 0,
  spans: [{ from: civilDate("2026-01-01"), until: null, state: "asked" }],
  state: "asked",
};

describe("a new item", () => {
  it("is read from its fields", () => {
    const draft = { ...withAspect(emptyItem("t"), "urge"), words: " urge to drink " };
    expect(readItem(draft)).toEqual({
      item: {
        words: "urge to drink",
        coverWords: null,
        rhythm: "daily",
        aspect: "urge",
        scale: { kind: "rating", min: 0, max: 5 },
        targetId: "t",
      },
    });
  });

  it("names every field that stands in its way", () => {
    expect(readItem(emptyItem(null))).toEqual({
      faults: { words: "needed", aspect: true, scale: { choice: "choice-needed" } },
    });
  });
});

describe("the usual way to measure", () => {
  it("comes with the choice of what is measured", () => {
    expect(withAspect(emptyItem(null), "urge").scale.choice).toBe("daily");
    expect(withAspect(withAspect(emptyItem(null), "urge"), "act").scale.choice).toBe("yes-no");
    expect(withAspect(emptyItem(null), "step").scale.choice).toBe("degree");
  });

  it("never replaces a choice made by hand", () => {
    const chosen = {
      ...emptyItem(null),
      scale: { ...emptyItem(null).scale, choice: "rating" as const },
    };
    expect(withAspect(chosen, "urge").scale.choice).toBe("rating");
  });
});

describe("a change", () => {
  it("is none when words and scale are as they were", () => {
    const draft = draftOfItem(item);
    expect(isUnchanged(item, draft)).toBe(true);
    expect(isUnchanged(item, { ...draft, words: "Hours of study" })).toBe(false);
    expect(isUnchanged(item, { ...draft, scale: { ...draft.scale, max: "12" } })).toBe(false);
    expect(isUnchanged(item, { ...draft, scale: { ...draft.scale, max: "" } })).toBe(false);
  });
});
