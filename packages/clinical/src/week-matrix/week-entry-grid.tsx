import { isAsked, quietAnswers } from "@trellis/domain/asked-item";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { type DiaryWeek, inCardOrder } from "@trellis/domain/diary-card";
import { versionOn } from "@trellis/domain/item-history";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { EntryGrid, type EntryGridCell, type EntryGridRow } from "@trellis/ui/entry-grid";
import { itemWords, scaleWords } from "../card-value-words/card-value-words.tsx";
import {
  dayOfMonth,
  longDayWords,
  needsYear,
  weekdayLetter,
} from "../civil-date-words/civil-date-words.tsx";
import { type Audience, levelNames } from "../level-words/level-words.tsx";
import { entryInput } from "./entry-options.tsx";
import { matrixCell } from "./week-cell-words.tsx";
import { namesOf, versionOfEntry } from "./week-names.tsx";

/** What stands in a cell now, as far as this page knows. */
export type EnteredCell = {
  readonly value: number | null;
  readonly busy?: boolean;
  /** Why the last value was not taken. */
  readonly trouble?: string;
};

type WeekEntryGridProps = {
  caption: string;
  /** Items with their versions and what was entered of them. */
  week: Pick<DiaryWeek, "items" | "earlierVersions" | "entries" | "checkedBefore">;
  /** Asked daily: a column for each day. Weekly: one column, for the last of the days. */
  rhythm: "daily" | "weekly";
  days: readonly CivilDate[];
  today: CivilDate;
  audience: Audience;
  covered?: boolean;
  /** What is entered here comes from a card on paper. */
  paper?: true;
  cellOf: (itemId: string, date: CivilDate) => EnteredCell;
  /** The item comes in the words and scale of that day. */
  onEnter: (item: CardItem, date: CivilDate, value: number | null) => void;
  onDay?: (date: CivilDate) => void;
  onUnread?: (count: number) => void;
};

/** Several days of a card in one go, by keys or by taps. */
export function WeekEntryGrid(props: WeekEntryGridProps) {
  const { caption, days, today, onEnter, onDay, onUnread } = props;
  const locale = getLocale();
  const rows = entryRows(props, locale);
  if (rows.length === 0) return null;
  const itemOf = (id: string, date: CivilDate): CardItem | undefined => {
    const item = props.week.items.find((each) => each.id === id);
    return item && { ...item, ...versionOn(item, props.week.earlierVersions, date) };
  };
  return (
    <EntryGrid
      caption={caption}
      corner={m.week_matrix_corner()}
      columns={days.map((date) => ({
        id: date,
        short: weekdayLetter(date, locale),
        under: dayOfMonth(date),
        label: [
          longDayWords(date, locale, { year: needsYear(date, today) }),
          date === today ? m.week_matrix_today() : "",
        ]
          .filter(Boolean)
          .join(", "),
        now: date === today ? m.week_matrix_today() : undefined,
      }))}
      rows={rows}
      onEnter={(id, column, value) => {
        const date = column as CivilDate;
        const item = itemOf(id, date);
        if (item !== undefined) onEnter(item, date, value);
      }}
      onColumn={onDay && ((column) => onDay(column as CivilDate))}
      onUnread={onUnread}
      words={{
        clear: m.grid_clear(),
        take: m.grid_take(),
        entered: ({ row, column, value }) => m.grid_entered({ what: row, day: column, value }),
        cleared: ({ row, column }) => m.grid_cleared({ what: row, day: column }),
      }}
    />
  );
}

/** Rows of what can be entered on one of the days, in the order of the card, skills together. */
function entryRows(props: WeekEntryGridProps, locale: string): EntryGridRow[] {
  const { week, rhythm, days, audience } = props;
  const answers = quietAnswers(week);
  const name = namesOf(props.covered);
  const items = inCardOrder(
    week.items
      .filter((item) => item.rhythm === rhythm)
      .map((item) => (item.aspect === "skill" ? { ...item, level: "skill" as const } : item)),
  );
  const level = levelNames(items, audience, props.covered);
  const grouped = rhythm === "daily" && items.some(({ level }) => level !== null);
  return items
    .map((item) => ({
      id: item.id,
      label: itemWords({ ...item, words: name(item) }),
      group: grouped ? level(item.level) : undefined,
      cells: days.map((date) =>
        isAsked(item, answers, date) || props.cellOf(item.id, date).value !== null
          ? openCell(props, item, date, locale)
          : { kind: "closed" as const, label: m.grid_not_asked() },
      ),
    }))
    .filter(({ cells }) => cells.some(({ kind }) => kind === "open"));
}

function openCell(
  { week, cellOf, paper }: WeekEntryGridProps,
  item: CardItem,
  date: CivilDate,
  locale: string,
): EntryGridCell {
  const { scale } = versionOn(item, week.earlierVersions, date);
  const { value, busy, trouble } = cellOf(item.id, date);
  const stored = week.entries.find((entry) => entry.item === item.id && entry.date === date);
  const isStored = stored !== undefined && stored.value === value;
  const from = paper === undefined ? {} : { paper };
  const entry = isStored
    ? stored
    : { item: item.id, date, value: value ?? 0, version: item.version, late: false, ...from };
  const own = isStored ? versionOfEntry(week, item, stored).scale : scale;
  const face =
    value === null
      ? matrixCell({ kind: "empty", cleared: null }, scale, locale)
      : matrixCell({ kind: "value", value, scale: own, entry, actedOn: false }, scale, locale);
  return {
    kind: "open",
    value,
    face,
    input: entryInput(scale, locale),
    invalid: m.grid_off_scale({ scale: scaleWords(scale, locale) }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(busy === undefined ? {} : { busy }),
  };
}
