import type { CardItem } from "@trellis/domain/card-item";

/** What of an item is seen on the phone. */
export type PreviewItem = Pick<
  CardItem,
  "id" | "words" | "coverWords" | "scale" | "aspect" | "rhythm" | "targetId"
>;

export type PreviewCard = {
  readonly item: PreviewItem;
  /** What was done about it, asked under the urge of the same target. */
  readonly acts: readonly PreviewItem[];
};

export type Preview = {
  readonly daily: readonly PreviewCard[];
  /** In one card of their own. */
  readonly skills: readonly PreviewItem[];
  readonly weekly: readonly PreviewItem[];
};

/** What the phone asks inside the card of the urge of the same target. */
const ACTS: ReadonlySet<CardItem["aspect"]> = new Set(["act", "attempt", "substance"]);

/** Items in the card's order as the phone puts them together. */
export function previewOf(items: readonly PreviewItem[]): Preview {
  const daily = items.filter((item) => item.rhythm === "daily");
  const urges = new Map<string, string>();
  for (const { aspect, targetId, id } of daily)
    if (aspect === "urge" && targetId !== null && !urges.has(targetId)) urges.set(targetId, id);
  const urgeOf = (item: PreviewItem) =>
    ACTS.has(item.aspect) && item.targetId !== null ? urges.get(item.targetId) : undefined;
  return {
    daily: daily
      .filter((item) => item.aspect !== "skill" && urgeOf(item) === undefined)
      .map((item) => ({ item, acts: daily.filter((each) => urgeOf(each) === item.id) })),
    skills: daily.filter((item) => item.aspect === "skill"),
    weekly: items.filter((item) => item.rhythm === "weekly"),
  };
}

/** The words that stand on the phone: the cover words in place of the others while these are covered. */
export const shownWords = (
  item: Pick<PreviewItem, "words" | "coverWords">,
  covered: boolean,
): string => (covered ? (item.coverWords ?? item.words) : item.words);
