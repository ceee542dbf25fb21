import { m } from "@trellis/messages/messages";
import { LONGEST_WORDS, type WordsFault } from "./words-draft.ts";

export function wordsFaultWords(fault: WordsFault): string {
  switch (fault) {
    case "needed":
      return m.words_fault_needed();
    case "too-long":
      return m.words_fault_too_long({ count: LONGEST_WORDS });
    case "not-storable":
      return m.words_fault_not_storable();
  }
}
