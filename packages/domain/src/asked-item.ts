import { type CardItem, standsOn } from "./card-item.ts";
import type { CivilDate } from "./civil-date.ts";
import type { DiaryWeek } from "./diary-card.ts";
import { isOpenOn, type QuietAnswer } from "./quiet-items.ts";

type Answered = Pick<DiaryWeek, "items" | "entries" | "checkedBefore">;

/** The answers to the weekly question about folded items, the last one before the range included. */
export function quietAnswers({ items, entries, checkedBefore }: Answered): QuietAnswer[] {
  const checks = new Set(items.filter(({ aspect }) => aspect === "check").map(({ id }) => id));
  const within = entries
    .filter(({ item }) => checks.has(item))
    .map(({ date, value }) => ({ date, value }));
  return checkedBefore === null ? within : [checkedBefore, ...within];
}

/**
 * True when an item is asked on a day: it stands on the card then, and is open if it is folded.
 * @param answers from `quietAnswers`
 */
export function isAsked(
  item: Pick<CardItem, "spans">,
  answers: readonly QuietAnswer[],
  date: CivilDate,
): boolean {
  const span = standsOn(item, date);
  return span !== null && (span.state === "asked" || isOpenOn(answers, date));
}
