import {
  civilDate,
  type CivilDate,
  type DayBoundary,
  diaryDayAt,
  isCivilDate,
  USUAL_BOUNDARY,
} from "@trellis/domain/civil-date";

/** The zone of this device. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

let boundary: DayBoundary = USUAL_BOUNDARY;

/** Takes note of when the diary days of the clinic end. */
export function setDayBoundary(known: DayBoundary): void {
  boundary = known;
}

/** Today as the clinic's diaries count it: the night before its hour belongs to the evening. */
export const diaryToday = (): CivilDate => diaryDayAt(Date.now(), deviceZone(), boundary);

/** The day that a text names, or null. */
export const readDay = (text: string | null): CivilDate | null =>
  text !== null && isCivilDate(text) ? civilDate(text) : null;
