import {
  addDays,
  type CivilDate,
  DAY_BOUNDARY_HOUR,
  toDayNumber,
  weekday,
} from "@trellis/domain/civil-date";
import type { Random } from "./random.ts";

/** How a person keeps the card. Probabilities per day unless said otherwise. */
export type Keeping = {
  /** No entry at all, on an easy day. */
  readonly gap: number;
  /** Added to `gap` on the hardest days: people skip on bad days. */
  readonly gapOnBadDays: number;
  /** One item left empty on a day that was kept. */
  readonly skippedItem: number;
  /** A whole week that is filled in one sitting on its last evening; per week. */
  readonly lateWeek: number;
  /** The day is filled the morning after. */
  readonly nextMorning: number;
  /** The short card is enough on a kept day, on the hardest ones; half of that on others. None when it is left out. */
  readonly shortDays?: number;
  /** Weeks without any entry, from the first to the second number of weeks ago. */
  readonly away: readonly (readonly [number, number])[];
};

/** A kept day: which one of the record it is, and when it was written down. */
export type KeptDay = { readonly day: number; readonly madeAt: number; readonly late: boolean };

/** The course at and above which a day counts as bad in full, and the one from which it begins to. */
const BAD_FROM = 2;
const BAD_IN_FULL = 4;

const EVENING = 19 * 60;
/** Up to a quarter to one at night, which still belongs to the day (the boundary is later). */
const NIGHT = 24 * 60 + 45;
const MORNING = 7 * 60;
const NOON = 12 * 60;

/**
 * Which days have an entry and when each was made, always before `limit`.
 * @param limit milliseconds since 1970
 */
export function drawKeeping(
  keeping: Keeping,
  record: {
    readonly days: readonly CivilDate[];
    readonly course: readonly number[];
    readonly zone: string;
  },
  limit: number,
  random: Random,
): KeptDay[] {
  const kept: KeptDay[] = [];
  const last = record.days.length - 1;
  let weekIsLate = false;
  record.days.forEach((date, day) => {
    if (day % 7 === 0) weekIsLate = random.chance(keeping.lateWeek);
    const minute = random.whole(EVENING, NIGHT);
    const morning = random.chance(keeping.nextMorning);
    const badness = ((record.course[day] ?? 0) - BAD_FROM) / (BAD_IN_FULL - BAD_FROM);
    const gap = keeping.gap + keeping.gapOnBadDays * Math.min(1, Math.max(0, badness));
    if (random.chance(gap) || isAway(keeping, (last + 1 - day) / 7)) return;
    const plan = weekIsLate
      ? { day: Math.min(last, day - (day % 7) + 6), minute: EVENING + (day % 7) }
      : morning && day < last
        ? { day: day + 1, minute: MORNING + (minute % (NOON - MORNING)) }
        : { day, minute };
    const planned = atMinute(record.days[plan.day] ?? date, plan.minute, record.zone);
    // The last evening may not have come yet at `limit`; an earlier moment of the same day has.
    const madeAt = planned < limit ? planned : limit - random.whole(1, 120) * 60_000;
    kept.push({
      day,
      madeAt,
      late: madeAt >= atMinute(addDays(date, 1), DAY_BOUNDARY_HOUR * 60, record.zone),
    });
  });
  return kept;
}

const isAway = (keeping: Keeping, weeksAgo: number) =>
  keeping.away.some(([from, to]) => weeksAgo <= from && weeksAgo > to);

/** The instant at which a clock in `zone` shows that many minutes after midnight of `date`; past 24 hours it is the next day. */
export function atMinute(date: CivilDate, minute: number, zone: string): number {
  const day = addDays(date, Math.floor(minute / 1440));
  return Temporal.PlainDate.from(day)
    .toPlainDateTime({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
    .toZonedDateTime(zone).epochMilliseconds;
}

/** Every session day of the record: one a week on a weekday, without the weeks that were left out or away. */
export function sessionDays(
  days: readonly CivilDate[],
  plan: {
    readonly weekday: number;
    /** Weeks ago (1 is the latest) in which no hour took place. */
    readonly skipped: readonly number[];
    readonly away: readonly (readonly [number, number])[];
  },
): CivilDate[] {
  const held = days.filter((date) => weekday(date) === plan.weekday);
  const today = toDayNumber(days.at(-1) ?? ("1970-01-01" as CivilDate)) + 1;
  return held.filter((date, index) => {
    const weeksAgo = (today - toDayNumber(date)) / 7;
    return (
      !plan.skipped.includes(held.length - index) &&
      !plan.away.some(([from, to]) => weeksAgo <= from && weeksAgo > to)
    );
  });
}
