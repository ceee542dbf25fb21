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

/** Control characters, line separators, and what turns the order of the characters around it (UTR 36, 2.10.2). */
const ON_ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
const HIDES_SOMETHING =
  "holds a line break, a tab or another sign that cannot be seen; write it on one line";

/**
 * A name or another short text that stands among others: in lists, sentences, mails and tables. It cannot break out of its line.
 * Not for clinical free text, which is kept verbatim.
 */
export const oneLine = (max: number, min = 0) =>
  text(max, min).check(z.regex(ON_ONE_LINE, { error: HIDES_SOMETHING }));

/** The same for what must say something. */
export const filledLine = (max: number) =>
  filledText(max).check(z.regex(ON_ONE_LINE, { error: HIDES_SOMETHING }));
