import { civilDate } from "@trellis/domain/civil-date";
import type { CardExport } from "@trellis/domain/diary-card";
import { overwriteGetLocale } from "@trellis/messages/runtime";
import { afterEach, expect, it } from "vitest";
import { cardFile } from "./card-file.ts";

const day = civilDate("2026-03-04");
const urge = {
  item: "u",
  version: 1,
  words: "Urge",
  coverWords: "Rain",
  scale: { kind: "rating", min: 0, max: 5 },
  validFrom: day,
  aspect: "urge",
  level: "ltb",
  rhythm: "daily",
} as const;
const card: CardExport = {
  firstEntryOn: day,
  versions: [
    urge,
    { ...urge, version: 2, words: "Strong urge", scale: { kind: "rating", min: 0, max: 10 } },
    {
      ...urge,
      item: "d",
      words: "Drank",
      scale: { kind: "number", min: 0, max: 99, decimals: 1, unit: "drinks" },
    },
  ],
  entries: [
    { item: "d", date: day, value: 2, version: 1, late: false },
    {
      item: "u",
      date: day,
      value: 4,
      version: 1,
      late: true,
      paper: true,
      corrected: { from: 2, on: civilDate("2026-03-06") },
    },
    { item: "u", date: civilDate("2026-03-05"), value: 9, version: 2, late: false },
  ],
  details: [{ item: "d", date: day, field: "what", words: "=beer" }],
  notes: [{ date: day, field: "worth-keeping", words: "Tea" }],
  riddenOut: [{ id: "r", date: day, item: "u", before: 4, after: 1, moves: ["cold water"] }],
  shortDays: [day],
};

afterEach(() => overwriteGetLocale(() => "en"));

it("says each value in the words and on the scale of its day, in order, with what stands beside it", () => {
  overwriteGetLocale(() => "en");
  const [head, first, second, short, ridden, words, later] = cardFile(card, "en");
  expect(head?.slice(0, 4)).toEqual(["day", "kind", "what", "value"]);
  expect(first).toEqual([
    day,
    "asked",
    "Urge",
    4,
    "very strong",
    null,
    "yes",
    "yes",
    null,
    2,
    "2026-03-06",
    null,
    null,
    "u",
    1,
  ]);
  expect(second?.slice(2, 6)).toEqual(["Drank", 2, null, "drinks"]);
  expect(second?.[12]).toBe("=beer");
  expect(short?.[1]).toBe("short card");
  expect(ridden?.slice(1, 5)).toEqual(["ridden out", "Urge", 4, "4 and then 1 · cold water"]);
  expect(words?.slice(1, 5)).toEqual(["words", "Worth keeping", null, "Tea"]);
  expect(later?.slice(2, 5)).toEqual(["Strong urge", 9, null]);
  for (const row of cardFile(card, "en")) expect(row).toHaveLength(15);
});

it("has its headings in the language of the app", () => {
  overwriteGetLocale(() => "es");
  expect(cardFile(card, "es")[0]?.slice(0, 4)).toEqual(["día", "tipo", "qué", "valor"]);
});
