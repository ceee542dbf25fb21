import { dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import { diaryDayAt } from "@trellis/domain/civil-date";
import { deviceZone } from "./diary-day.ts";

/** The clock at an instant, of this phone unless another zone is named: "14:05". */
export const clockWords = (instant: string, locale: string, zone = deviceZone()): string =>
  new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(Date.parse(instant));

/** The day on this phone's calendar at an instant, with its year when that is another one: "Tue 3 March". */
export function calendarDayWords(instant: string, locale: string): string {
  const day = diaryDayAt(Date.parse(instant), deviceZone(), 0);
  const today = diaryDayAt(Date.now(), deviceZone(), 0);
  return dayWords(day, locale, { year: needsYear(day, today) });
}

/** "Tue 3 March, 14:05". */
export const momentWords = (instant: string, locale: string): string =>
  `${calendarDayWords(instant, locale)}, ${clockWords(instant, locale)}`;
