import { type CivilDate, toDayNumber } from "@trellis/domain/civil-date";

type Shape = Pick<Intl.DateTimeFormatOptions, "weekday" | "day" | "month" | "year">;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, shape: Shape): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(shape)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...shape, calendar: "gregory", timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

/** The words of a day, without the commas and small words that languages put between them. */
function wordsOf(date: CivilDate, locale: string, shape: Shape): Record<string, string> {
  // An instant of that UTC day exists for formatting alone; nothing reads a day back from it.
  const noon = Date.UTC(1970, 0, 1 + toDayNumber(date), 12);
  const parts = formatOf(locale, shape).formatToParts(noon);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

type DayWordsOptions = {
  /** Adds the year, for days of another year than the reader's own. */
  year?: boolean;
};

/** "Tue 3 March" · "mar 3 de marzo". */
export const dayWords = (date: CivilDate, locale: string, options: DayWordsOptions = {}): string =>
  phraseOf(date, locale, "short", options);

/** "Tuesday 3 March" · "martes 3 de marzo". */
export const longDayWords = (
  date: CivilDate,
  locale: string,
  options: DayWordsOptions = {},
): string => phraseOf(date, locale, "long", options);

/** The same at the beginning of a line, where Spanish days need a capital letter. */
export const asTitle = (words: string, locale: string): string =>
  words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);

function phraseOf(
  date: CivilDate,
  locale: string,
  length: "short" | "long",
  options: DayWordsOptions,
): string {
  const { weekday, day, month, year } = wordsOf(date, locale, {
    weekday: length,
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const between = locale.startsWith("es") ? " de " : " ";
  const dayAndMonth = [day, month].join(between);
  const whole = [weekday?.replace(".", ""), dayAndMonth].join(" ");
  return options.year && year !== undefined ? [whole, year].join(between) : whole;
}

/** The letter of a weekday: "T" · "M". */
export const weekdayLetter = (date: CivilDate, locale: string): string =>
  formatOf(locale, { weekday: "narrow" }).format(Date.UTC(1970, 0, 1 + toDayNumber(date), 12));

/** The day of the month as a number without padding: "3". */
export const dayOfMonth = (date: CivilDate): string => String(Number(date.slice(8, 10)));

/** True when the two days are of different years, so that the year has to be named. */
export const needsYear = (date: CivilDate, today: CivilDate): boolean =>
  date.slice(0, 4) !== today.slice(0, 4);
