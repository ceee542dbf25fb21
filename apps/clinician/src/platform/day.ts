import { civilDate, type CivilDate, diaryDayAt, isCivilDate } from "@trellis/domain/civil-date";

/** The zone of this device. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today as a diary counts it: a day ends at four in the morning. */
export const diaryToday = (): CivilDate => diaryDayAt(Date.now(), deviceZone());

/** The day that a text names, or null. */
export const readDay = (text: string | null): CivilDate | null =>
  text !== null && isCivilDate(text) ? civilDate(text) : null;
