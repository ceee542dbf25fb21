import type { Locale } from "@trellis/domain/account";
import type { CivilDate } from "@trellis/domain/civil-date";

/** A day as the apps name it at length: "Tuesday 3 March", "martes 3 de marzo". */
export function longDay(date: CivilDate, locale: Locale): string {
  const part = (shape: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...shape, timeZone: "UTC" }).format(Date.parse(date));
  const between = locale === "es" ? " de " : " ";
  const day = String(Number(date.slice(8)));
  return `${part({ weekday: "long" })} ${day}${between}${part({ month: "long" })}`;
}

/** The same in short: "Tue 3 March", "mar 3 de marzo". */
export function shortDay(date: CivilDate, locale: Locale): string {
  const part = (shape: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...shape, timeZone: "UTC" }).format(Date.parse(date));
  const between = locale === "es" ? " de " : " ";
  const day = String(Number(date.slice(8)));
  return `${part({ weekday: "short" })} ${day}${between}${part({ month: "long" })}`;
}
