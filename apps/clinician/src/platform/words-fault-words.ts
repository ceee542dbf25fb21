import { m } from "@trellis/messages/messages";
import { LONGEST_WORDS, type WordsFault } from "./words-draft.ts";

/** @param longest of the words, in characters */
export function wordsFaultWords(fault: WordsFault, longest: number = LONGEST_WORDS): string {
  switch (fault) {
    case "needed":
      return m.words_fault_needed();
    case "too-long":
      return m.words_fault_too_long({ count: longest });
    case "not-storable":
      return m.words_fault_not_storable();
  }
}
