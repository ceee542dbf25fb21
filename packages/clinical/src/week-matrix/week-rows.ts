import { type CardItem, isAskedOn, type Scale } from "@trellis/domain/card-item";
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
  | { readonly kind: "empty"; readonly scale: Scale; readonly cleared: ClearedEntry | null }
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
 * The rows of the week matrix in the order of the card. An item that is asked weekly has no row, nor has
 * one that was neither asked nor answered on any of the days.
 */
export function weekRows(week: DiaryWeek): WeekRow[] {
  const days = weekDays(week);
  const entries = new Map(week.entries.map((entry) => [`${entry.item} ${entry.date}`, entry]));
  const cleared = new Map(week.cleared.map((each) => [`${each.item} ${each.date}`, each]));
  const short = new Set(week.shortDays);
  const acts = actsByTarget(week.items);
  const usual = new Map(week.usual.map((each) => [each.item, each]));
  return inCardOrder(week.items.filter(({ rhythm }) => rhythm === "daily"))
    .map((item) => {
      const earlier = earlierOf(week, item);
      const actItems = item.aspect === "urge" ? (acts.get(item.targetId ?? "") ?? []) : [];
      const cells = days.map((date): WeekCell => {
        const place = `${item.id} ${date}`;
        const entry = entries.get(place);
        const gone = cleared.get(place) ?? null;
        if (entry === undefined) {
          const asked = isAskedOn(item, date) && !short.has(date);
          return asked || gone !== null
            ? { kind: "empty", scale: item.scale, cleared: gone }
            : { kind: "not-asked" };
        }
        const actedOn = actItems.some((act) => (entries.get(`${act} ${date}`)?.value ?? 0) > 0);
        const { scale } = earlier.find((each) => each.version === entry.version) ?? item;
        return { kind: "value", value: entry.value, scale, entry, actedOn };
      });
      return { item, earlier, cells, usual: usual.get(item.id) ?? null };
    })
    .filter((row) => row.cells.some((cell) => cell.kind !== "not-asked"));
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
