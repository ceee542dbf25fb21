import { isStorableText } from "@trellis/domain/text";

export type WordsFault = "needed" | "too-long" | "not-storable";

/** Longest words of a target or an item, in characters. */
export const LONGEST_WORDS = 200;

/**
 * What stands in the way of words that someone wrote, or null. Whatever can be stored is kept verbatim.
 * @param longest in characters; a surrogate pair is one
 */
export function wordsFault(words: string, longest: number = LONGEST_WORDS): WordsFault | null {
  if (!/[^\s\p{Cc}\p{Cf}]/u.test(words)) return isStorableText(words) ? "needed" : "not-storable";
  if (Array.from(words).length > longest) return "too-long";
  return isStorableText(words) ? null : "not-storable";
}
