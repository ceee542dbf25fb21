import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import { type DiaryWeek, LEAST_DAYS } from "@trellis/domain/diary-card";

/**
 * The days to fill in after a while away: those after the last one that holds something, up to today, and a week
 * where none is open.
 * @param back how many days before today can be filled in on the phone
 */
export function sinceDays(
  week: Pick<DiaryWeek, "entries" | "notes" | "riddenOut" | "shortDays">,
  today: CivilDate,
  back: number,
): CivilDate[] {
  const filled = [...week.entries, ...week.notes, ...week.riddenOut]
    .map(({ date }) => date)
    .concat(week.shortDays)
    .filter((date) => date < today);
  const first = addDays(today, -back);
  const last = filled.reduce((one, other) => (other > one ? other : one), addDays(first, -1));
  const after = addDays(last, 1);
  return eachDay(after < today ? after : addDays(today, 1 - LEAST_DAYS), today);
}
