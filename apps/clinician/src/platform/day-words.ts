import { dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { CivilDate } from "@trellis/domain/civil-date";
import { getLocale } from "@trellis/messages/runtime";
import { diaryToday } from "./day.ts";

/** "Tue 3 March", with the year when it is another one than today's. */
export const dayText = (date: CivilDate): string =>
  dayWords(date, getLocale(), { year: needsYear(date, diaryToday()) });
