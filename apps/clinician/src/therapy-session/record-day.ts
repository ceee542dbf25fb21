import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { readDay } from "#platform/day.ts";

/** How far back a session can still be recorded, in days. */
const FURTHEST = 366;
/** How many recorded sessions can be seen where one is removed. */
const SEEN = 5;

export type DayFault = "no-day" | "too-far" | "recorded";

/** The day of a session to be recorded, or why it cannot be that day. */
export function readSessionDay(
  text: string,
  today: CivilDate,
  recorded: DiaryWeek["sessions"],
): { readonly day: CivilDate } | { readonly fault: DayFault; readonly day: CivilDate | null } {
  const day = readDay(text);
  if (day === null || day > today) return { fault: "no-day", day };
  if (day < addDays(today, -FURTHEST)) return { fault: "too-far", day };
  return recorded.some(({ heldOn }) => heldOn === day) ? { fault: "recorded", day } : { day };
}

/** The newest recorded sessions, the newest first. */
export const newestSessions = (recorded: DiaryWeek["sessions"]): DiaryWeek["sessions"] =>
  recorded.toSorted((a, b) => (a.heldOn < b.heldOn ? 1 : -1)).slice(0, SEEN);
