import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryEntry, DiaryWeek } from "@trellis/domain/diary-card";
import { versionOn } from "@trellis/domain/item-history";
import type { NameOf } from "./week-matrix-words.tsx";

/** The words of an item, or its cover words where the phone shows those. */
export const namesOf =
  (covered: boolean | undefined): NameOf =>
  ({ words, coverWords }) =>
    covered === true ? (coverWords ?? words) : words;

type Versions = Pick<DiaryWeek, "items" | "earlierVersions">;

/** An item in the words and scale of one day; null when the week does not know it. */
export function itemOnDay(week: Versions, id: string, date: CivilDate) {
  const item = week.items.find((each) => each.id === id);
  return item === undefined ? null : versionOn(item, week.earlierVersions, date);
}

/** The words and scale that an entry was made with; its day's where that version did not come along. */
export function versionOfEntry(
  week: Versions,
  item: CardItem,
  entry: Pick<DiaryEntry, "version" | "date">,
) {
  if (item.version === entry.version) return item;
  const made = week.earlierVersions.find(
    (each) => each.item === item.id && each.version === entry.version,
  );
  return made ?? versionOn(item, week.earlierVersions, entry.date);
}
