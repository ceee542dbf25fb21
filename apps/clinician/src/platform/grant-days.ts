import { addDays, civilDate, type CivilDate } from "@trellis/domain/civil-date";
import { dayText } from "./day-words.ts";

/** The first moment of a day where this device is, as ISO 8601 in UTC. */
export function startOfDay(day: CivilDate): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).toISOString();
}

/** The first moment after a day: something that ends then holds for the whole day. */
export const endOfDay = (day: CivilDate): string => startOfDay(addDays(day, 1));

/** The civil day of an instant where this device is. */
export function dayAt(instant: string | number): CivilDate {
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  const year = String(date.getFullYear()).padStart(4, "0");
  return civilDate(`${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`);
}

/** The civil day of now where this device is. */
export const civilToday = (): CivilDate => dayAt(Date.now());

/** The last day on which something still holds that ends at this instant. */
export const lastDayText = (until: string): string => dayText(dayAt(Date.parse(until) - 1));
