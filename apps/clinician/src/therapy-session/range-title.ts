import { type CivilDate, daysBetween } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";

export type RangeTitle =
  /** All days since the last session, or the latest of them when `cut`. */
  | { readonly kind: "since-session"; readonly session: CivilDate; readonly cut: boolean }
  /** More days than since the last session, because it was a few days ago or is not recorded. */
  | { readonly kind: "last-days"; readonly days: number; readonly session: CivilDate | null }
  | { readonly kind: "span"; readonly from: CivilDate; readonly to: CivilDate };

/** What the days of the matrix are, as its heading says it. */
export function rangeTitle(
  week: Pick<DiaryWeek, "from" | "to" | "lastSessionOn">,
  today: CivilDate,
): RangeTitle {
  const { from, to, lastSessionOn: session } = week;
  if (to !== today) return { kind: "span", from, to };
  if (session !== null && session <= from)
    return { kind: "since-session", session, cut: session < from };
  return { kind: "last-days", days: daysBetween(from, to) + 1, session };
}
