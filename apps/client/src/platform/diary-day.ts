import { type CivilDate, diaryDayAt, endHour, USUAL_BOUNDARY } from "@trellis/domain/civil-date";
import { boot } from "./boot.ts";
import { createStore, useStore } from "./external-store.ts";

/** The zone of this phone. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const boundary = boot.clinic?.dayBoundary ?? USUAL_BOUNDARY;
const diaryDay = () => diaryDayAt(Date.now(), deviceZone(), boundary);
const today = createStore<CivilDate>(diaryDay());

export const readToday = today.get;

/** Moves on to the new day when the app comes back to sight, never under a person's hands. */
export function followDiaryDay(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") today.set(diaryDay());
  });
}

/** The diary day of now; the night before the clinic's hour belongs to the evening. */
export const useToday = (): CivilDate => useStore(today);

/** The hour of the morning until which it is still this diary day; null while the clock shows its date. */
export function stillUntil(day: CivilDate): number | null {
  const isNight = diaryDay() === day && diaryDayAt(Date.now(), deviceZone(), 0) !== day;
  return isNight ? endHour(day, boundary) : null;
}
