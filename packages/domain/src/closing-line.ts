import { type CardItem, skillUse } from "./card-item.ts";

/**
 * What the line at the end of the card thanks for. The pair's own line comes before all; else the short card, a
 * skill that was tried, a step that was taken, or the recording itself.
 */
export type ClosingLine =
  | { readonly thanksFor: "own"; readonly words: string }
  | { readonly thanksFor: "short" | "skill" | "step" | "recording" };

type Asked = Pick<CardItem, "id" | "aspect" | "level" | "scale">;

/**
 * The line by fixed rules. Warmth that followed a high urge or an act would reward it (clinical review §2.2), so
 * the rules read skills and steps alone, and none of them where it belongs to life-threatening behaviour; how
 * strong anything was, and whether it was acted on, they cannot know.
 * @param items what is asked on the day
 * @param valueOf the day's value; null is empty
 */
export function closingLine(
  day: { readonly own: string | null; readonly short: boolean; readonly items: readonly Asked[] },
  valueOf: (item: Asked) => number | null,
): ClosingLine {
  if (day.own !== null) return { thanksFor: "own", words: day.own };
  if (day.short) return { thanksFor: "short" };
  const readable = day.items.filter((item) => item.level !== "ltb");
  const some = (aspect: CardItem["aspect"], holds: (item: Asked, value: number) => boolean) =>
    readable.some((item) => {
      if (item.aspect !== aspect) return false;
      const value = valueOf(item);
      return value !== null && holds(item, value);
    });
  if (some("skill", ({ scale }, value) => skillUse(scale, value)?.tried === true))
    return { thanksFor: "skill" };
  if (some("step", (_item, value) => value > 0)) return { thanksFor: "step" };
  return { thanksFor: "recording" };
}
