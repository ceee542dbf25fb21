import * as z from "zod/mini";

/**
 * A day as people name it, `YYYY-MM-DD`, without a clock or a zone. A diary day is chosen by the
 * client and never derived from UTC. Years 1900 to 2199.
 */
export type CivilDate = string & { readonly __civilDate: true };

const SHAPE = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** True for a day that exists in the proleptic Gregorian calendar between 1900 and 2199. */
export function isCivilDate(value: string): value is CivilDate {
  return SHAPE.test(value) && fromDayNumber(toDayNumber(value as CivilDate)) === value;
}

export const CivilDateSchema = z.string().check(
  z.regex(SHAPE),
  z.refine((value) => isCivilDate(value), { error: "is not a day that exists" }),
) as unknown as z.ZodMiniType<CivilDate, CivilDate>;

/** @throws RangeError when the text is not an existing day */
export function civilDate(value: string): CivilDate {
  if (!isCivilDate(value)) throw new RangeError(`not a civil date: ${value}`);
  return value;
}

/**
 * Days since 1970-01-01, negative before. Pure integer arithmetic after H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
 */
export function toDayNumber(date: CivilDate): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear =
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day with that number of days since 1970-01-01 (civil_from_days of the same source). */
export function fromDayNumber(number: number): CivilDate {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate;
}

const pad = (value: number, width: number) => String(value).padStart(width, "0");

export const addDays = (date: CivilDate, days: number): CivilDate =>
  fromDayNumber(toDayNumber(date) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  toDayNumber(to) - toDayNumber(from);

/** Monday 1 to Sunday 7 (ISO 8601). */
export const weekday = (date: CivilDate): number => ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function eachDay(from: CivilDate, to: CivilDate): CivilDate[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(0, toDayNumber(to) - first + 1) }, (_, index) =>
    fromDayNumber(first + index),
  );
}

/** A time zone of the IANA database that this runtime knows. */
export const Zone = z
  .string()
  .check(z.maxLength(64), z.refine(isZone, { error: "is not a known time zone" }));

/** True for a named IANA zone; bare offsets are refused because they know no daylight saving. */
export function isZone(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(value) && clockOf(value) !== null;
}

/** Making one costs many times as much as reading it, and a save reads one for each operation. */
const clocks = new Map<string, Intl.DateTimeFormat>();
/** More zones than a clinic has. The bound is needed because each name can be written in many cases. */
const MOST_CLOCKS = 64;

/** What reads the clock of a zone, or null for a zone that this runtime does not know. */
function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = makeClock(zone);
  if (made === null) return null;
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(zone, made);
  return made;
}

function makeClock(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
    });
  } catch {
    return null;
  }
}

/** The hour at which a diary day ends: an entry at one in the morning belongs to the evening before (R-DT-1). */
export const DAY_BOUNDARY_HOUR = 4;

/** Back from any hour before the boundary into the day before, also across a change of the clock. */
const HALF_A_DAY = 12 * 60 * 60 * 1000;

/**
 * When the diary days of a clinic end: at `before` o'clock those before the day `from`, at `hour` that day
 * and every later one. So a change never moves the end of a day that has begun.
 */
export const DayBoundary = z.object({
  hour: z.int().check(z.minimum(0), z.maximum(6)),
  from: CivilDateSchema,
  before: z.int().check(z.minimum(0), z.maximum(6)),
});
export type DayBoundary = z.infer<typeof DayBoundary>;

/** Days that have ended at the usual hour for as long as anybody can remember. */
export const USUAL_BOUNDARY: DayBoundary = {
  hour: DAY_BOUNDARY_HOUR,
  from: "1900-01-01" as CivilDate,
  before: DAY_BOUNDARY_HOUR,
};

/** The hour, on the morning after, at which a diary day ends: 0 to 6. */
export const endHour = (day: CivilDate, boundary: DayBoundary): number =>
  day >= boundary.from ? boundary.hour : boundary.before;

/** The boundary after somebody changes it to `hour`: it holds from the day after `today` on. */
export const changedBoundary = (
  boundary: DayBoundary,
  hour: number,
  today: CivilDate,
): DayBoundary => ({ hour, from: addDays(today, 1), before: endHour(today, boundary) });

/**
 * The civil day that a clock in `zone` shows at an instant, counted with the diary's day boundary.
 * Before the boundary it is the last day that the zone had, which is not always yesterday's date:
 * in Apia 31 December 2011 followed the 29th.
 * @param epochMilliseconds since 1970-01-01T00:00Z
 * @param boundary the clinic's; or an hour for all days: 0 for the plain calendar day, at most 6
 * @throws RangeError when the zone is unknown or the day is outside the years 1900 to 2199
 */
export function diaryDayAt(
  epochMilliseconds: number,
  zone: string,
  boundary: DayBoundary | number = DAY_BOUNDARY_HOUR,
): CivilDate {
  const clock = clockOf(zone);
  if (clock === null) throw new RangeError(`not a time zone: ${zone}`);
  const now = readClock(clock, epochMilliseconds);
  const isFixed = typeof boundary === "number";
  const latest = isFixed ? boundary : Math.max(boundary.hour, boundary.before);
  if (now.hour >= latest) return now.date;
  const evening = readClock(clock, epochMilliseconds - HALF_A_DAY).date;
  return now.hour < (isFixed ? boundary : endHour(evening, boundary)) ? evening : now.date;
}

const HOUR = 60 * 60 * 1000;

/** What `findDay` has found; the operations of one save are about few days, in one zone. */
const foundDays = new Map<string, boolean>();
const MOST_FOUND_DAYS = 512;

/**
 * False for a civil day that a zone never had: in Apia there was no 30 December 2011. A day without a midnight
 * (Cairo, when summer time begins) is a day.
 * @throws RangeError when the zone is unknown
 */
export function isDayOf(zone: string, date: CivilDate): boolean {
  const key = `${date} ${zone}`;
  const known = foundDays.get(key);
  if (known !== undefined) return known;
  const found = findDay(zone, date);
  if (foundDays.size >= MOST_FOUND_DAYS) foundDays.clear();
  foundDays.set(key, found);
  return found;
}

function findDay(zone: string, date: CivilDate): boolean {
  const clock = clockOf(zone);
  if (clock === null) throw new RangeError(`not a time zone: ${zone}`);
  const noon = toDayNumber(date) * 24 + 12;
  // Noon there, by the offset that holds about then; where the zone changes sides of the date line that is known after two steps.
  let hours = noon;
  for (let step = 0; step < 3; step += 1) {
    const there = readParts(clock, hours * HOUR);
    if (there.date === date) return true;
    hours += noon - (toDayNumber(there.date as CivilDate) * 24 + there.hour);
  }
  return false;
}

function readClock(clock: Intl.DateTimeFormat, epochMilliseconds: number) {
  const { date, hour } = readParts(clock, epochMilliseconds);
  return { date: civilDate(date), hour };
}

/** Date, also one outside the years of a civil date, and hour. */
function readParts(clock: Intl.DateTimeFormat, epochMilliseconds: number) {
  const parts = clock.formatToParts(epochMilliseconds);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    hour: Number(part("hour")),
  };
}
