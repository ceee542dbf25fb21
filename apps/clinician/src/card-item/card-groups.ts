import type { CardItem } from "@trellis/domain/card-item";
import { inCardOrder } from "@trellis/domain/diary-card";
import { levelRank, type TargetBehaviour } from "@trellis/domain/target-behaviour";

export type CardGroup = {
  /** Null for items that belong to no target. */
  readonly target: TargetBehaviour | null;
  readonly items: readonly CardItem[];
};

export type CardDesign = {
  readonly targets: readonly TargetBehaviour[];
  readonly items: readonly CardItem[];
};

/** True when the item is off the card. */
const isOffCard = (item: Pick<CardItem, "retiredOn">): boolean => item.retiredOn !== null;

/**
 * What stands on the card: targets in the order of the hierarchy, each with its items, then the items
 * without a target. A target without an item is there too, since it waits for one.
 */
export function cardGroups({ targets, items }: CardDesign): CardGroup[] {
  const onCard = inCardOrder(items.filter((item) => !isOffCard(item)));
  const known = new Set(targets.map((target) => target.id));
  const groups: CardGroup[] = targets
    .toSorted((a, b) => levelRank(a.level) - levelRank(b.level) || firstPlace(a) - firstPlace(b))
    .map((target) => ({ target, items: onCard.filter((item) => item.targetId === target.id) }));
  const rest = onCard.filter((item) => item.targetId === null || !known.has(item.targetId));
  return rest.length === 0 ? groups : [...groups, { target: null, items: rest }];

  function firstPlace(target: TargetBehaviour): number {
    const place = onCard.findIndex((item) => item.targetId === target.id);
    return place === -1 ? onCard.length : place;
  }
}

/** What was taken off the card, in the card's order. */
export const offCard = ({ items }: CardDesign): CardItem[] => inCardOrder(items.filter(isOffCard));
