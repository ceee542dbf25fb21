import { type CardItem, MOST_SHORT, standsOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import { type DiaryWeek, inCardOrder } from "@trellis/domain/diary-card";
import { versionOn } from "@trellis/domain/item-history";
import { isOpenOn, type QuietAnswer } from "@trellis/domain/quiet-items";
import { coverOf } from "#platform/cover-words.ts";
import { type CardState, itemStateOf } from "./card-state.ts";

/** A weekly item that was answered on an earlier day of this week. */
export type AnsweredItem = { readonly item: CardItem; readonly on: CivilDate };

/** What one day asks, each item in the words and the scale that were in force on it. */
export type CardDay = {
  readonly daily: readonly CardItem[];
  /** To be answered, or answered on this very day. */
  readonly weekly: readonly CardItem[];
  readonly answered: readonly AnsweredItem[];
  /** What the weekly question of all quiet items stands for while it is closed. */
  readonly quiet: readonly CardItem[];
  /** The first of those on the card while it is open. */
  readonly opened: CardItem | undefined;
};

type Seen = {
  readonly date: CivilDate;
  readonly today: CivilDate;
  /** The phone shows cover words. */
  readonly covered: boolean;
};

export function cardDay(state: CardState, week: DiaryWeek, seen: Seen): CardDay {
  const { date, today, covered } = seen;
  const standing = week.items.filter((item) => standsOn(item, date) !== null);
  const isOpen = isOpenOn(answersOf(state, week), date);
  const isFolded = (item: CardItem) => standsOn(item, date)?.state === "folded";
  const here = (item: CardItem): CardItem =>
    coverOf({ ...item, ...versionOn(item, week.earlierVersions, date) }, covered);
  const isFilled = (item: CardItem) => itemStateOf(state, item, date).day !== null;
  // What was entered stays in sight when the question is answered anew.
  const isQuiet = (item: CardItem) => isFolded(item) && !isOpen && !isFilled(item);
  const asked = inCardOrder(standing.filter((item) => !isQuiet(item)));
  const weekly = asked.filter((item) => item.rhythm === "weekly");
  const earlier = date === today ? answeredEarlier(state, week, weekly, today) : [];
  const isAnswered = new Set(earlier.map(({ item }) => item.id));
  return {
    daily: asked.filter((item) => item.rhythm === "daily").map(here),
    weekly: weekly
      .filter((item) => (date === today ? !isAnswered.has(item.id) : isFilled(item)))
      .map(here),
    answered: earlier.map(({ item, on }) => ({ item: here(item), on })),
    quiet: inCardOrder(standing.filter(isQuiet)).map(here),
    opened: isOpen ? asked.find(isFolded) : undefined,
  };
}

/** All known answers to the weekly question about quiet items. */
function answersOf(state: CardState, week: DiaryWeek): QuietAnswer[] {
  const checks = week.items.filter((item) => item.aspect === "check");
  const answers = checks.flatMap((item) =>
    eachDay(week.from, week.to).flatMap((date) => {
      const value = itemStateOf(state, item, date).day;
      return value === null ? [] : [{ date, value }];
    }),
  );
  return week.checkedBefore === null ? answers : [week.checkedBefore, ...answers];
}

/** A week is asked about once: since the last session, and anew when that is more than a week ago. */
function answeredEarlier(
  state: CardState,
  week: DiaryWeek,
  weekly: readonly CardItem[],
  today: CivilDate,
): AnsweredItem[] {
  const aWeek = addDays(today, -6);
  const after = week.lastSessionOn === null ? aWeek : addDays(week.lastSessionOn, 1);
  const days = eachDay(after > aWeek ? after : aWeek, addDays(today, -1));
  return weekly.flatMap((item) => {
    if (itemStateOf(state, item, today).day !== null) return [];
    const on = days.findLast((day) => itemStateOf(state, item, day).day !== null);
    return on === undefined ? [] : [{ item, on }];
  });
}

/**
 * The taps that are enough on a day that is too much: those that the pair chose; while it chose none, the first
 * urge, what was done of it, and the first emotion.
 */
export function shortItems(daily: readonly CardItem[]): readonly CardItem[] {
  const chosen = daily.filter((item) => item.short);
  if (chosen.length > 0) return chosen.slice(0, MOST_SHORT);
  const urge = daily.find((item) => item.aspect === "urge");
  const act = daily.find(
    ({ aspect, targetId }) =>
      (aspect === "act" || aspect === "attempt") &&
      targetId !== null &&
      targetId === urge?.targetId,
  );
  const emotion = daily.find((item) => item.aspect === "emotion");
  return [urge, act, emotion].filter((item) => item !== undefined);
}

/** Days without an entry before today from which on somebody is greeted as coming back; one empty day is nothing. */
const DAYS_AWAY = 2;

/** True for whoever has entered something once, nothing on the last days, and nothing today yet. */
export function comesBack(week: DiaryWeek, today: CivilDate): boolean {
  const recent = addDays(today, -DAYS_AWAY);
  const days = [
    ...week.entries.map((entry) => entry.date),
    ...week.notes.map((note) => note.date),
    ...week.riddenOut.map((urge) => urge.date),
    ...week.shortDays,
  ];
  return (days.length > 0 || week.earlierEntryOn !== null) && days.every((day) => day < recent);
}
