import { getLocale } from "@trellis/messages/runtime";
import { dayText } from "./day-words.ts";
import { dayAt } from "./grant-days.ts";

/**
 * "Tue 3 March, 14:30", at this device's clock.
 * @param instant ISO 8601 with a zone
 */
export function momentText(instant: string): string {
  const time = new Intl.DateTimeFormat(getLocale(), { hour: "numeric", minute: "2-digit" });
  return `${dayOfMoment(instant)}, ${time.format(new Date(instant))}`;
}

/** "Tue 3 March": the day of an instant where this device is. */
export const dayOfMoment = (instant: string): string => dayText(dayAt(instant));
