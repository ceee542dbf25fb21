import { isAsked, quietAnswers } from "@trellis/domain/asked-item";
import { type CardItem, type Scale, skillUse } from "@trellis/domain/card-item";
import { type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
  type ClearedEntry,
  type DiaryEntry,
  type DiaryWeek,
  type EarlierVersion,
  inCardOrder,
  type UsualValue,
} from "@trellis/domain/diary-card";

/** What stands for one item on one day. An item that was not asked may still hold an older entry. */
export type WeekCell =
  | {
      readonly kind: "value";
      readonly value: number;
      /** The scale that was in force when the value was entered. */
      readonly scale: Scale;
      readonly entry: DiaryEntry;
      /** On an urge: the act of the same target is recorded for this day. */
      readonly actedOn: boolean;
    }
  /** Asked and empty; `cleared` when something stood there at the end of the day. */
  | { readonly kind: "empty"; readonly cleared: ClearedEntry | null }
  | { readonly kind: "not-asked" };

export type WeekRow = {
  /** The newest version of the item. */
  readonly item: CardItem;
  /** Words and scale that held on some of the days, newest first. */
  readonly earlier: readonly EarlierVersion[];
  readonly cells: readonly WeekCell[];
  readonly usual: UsualValue | null;
};

/** The days of a week's range, oldest first. */
export const weekDays = (week: Pick<DiaryWeek, "from" | "to">): CivilDate[] =>
  eachDay(week.from, week.to);

/**
 * The rows of the week matrix in the order of the card, skills together. An item that is asked weekly has no
 * row, nor has one that was neither asked nor answered on any of the days.
 */
export function weekRows(week: DiaryWeek): WeekRow[] {
  const days = weekDays(week);
  const read = readerOf(week);
  const usual = new Map(week.usual.map((each) => [each.item, each]));
  const daily = week.items
    .filter(({ rhythm }) => rhythm === "daily")
    .map((item) => (item.aspect === "skill" ? { ...item, level: "skill" as const } : item));
  return inCardOrder(daily)
    .map((item) => {
      const earlier = earlierOf(week, item);
      const cells = days.map((date) => read(item, earlier, date));
      return { item, earlier, cells, usual: usual.get(item.id) ?? null };
    })
    .filter((row) => row.cells.some((cell) => cell.kind !== "not-asked"));
}

type Reader = (item: CardItem, earlier: readonly EarlierVersion[], date: CivilDate) => WeekCell;

/** Reads one cell at a time from a week. On a day of the short card an empty item was not asked. */
function readerOf(week: DiaryWeek): Reader {
  const entries = new Map(week.entries.map((entry) => [`${entry.item} ${entry.date}`, entry]));
  const cleared = new Map(week.cleared.map((each) => [`${each.item} ${each.date}`, each]));
  const short = new Set(week.shortDays);
  const answers = quietAnswers(week);
  const acts = actsByTarget(week.items);
  return (item, earlier, date) => {
    const place = `${item.id} ${date}`;
    const entry = entries.get(place);
    if (entry === undefined) {
      const gone = cleared.get(place) ?? null;
      const asked = isAsked(item, answers, date) && !short.has(date);
      return asked || gone !== null ? { kind: "empty", cleared: gone } : { kind: "not-asked" };
    }
    const actItems = item.aspect === "urge" ? (acts.get(item.targetId ?? "") ?? []) : [];
    const actedOn = actItems.some((act) => (entries.get(`${act} ${date}`)?.value ?? 0) > 0);
    const { scale } = earlier.find((each) => each.version === entry.version) ?? item;
    return { kind: "value", value: entry.value, scale, entry, actedOn };
  };
}

/** The items that record an act, by their target; an urge is marked on the days on which one is above zero. */
function actsByTarget(items: readonly CardItem[]): Map<string, string[]> {
  const acts = new Map<string, string[]>();
  for (const item of items) {
    if ((item.aspect !== "act" && item.aspect !== "attempt") || item.targetId === null) continue;
    acts.set(item.targetId, [...(acts.get(item.targetId) ?? []), item.id]);
  }
  return acts;
}

const earlierOf = (week: Pick<DiaryWeek, "earlierVersions">, { id }: CardItem): EarlierVersion[] =>
  week.earlierVersions
    .filter(({ item }) => item === id)
    .toSorted((one, other) => other.version - one.version);

/** Of the skills of one day, how many were tried and how many of those helped. */
export type SkillDay =
  | { readonly kind: "value"; readonly helped: number; readonly tried: number }
  | { readonly kind: "empty" | "not-asked" };

/** The row above the single skills, one part for each day; null where the card asks about none. */
export function skillDays(rows: readonly WeekRow[]): SkillDay[] | null {
  const skills = rows.filter(({ item }) => item.aspect === "skill");
  const [first] = skills;
  if (first === undefined) return null;
  return first.cells.map((_, at) => {
    const cells = skills.flatMap((row) => row.cells[at] ?? []);
    const uses = cells.flatMap((cell) =>
      cell.kind === "value" ? (skillUse(cell.scale, cell.value) ?? []) : [],
    );
    if (uses.length === 0)
      return { kind: cells.some(({ kind }) => kind === "empty") ? "empty" : "not-asked" };
    return {
      kind: "value",
      helped: uses.filter(({ helped }) => helped).length,
      tried: uses.filter(({ tried }) => tried).length,
    };
  });
}
