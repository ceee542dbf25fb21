import { isAskedOn, type CardItem, type Scale } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { inCardOrder } from "@trellis/domain/diary-card";

/** What one side of paper asks: items of each day, with skills together, and items of the week. */
export type BlankRows = {
  readonly daily: readonly CardItem[];
  readonly weekly: readonly CardItem[];
};

/** The items that are asked on a day; folded ones are spoken for by their weekly question. */
export function blankRows(items: readonly CardItem[], date: CivilDate): BlankRows {
  const asked = inCardOrder(
    items
      .filter((item) => isAskedOn(item, date))
      .map((item) => (item.aspect === "skill" ? { ...item, level: "skill" as const } : item)),
  );
  return {
    daily: asked.filter(({ rhythm }) => rhythm === "daily"),
    weekly: asked.filter(({ rhythm }) => rhythm === "weekly"),
  };
}

/** The scales that a key has to explain, each once. */
export const scalesOf = ({ daily, weekly }: BlankRows): ReadonlySet<Scale["kind"]> =>
  new Set([...daily, ...weekly].map(({ scale }) => scale.kind));

/** Millimetres that are there for rows on a Letter page, which is shorter than A4, below the head and above the key. */
const ROOM = 196;
const TALLEST = 8;
const LEAST = 2.9;
/** Letters of an item's words that fit on one line of a row. */
const LETTERS = 40;

/**
 * How high a row can be so that the card fits on one side.
 * @param further rows that are there besides the items
 * @returns millimetres; on the least height the smallest print is still read
 */
export function rowHeight({ daily, weekly }: BlankRows, further: number): number {
  const lines = [...daily, ...weekly]
    .map(({ words }) => Math.ceil((words.length + 6) / LETTERS))
    .reduce((sum, each) => sum + (each === 1 ? 1 : each * 0.72), 0);
  return Math.max(LEAST, Math.min(TALLEST, ROOM / (lines + further)));
}
