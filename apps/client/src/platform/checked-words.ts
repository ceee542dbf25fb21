import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { PhoneLine } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { readLanguage } from "./language.ts";

/** Whether somebody of the clinic has made sure of a number, and on which day (R-CS-3). */
export const checkedWords = ({ checkedOn }: PhoneLine): string =>
  checkedOn === null
    ? m.help_line_not_checked()
    : m.help_checked({ day: dayWords(checkedOn, readLanguage(), { year: true }) });
