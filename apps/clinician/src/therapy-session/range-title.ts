import { type CivilDate, daysBetween } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";

export type RangeTitle =
  /** All days since the last session. */
  | { readonly kind: "since-session"; readonly session: CivilDate }
  /** The latest `days` of the `of` days since the last session, its own day counted. */
  | {
      readonly kind: "part-since-session";
      readonly session: CivilDate;
      readonly days: number;
      readonly of: number;
    }
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
  const days = daysBetween(from, to) + 1;
  if (session === null || session > from) return { kind: "last-days", days, session };
  if (session === from) return { kind: "since-session", session };
  return { kind: "part-since-session", session, days, of: daysBetween(session, to) + 1 };
}
