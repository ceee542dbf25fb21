import * as z from "zod/mini";

/** True when the text can be stored and given back byte for byte: no NUL, no lone surrogate. */
export function isStorableText(value: string): boolean {
  return !value.includes("\u0000") && value.isWellFormed();
}

/**
 * A text of a person, kept verbatim (markup, emoji, right-to-left, joiners).
 * PostgreSQL can hold neither NUL nor lone surrogates, so both are refused here.
 * @param max greatest length in code points, as JSON Schema and PostgreSQL count (an emoji is one or more)
 */
export const text = (max: number, min = 0) =>
  z
    .string()
    .check(
      z.minLength(min),
      z.maxLength(max),
      z.refine(isStorableText, { error: "contains characters that cannot be stored" }),
    );

/** A text that has more than spaces, control characters and format characters such as joiners. */
export const filledText = (max: number) => text(max, 1).check(z.regex(/[^\s\p{Cc}\p{Cf}]/u));
