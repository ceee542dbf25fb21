import { type CardItem, isAskedOn, type Scale } from "@trellis/domain/card-item";
import { type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
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
      readonly late: boolean;
      /** On an urge: the act of the same target is recorded for this day. */
      readonly actedOn: boolean;
    }
  | { readonly kind: "empty" }
  | { readonly kind: "not-asked" };

export type WeekRow = {
  /** The newest version of the item. */
  readonly item: CardItem;
  /** Words and scale with which some of the values were entered, newest first. */
  readonly earlier: readonly EarlierVersion[];
  readonly cells: readonly WeekCell[];
  readonly usual: UsualValue | null;
};

/** The days of a week's range, oldest first. */
export const weekDays = (week: Pick<DiaryWeek, "from" | "to">): CivilDate[] =>
  eachDay(week.from, week.to);

/**
 * The rows of the week matrix in the order of the card. An item that was neither asked nor answered
 * on any of the days has no row.
 */
export function weekRows(week: DiaryWeek): WeekRow[] {
  const days = weekDays(week);
  const entries = new Map(week.entries.map((entry) => [`${entry.item} ${entry.date}`, entry]));
  const versions = Map.groupBy(week.items, (item) => item.id);
  const newest = Array.from(versions.values(), (all) =>
    all.reduce((one, other) => (other.version > one.version ? other : one)),
  );
  const acts = actsByTarget(newest);
  const usual = new Map(week.usual.map((each) => [each.item, each]));
  return inCardOrder(newest)
    .map((item) => {
      const known = versions.get(item.id) ?? [item];
      const earlier = earlierOf(week, item);
      const actItems = item.aspect === "urge" ? (acts.get(item.targetId ?? "") ?? []) : [];
      const actedOn = (date: CivilDate) =>
        actItems.some((act) => (entries.get(`${act} ${date}`)?.value ?? 0) > 0);
      const cells = days.map((date) =>
        cellOf({ item, known, earlier }, entries.get(`${item.id} ${date}`), date, actedOn(date)),
      );
      return { item, earlier, cells, usual: usual.get(item.id) ?? null };
    })
    .filter((row) => row.cells.some((cell) => cell.kind !== "not-asked"));
}

function actsByTarget(items: readonly CardItem[]): Map<string, string[]> {
  const acts = new Map<string, string[]>();
  for (const item of items) {
    if (item.aspect !== "act" || item.targetId === null) continue;
    acts.set(item.targetId, [...(acts.get(item.targetId) ?? []), item.id]);
  }
  return acts;
}

/** The other versions of an item, whether the week brings them as items or as earlier versions. */
function earlierOf(
  week: Pick<DiaryWeek, "items" | "earlierVersions">,
  newest: CardItem,
): EarlierVersion[] {
  const older = week.items
    .filter(({ id, version }) => id === newest.id && version !== newest.version)
    .map(({ id, version, words, scale }) => ({ item: id, version, words, scale }));
  const known = new Set(older.map(({ version }) => version));
  return week.earlierVersions
    .filter(({ item, version }) => item === newest.id && !known.has(version))
    .concat(older)
    .toSorted((one, other) => other.version - one.version);
}

type Versions = {
  readonly item: CardItem;
  readonly known: readonly CardItem[];
  readonly earlier: readonly EarlierVersion[];
};

function cellOf(
  { item, known, earlier }: Versions,
  entry: DiaryEntry | undefined,
  date: CivilDate,
  actedOn: boolean,
): WeekCell {
  if (entry === undefined) {
    return { kind: known.some((version) => isAskedOn(version, date)) ? "empty" : "not-asked" };
  }
  const { value, late, version } = entry;
  const inForce = earlier.find((each) => each.version === version) ?? item;
  return { kind: "value", value, scale: inForce.scale, late, actedOn };
}
