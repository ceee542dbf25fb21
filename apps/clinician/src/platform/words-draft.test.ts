import { filledText } from "@trellis/domain/text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_WORDS, wordsFault } from "./words-draft.ts";

describe("words that someone wrote", () => {
  it.each([
    ["urge to die", null],
    ["👩🏽‍🚀 <b>שלום</b>", null],
    ["😀".repeat(200), null],
    ["", "needed"],
    [" \u200d ", "needed"],
    ["a".repeat(201), "too-long"],
    ["a\u0000", "not-storable"],
    ["a\ud800", "not-storable"],
  ])("are accepted or not: %j", (words, fault) => {
    expect(wordsFault(words)).toBe(fault);
  });

  it("are accepted exactly where the record accepts them", () => {
    const schema = filledText(LONGEST_WORDS);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 210 }), (words) => {
        expect(wordsFault(words) === null).toBe(schema.safeParse(words).success);
      }),
    );
  });
});
