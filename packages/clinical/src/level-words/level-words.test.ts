import { m } from "@trellis/messages/messages";
import { describe, expect, it } from "vitest";
import { levelNames } from "./level-words.tsx";

const plain = { level: "ltb", coverWords: null } as const;
const grey = { level: "ltb", coverWords: "Grey" } as const;
const tea = { level: "qol", coverWords: "Tea" } as const;

describe("the name of a level", () => {
  it("is covered with the words under it, and with no others", () => {
    expect(levelNames([plain, grey], "client", true)("ltb")).toBe(m.level_ltb_covered());
    expect(levelNames([plain, tea], "client", true)("ltb")).toBe(m.level_ltb_for_client());
    expect(levelNames([grey], "client", true)("qol")).toBe(m.level_qol_for_client());
  });

  it("stands as it is where the words do", () => {
    expect(levelNames([grey], "client")("ltb")).toBe(m.level_ltb_for_client());
    expect(levelNames([grey], "clinician")("ltb")).toBe(m.level_ltb());
  });
});
