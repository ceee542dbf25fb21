import type { CardItem, Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";

/** The six words of the daily rating, 0 not at all to 5 extremely strong; other scales have none. */
export function ratingWords(scale: Scale): Readonly<Record<number, string>> {
  if (scale.kind !== "rating" || scale.min !== 0 || scale.max !== 5) return {};
  return {
    0: m.rating_word_0(),
    1: m.rating_word_1(),
    2: m.rating_word_2(),
    3: m.rating_word_3(),
    4: m.rating_word_4(),
    5: m.rating_word_5(),
  };
}

/** A number as the language writes it, with a real minus sign: "0.5", "0,5", "−3". */
export const numberWords = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false })
    .format(value)
    .replace("-", "\u2212");

/** A value as it stands in a cell: a number, or yes and no. */
export function valueWords(scale: Scale, value: number, locale: string): string {
  if (scale.kind === "yes-no") return value > 0 ? m.yes() : m.no();
  return numberWords(value, locale);
}

/** The words of an item with its unit, where the words do not already say it: "Sleep (h)". */
export function itemWords(item: Pick<CardItem, "words" | "scale">): string {
  if (item.scale.kind !== "number") return item.words;
  const { unit } = item.scale;
  const said = item.words.toLowerCase().includes(unit.toLowerCase()) && unit.length > 2;
  return said ? item.words : `${item.words} (${unit})`;
}

/** A scale in a few words: "0 to 5", "yes or no", "0 to 24 hours". */
export function scaleWords(scale: Scale, locale: string): string {
  if (scale.kind === "yes-no") return m.scale_yes_no();
  const ends = { min: numberWords(scale.min, locale), max: numberWords(scale.max, locale) };
  return scale.kind === "rating"
    ? m.scale_rating(ends)
    : m.scale_number({ ...ends, unit: scale.unit });
}
