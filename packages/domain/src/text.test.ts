import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { filledLine, filledText, isStorableText, oneLine, text } from "./text.ts";

const accepts = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;

const kept = [
  "<script>alert(1)</script> & \"quotes\" 'too' \\ %s {0} ${x}",
  "👩‍👩‍👧‍👦 family of four joined into one",
  "👍🏽 é e\u0301 ﷽ Z̷̼̈a̸͎͝l̵͖̕g̴̠̈o̷",
  "\u202Eright to left override\u202C and \u200Fمرحبا شالوم שלום\u200E",
  "zero\u200Bwidth\u200Djoiner\uFEFF",
  "line one\r\nline two\tand a tab\u2028and a separator",
  "bell\u0001\u001F\u007F\u0085",
  "'; DROP TABLE diary_entry; --",
  "𝒜𐍈🜁",
];

const refused = [
  "\u0000",
  "a\u0000b",
  "\uD800",
  "ok \uDC00",
  "\uDE00\uD83D",
  "👍\uD83D",
  "\uD83D 👍",
];

describe("text of a person", () => {
  it.each(kept)("keeps %j as it is", (value) => {
    expect(isStorableText(value)).toBe(true);
    expect(z.parse(text(200), value)).toBe(value);
    expect(z.parse(filledText(200), value)).toBe(value);
  });

  it.each(refused)("refuses %j, which PostgreSQL cannot give back", (value) => {
    expect(isStorableText(value)).toBe(false);
    expect(accepts(text(200), value)).toBe(false);
    expect(accepts(filledText(200), value)).toBe(false);
  });

  it("gives back every text that survives UTF-8 and no other", () => {
    const utf8 = (value: string) => new TextDecoder().decode(new TextEncoder().encode(value));
    const codes = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 0x7f }),
        fc.integer({ min: 0xd780, max: 0xe07f }),
        fc.integer({ min: 0, max: 0x10ffff }),
      ),
      { maxLength: 12 },
    );
    const points = codes.map((all) => String.fromCodePoint(...all));
    const units = codes.map((all) => String.fromCharCode(...all));
    fc.assert(
      fc.property(fc.oneof(points, units), (value) => {
        const survives = utf8(`|${value}`) === `|${value}` && !value.includes("\u0000");
        expect(accepts(text(1000), value)).toBe(survives);
      }),
      { numRuns: 500 },
    );
  });

  it("counts length in code points, both ends included", () => {
    expect(accepts(text(4, 2), "a")).toBe(false);
    expect(accepts(text(4, 2), "👍")).toBe(false);
    expect(accepts(text(4, 2), "ab")).toBe(true);
    expect(accepts(text(4, 2), "👍👍👍👍")).toBe(true);
    expect(accepts(text(4, 2), "👍👍👍👍a")).toBe(false);
  });

  it("refuses what is no text", () => {
    for (const value of [null, undefined, 3, true, {}, [], ["a"]]) {
      expect(accepts(text(10), value)).toBe(false);
    }
  });
});

describe("text that must say something", () => {
  it.each([
    "",
    " ",
    "\t\n",
    "\u00A0",
    "\u2003\u3000",
    "\u200B",
    "\u200D\uFEFF",
    "\u202E\u200F",
    "\u0001\u007F",
  ])("refuses %j, where nothing can be seen", (value) => {
    expect(accepts(filledText(20), value)).toBe(false);
  });

  it.each(["a", "0", " . ", "\u200Bא", "👍", "ñ", "5", "—"])("accepts %j", (value) => {
    expect(accepts(filledText(20), value)).toBe(true);
  });
});

describe("a text on one line", () => {
  it.each([
    "Ada\nOkafor",
    "Ada\r",
    "a\tb",
    "\u001B[31mred",
    "a\u0000b",
    "a\u007Fb",
    "a\u0085b",
    "a\u2028b",
    "a\u2029b",
    "\u202Eadmin",
    "\u202A\u202C",
    "a\u202Db",
    "\u2066x\u2069",
    "x\u2067",
    "x\u2068y",
  ])("refuses %j with a sentence", (value) => {
    for (const schema of [oneLine(40), filledLine(40)]) {
      const answer = z.safeParse(schema, value);
      expect(answer.success).toBe(false);
      expect(answer.error?.issues.map(({ message }) => message).join()).toMatch(/cannot be/);
    }
  });

  it.each([
    "Ada Okafor",
    "José  Núñez",
    "مرحبا שלום",
    "\u200Fשלום\u200E",
    "👩‍👩‍👧‍👦",
    "O’Neill-Sørensen, Dr.",
    "می\u200Cخواهم",
    "<b>&amp;",
  ])("keeps %j as it is", (value) => {
    expect(z.parse(oneLine(40), value)).toBe(value);
    expect(z.parse(filledLine(40), value)).toBe(value);
  });

  it("may be empty where it need not say something", () => {
    expect(accepts(oneLine(5), "")).toBe(true);
    expect(accepts(filledLine(5), "")).toBe(false);
    expect(accepts(filledLine(5), " \u200B")).toBe(false);
    expect(accepts(oneLine(5), "123456")).toBe(false);
  });
});
