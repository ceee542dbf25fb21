import { type CivilDate, diaryDayAt } from "@trellis/domain/civil-date";
import { createStore, useStore } from "./external-store.ts";

/** The zone of this phone. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const diaryDay = () => diaryDayAt(Date.now(), deviceZone());
const today = createStore<CivilDate>(diaryDay());

/** Moves on to the new day when the app comes back to sight, never under a person's hands. */
export function followDiaryDay(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") today.set(diaryDay());
  });
}

/** The diary day of now; the night before four belongs to the evening. */
export const useToday = (): CivilDate => useStore(today);

/** True after midnight, while the clock already shows another date than the diary day. */
export function isBeforeFour(day: CivilDate): boolean {
  const now = Date.now();
  return diaryDay() === day && diaryDayAt(now, deviceZone(), 0) !== day;
}
