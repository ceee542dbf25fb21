import { addDays, type CivilDate } from "./civil-date.ts";

/** One answer to the weekly question about folded items: any of these this week? 0 no, 1 yes. */
export type QuietAnswer = { readonly date: CivilDate; readonly value: number };

/** Days before a yes that it speaks of, when no earlier answer cuts them short. */
const WEEK_BEFORE = 6;

/**
 * True when folded items are open on a day: from a yes on, until the next no; and for the days that the yes
 * speaks of, which are those since the answer before it, at most six. Nobody is asked why (clinical review §2.6).
 * @param answers in any order, at most one a day
 */
export function isOpenOn(answers: readonly QuietAnswer[], date: CivilDate): boolean {
  const inOrder = answers.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const before = inOrder.findLast((answer) => answer.date <= date);
  if (before !== undefined && before.value > 0) return true;
  const next = inOrder.find((answer) => answer.date > date);
  if (next === undefined || next.value === 0) return false;
  return date >= addDays(next.date, -WEEK_BEFORE) && before?.date !== date;
}
