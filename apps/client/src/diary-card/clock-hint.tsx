import { m } from "@trellis/messages/messages";
import { useClockSkew } from "#platform/clock-skew.ts";
import { useLanguage } from "#platform/language.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says when this phone's clock is off, because the day on top comes from it. Nothing is refused for that (R-DT-4). */
export function ClockHint() {
  const skew = useClockSkew();
  const locale = useLanguage();
  if (skew === 0) return null;
  const amount = amountWords(Math.abs(skew), locale);
  return (
    <small>{skew > 0 ? m.today_clock_ahead({ amount }) : m.today_clock_behind({ amount })}</small>
  );
}

/** "12 minutes", "3 hours", "2 days": about how much. */
function amountWords(off: number, locale: string): string {
  const [unit, size] =
    off < 1.5 * HOUR
      ? (["minute", MINUTE] as const)
      : off < 1.5 * DAY
        ? (["hour", HOUR] as const)
        : (["day", DAY] as const);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: 0,
  }).format(off / size);
}
