import type { CardItem, Scale } from "@trellis/domain/card-item";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { isSameScale } from "@trellis/domain/item-history";
import type { CardState } from "./card-state.ts";
import type { ItemState } from "./item-state.ts";

/** The scale that a value was entered on, when it is another one than the item has on this day; else null. */
export function otherScaleOf(
  week: DiaryWeek | null,
  item: CardItem,
  state: ItemState,
): Scale | null {
  const { version } = state;
  if (version === undefined || version === item.version || week === null) return null;
  const isIt = (each: { version: number }) => each.version === version;
  const entered =
    week.earlierVersions.find((each) => each.item === item.id && isIt(each)) ??
    week.items.find((each) => each.id === item.id && isIt(each));
  return entered === undefined || isSameScale(entered.scale, item.scale) ? null : entered.scale;
}

/** The value to mark as chosen; one of another scale is said in words and marks nothing. */
export const shownValue = (
  card: Pick<CardState, "week">,
  item: CardItem,
  state: ItemState,
): number | null => (otherScaleOf(card.week, item, state) === null ? state.day : null);
