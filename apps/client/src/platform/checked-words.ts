import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { isFromClinic, type PhoneLine } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { readLanguage } from "./language.ts";

/** Whether somebody of the clinic has made sure of a number, and on which day (R-CS-3). */
export const checkedWords = ({ checkedOn }: PhoneLine): string =>
  checkedOn === null
    ? m.help_line_not_checked()
    : m.help_checked({ day: dayWords(checkedOn, readLanguage(), { year: true }) });

/** Where a number was read. */
export const sourceWords = (line: PhoneLine): string =>
  isFromClinic(line)
    ? m.help_number_source_clinic()
    : m.help_number_source({ source: new URL(line.source).hostname.replace(/^www\./, "") });
