import { civilDate } from "@trellis/domain/civil-date";
import { getLocale } from "@trellis/messages/runtime";
import { dayText } from "./day-words.ts";

/** The civil day of an instant where this device is, and its time of day in the page's language. */
function parts(instant: string): { readonly day: string; readonly time: string } {
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = civilDate(
    `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  );
  const time = new Intl.DateTimeFormat(getLocale(), { hour: "numeric", minute: "2-digit" });
  return { day: dayText(day), time: time.format(date) };
}

/**
 * "Tue 3 March, 14:30", at this device's clock.
 * @param instant ISO 8601 with a zone
 */
export function momentText(instant: string): string {
  const { day, time } = parts(instant);
  return `${day}, ${time}`;
}

/** "Tue 3 March": the day of an instant where this device is. */
export const dayOfMoment = (instant: string): string => parts(instant).day;
