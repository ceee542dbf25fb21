import { type CardItem, standsOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
  type DiaryEntry,
  type DiaryNote,
  type DiaryWeek,
  type EntryDetail,
  inCardOrder,
  type RiddenOut,
  USUAL_DAYS,
  usualValues,
} from "@trellis/domain/diary-card";
import {
  earlierVersionsOf,
  isSameScale,
  type ItemHistory,
  itemOn,
} from "@trellis/domain/item-history";
import { clearedOf, entriesOf, type EntryRow } from "#platform/diary-entry.ts";

/** What was read of the widest range that the answer may cover, and further back for the usual values. */
type Wide = {
  readonly items: readonly ItemHistory[];
  readonly entries: readonly EntryRow[];
  readonly details: readonly EntryDetail[];
  readonly notes: readonly DiaryNote[];
  readonly riddenOut: readonly RiddenOut[];
  readonly shortDays: readonly CivilDate[];
  /** The last answer to the weekly question before the widest range. */
  readonly check: DiaryWeek["checkedBefore"];
  /** The nearest day with an entry before the widest range. */
  readonly earlierEntryOn: CivilDate | null;
};

type Range = { readonly from: CivilDate; readonly to: CivilDate };
type Dated = { readonly date: CivilDate };

/** What belongs to the range, and what can be said of the time before it. */
export function cutWeek(range: Range, wide: Wide) {
  const { from } = range;
  const inRange = <T extends Dated>(rows: readonly T[]): T[] =>
    rows.filter(({ date }) => date >= from);
  const rows = inRange(wide.entries);
  const earlier = wide.entries.filter(({ date }) => date < from);
  const entries = entriesOf(rows);
  const cleared = clearedOf(rows);
  const details = inRange(wide.details);
  const riddenOut = inRange(wide.riddenOut);
  const named = new Set([...entries, ...cleared, ...details, ...riddenOut].map(({ item }) => item));
  const shown = shownItems(range, wide.items, named);
  return {
    items: inCardOrder(shown.map(({ item }) => item)),
    earlierVersions: shown.flatMap(({ item, history }) =>
      earlierVersionsOf(history, item.version, range, versionsUsed(entries, item.id)),
    ),
    entries,
    cleared,
    details,
    notes: inRange(wide.notes),
    riddenOut,
    shortDays: wide.shortDays.filter((date) => date >= from),
    checkedBefore: lastCheck(earlier, shown) ?? wide.check,
    usual: usualValues(onPresentScale(entriesOf(earlier), shown, from)),
    earlierEntryOn: entriesOf(earlier).at(-1)?.date ?? wide.earlierEntryOn,
  };
}

type Shown = { readonly item: CardItem; readonly history: ItemHistory };

/** Items that stand on the card on a day of the range, or of which something was entered. */
function shownItems(
  { from, to }: Range,
  histories: readonly ItemHistory[],
  named: ReadonlySet<string | null>,
): Shown[] {
  const days = eachDay(from, to);
  return histories
    .map((history) => ({ history, item: itemOn(history, to) }))
    .filter(({ item }) => named.has(item.id) || days.some((day) => standsOn(item, day) !== null));
}

const versionsUsed = (entries: readonly DiaryEntry[], id: string): ReadonlySet<number> =>
  new Set(entries.filter(({ item }) => item === id).map(({ version }) => version));

function lastCheck(earlier: readonly EntryRow[], shown: readonly Shown[]) {
  const checks = new Set(
    shown.filter(({ item }) => item.aspect === "check").map(({ item }) => item.id),
  );
  const last = earlier.findLast(({ item, value }) => value !== null && checks.has(item));
  return last === undefined || last.value === null ? null : { date: last.date, value: last.value };
}

/**
 * Entries of the four weeks before the range on the scale that their item has in it: an 8 of ten has no place among
 * fives. What became of a skill is no amount and has no usual value.
 */
function onPresentScale(
  entries: readonly DiaryEntry[],
  shown: readonly Shown[],
  from: CivilDate,
): DiaryEntry[] {
  const since = addDays(from, -USUAL_DAYS);
  const known = new Map(shown.map((each) => [each.item.id, each]));
  return entries.filter((entry) => {
    const each = known.get(entry.item);
    if (entry.date < since || each === undefined || isCategories(each.item)) return false;
    if (each.item.version === entry.version) return true;
    const then = each.history.versions.find(({ version }) => version === entry.version);
    return then !== undefined && isSameScale(then.scale, each.item.scale);
  });
}

const isCategories = ({ scale }: CardItem) =>
  scale.kind === "skill-use" || scale.kind === "skill-classic";
