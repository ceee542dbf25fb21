import type { CardItem, Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";

type Words = Readonly<Record<number, string>>;

/** The six words of the daily rating, 0 not at all to 5 extremely strong; other scales have none. */
export function ratingWords(scale: Scale): Words {
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

/** The words of each code of a scale of words, as they stand on the card; other scales have none. */
export function codeWords(scale: Scale): Words {
  switch (scale.kind) {
    case "yes-no":
      return { 0: m.no(), 1: m.yes() };
    case "attempt":
      return { 0: m.no(), 1: m.value_attempt_1(), 2: m.value_attempt_2() };
    case "degree":
      return { 0: m.value_degree_0(), 1: m.value_degree_1(), 2: m.value_degree_2() };
    case "skill-use":
      return {
        1: m.value_skill_1(),
        2: m.value_skill_2(),
        3: m.value_skill_3(),
        4: m.value_skill_4(),
      };
    case "skill-classic":
      return classicWords();
    case "rating":
    case "number":
      return {};
  }
}

const classicWords = (): Words => ({
  0: m.value_classic_0(),
  1: m.value_classic_1(),
  2: m.value_classic_2(),
  3: m.value_classic_3(),
  4: m.value_classic_4(),
  5: m.value_classic_5(),
  6: m.value_classic_6(),
  7: m.value_classic_7(),
});

/** A number as the language writes it, with a real minus sign: "0.5", "0,5", "−3". */
export const numberWords = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false })
    .format(value)
    .replace("-", "\u2212");

/** A value in full: a number, or the words of its code; the 0–7 of the common card keeps its number before them. */
export function valueWords(scale: Scale, value: number, locale: string): string {
  const words = codeWords(scale)[value];
  if (words === undefined) return numberWords(value, locale);
  return scale.kind === "skill-classic" ? `${numberWords(value, locale)} · ${words}` : words;
}

/** The signs of categories that have room for no word in a cell: what is not yet, what made it harder, what helped. */
const SIGNS: Readonly<Partial<Record<Scale["kind"], Words>>> = {
  degree: { 0: "0", 1: "\u00BD", 2: "\u2713\uFE0E" },
  "skill-use": { 1: "\u2026", 2: "\u2212", 3: "=", 4: "+" },
};

/** A value as it stands in a cell: a number, a short word or a sign that the legend explains. */
export function shortValueWords(scale: Scale, value: number, locale: string): string {
  const sign = SIGNS[scale.kind]?.[value];
  if (sign !== undefined) return sign;
  if (scale.kind === "yes-no") return value > 0 ? m.yes() : m.no();
  if (scale.kind === "attempt" && value >= 0 && value <= 2)
    return [m.no(), m.value_attempt_short_1(), m.yes()][value] ?? "";
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
  switch (scale.kind) {
    case "yes-no":
      return m.scale_yes_no();
    case "attempt":
      return m.scale_attempt();
    case "degree":
      return m.scale_degree();
    case "skill-use":
      return m.scale_skill_use();
    case "skill-classic":
      return m.scale_skill_classic();
    case "rating":
      return m.scale_rating(endsOf(scale, locale));
    case "number": {
      const words = scale.quarters === true ? m.scale_number_quarters : m.scale_number;
      return words({ ...endsOf(scale, locale), unit: scale.unit });
    }
  }
}

const endsOf = ({ min, max }: { min: number; max: number }, locale: string) => ({
  min: numberWords(min, locale),
  max: numberWords(max, locale),
});
