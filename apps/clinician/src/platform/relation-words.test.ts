import { kindWords } from "@trellis/clinical/access-words/access-words";
import { ACCESS_TABLE, GRANT_KINDS } from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";
import { overwriteGetLocale } from "@trellis/messages/runtime";
import { describe, expect, it } from "vitest";
import { relationSees } from "./relation-words.ts";

const CASES = (["en", "es"] as const).flatMap((locale) =>
  GRANT_KINDS.map((kind) => [kind, locale] as const),
);

describe.each(CASES)("what a %s is said to see, in %s", (kind, locale) => {
  it("is what the table of access gives, and nothing else", () => {
    overwriteGetLocale(() => locale);
    const [before = "", seen = ""] = relationSees(kind).split(`${m.access_list_read()}: `);
    const isChanged = before.startsWith(`${m.access_list_write()}: `);
    for (const row of ACCESS_TABLE) {
      const words = kindWords(row.kind, "clinician");
      const reach = row.comesLater ? "none" : row.reach[kind];
      expect(isChanged && before.includes(words), `changes ${words}`).toBe(reach === "write");
      expect(seen.includes(words), `sees ${words}`).toBe(reach === "read");
    }
  });
});
