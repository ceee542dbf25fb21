import * as z from "zod/mini";

/** True when the text can be stored and given back byte for byte: no NUL, no lone surrogate. */
export function isStorableText(value: string): boolean {
  return !value.includes("\u0000") && value.isWellFormed();
}

/**
 * A text of a person, kept verbatim (markup, emoji, right-to-left, joiners).
 * PostgreSQL can hold neither NUL nor lone surrogates, so both are refused here.
 * @param max greatest length in UTF-16 units
 */
export const text = (max: number, min = 0) =>
  z.string().check(
    z.minLength(min),
    z.maxLength(max),
    z.refine(isStorableText, { error: "contains characters that cannot be stored" }),
  );

/** A text that has at least one visible character. */
export const filledText = (max: number) => text(max, 1).check(z.regex(/\S/));
