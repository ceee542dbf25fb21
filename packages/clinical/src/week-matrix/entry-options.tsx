import { codesOf, fitsScale, type Scale } from "@trellis/domain/card-item";
import type { EntryInput, EntryOption } from "@trellis/ui/entry-grid";
import { readNumber } from "@trellis/ui/number-text";
import {
  codeWords,
  numberWords,
  ratingWords,
  shortValueWords,
} from "../card-value-words/card-value-words.tsx";

/** Further keys than the digits, for what stands on a card on paper; y and s for yes, n for no. */
const KEYS: Readonly<Partial<Record<Scale["kind"], Readonly<Record<number, readonly string[]>>>>> =
  {
    "yes-no": { 0: ["n"], 1: ["y", "s"] },
    "skill-use": { 1: ["."], 2: ["-"], 3: ["="], 4: ["+"] },
  };

/** How a value of a scale is entered: one of a few by a key, or typed. */
export function entryInput(scale: Scale, locale: string): EntryInput {
  if (scale.kind === "number") {
    const { min, max, decimals, unit } = scale;
    const read = (text: string) => {
      const value = readNumber(text, { min, max, decimals });
      return typeof value === "number" && !fitsScale(scale, value) ? undefined : value;
    };
    return { kind: "number", unit, read };
  }
  const codes =
    scale.kind === "rating"
      ? Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at)
      : (codesOf(scale) ?? []);
  return { kind: "choice", options: codes.map((value) => option(scale, value, locale)) };
}

function option(scale: Scale, value: number, locale: string): EntryOption {
  const keys = [String(value), ...(KEYS[scale.kind]?.[value] ?? [])];
  const words = { ...ratingWords(scale), ...codeWords(scale) }[value];
  const number = numberWords(value, locale);
  if (scale.kind === "rating" || scale.kind === "skill-classic")
    return { value, keys, text: number, label: words === undefined ? number : words };
  const sign = shortValueWords(scale, value, locale);
  const text = scale.kind === "skill-use" ? `${sign} ${words ?? ""}` : (words ?? number);
  return { value, keys, text, label: text };
}
