import { addDays, type CivilDate, daysBetween } from "@trellis/domain/civil-date";
import { LEAST_DAYS, MOST_DAYS } from "@trellis/domain/diary-card";
import { readDay } from "#platform/day.ts";

/**
 * Which days are looked at. Without `to` they end today; without `from` they begin with the last
 * session before `to`, as the server finds it.
 */
export type WeekAddress = { readonly to: CivilDate | null; readonly from: CivilDate | null };
export type DayRange = { readonly from: CivilDate; readonly to: CivilDate };

/** The days since the last session. */
export const NOW: WeekAddress = { to: null, from: null };

/** Reads `?from=…&to=…`; what is no range of at most fourteen days is left away. */
export function readWeekAddress(search: string): WeekAddress {
  const params = new URLSearchParams(search);
  const to = readDay(params.get("to"));
  const from = readDay(params.get("from"));
  if (to === null || from === null) return { to, from: null };
  const days = daysBetween(from, to) + 1;
  return { to, from: days >= 1 && days <= MOST_DAYS ? from : null };
}

/** The same as the search part of an address, other parts of it kept; empty for now. */
export function writeWeekAddress(address: WeekAddress, search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["to", "from"] as const) {
    const day = address[name];
    if (day === null) params.delete(name);
    else params.set(name, day);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** A page back: the days up to the one before the range. */
export const earlierWeek = (range: DayRange): WeekAddress => ({
  to: addDays(range.from, -1),
  from: null,
});

/** A page forward: as many days after the range, without a gap; null when the range reaches today. */
export function laterWeek(range: DayRange, today: CivilDate): WeekAddress | null {
  if (range.to >= today) return null;
  const to = addDays(range.to, Math.max(LEAST_DAYS, daysBetween(range.from, range.to) + 1));
  return to >= today ? NOW : { to, from: addDays(range.to, 1) };
}

/** The days that begin with a later entry; they end today at the latest, unless the entry itself is later. */
export function weekFrom(day: CivilDate, today: CivilDate): WeekAddress {
  const to = addDays(day, LEAST_DAYS - 1);
  if (to < today) return { to, from: day };
  return day > today ? { to: day, from: null } : { to: today, from: null };
}
