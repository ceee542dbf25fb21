import { type CardItem, isAskedOn } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { inCardOrder } from "@trellis/domain/diary-card";

/** One card on the screen: an item, and under an urge the acts of the same target. */
export type CardGroup = { readonly item: CardItem; readonly acts: readonly CardItem[] };

/** The cards of a day in the order of the card. An act without an urge is a card of its own. */
export function cardGroups(items: readonly CardItem[], date: CivilDate): CardGroup[] {
  const asked = inCardOrder(items.filter((item) => isAskedOn(item, date)));
  const urges = new Map<string, string>();
  for (const { aspect, targetId, id } of asked) {
    if (aspect === "urge" && targetId !== null && !urges.has(targetId)) urges.set(targetId, id);
  }
  const urgeOf = (item: CardItem) =>
    item.aspect === "act" && item.targetId !== null ? urges.get(item.targetId) : undefined;
  const acts = Map.groupBy(
    asked.filter((item) => urgeOf(item) !== undefined),
    urgeOf,
  );
  return asked
    .filter((item) => urgeOf(item) === undefined)
    .map((item) => ({ item, acts: acts.get(item.id) ?? [] }));
}
