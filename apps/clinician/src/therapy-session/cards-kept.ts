import { isAskedOn } from "@trellis/domain/card-item";
import { type CivilDate, eachDay } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";

/**
 * On how many of the days a card was kept; one value, one sentence, the short card or an urge ridden out is a card. A plain fact, never a
 * mark: today counts once it has an entry, days before the card began do not count.
 */
export function cardsKept(
  week: Pick<DiaryWeek, "from" | "to" | "items" | "entries" | "notes" | "riddenOut" | "shortDays">,
  today: CivilDate,
): { kept: number; of: number } {
  const entered = [...week.entries, ...week.notes, ...week.riddenOut];
  const filled = new Set([...entered.map((each) => each.date), ...week.shortDays]);
  const asked = eachDay(week.from, week.to).filter(
    (day) => filled.has(day) || (day < today && week.items.some((item) => isAskedOn(item, day))),
  );
  return { kept: asked.filter((day) => filled.has(day)).length, of: asked.length };
}
