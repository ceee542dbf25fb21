import type { CardItem, ItemSpan } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { type EarlierVersion, inCardOrder } from "@trellis/domain/diary-card";
import { levelRank, type TargetBehaviour } from "@trellis/domain/target-behaviour";

export type CardGroup = {
  /** Null for items that belong to no target. */
  readonly target: TargetBehaviour | null;
  readonly items: readonly CardItem[];
};

export type CardDesign = {
  readonly targets: readonly TargetBehaviour[];
  readonly items: readonly CardItem[];
  /** What the items asked before their present versions. */
  readonly earlierVersions: readonly EarlierVersion[];
};

/** True when the item has left the card; a paused or folded one keeps its place. */
export const isOffCard = (item: Pick<CardItem, "state">): boolean => item.state === "retired";

/**
 * What stands on the card: targets in the order of the hierarchy, each with its items, then the items
 * without a target. A target without an item is there too, since it waits for one; a closed one is not.
 */
export function cardGroups({ targets, items }: CardDesign): CardGroup[] {
  const onCard = inCardOrder(items.filter((item) => !isOffCard(item)));
  const open = targets.filter((target) => target.closedOn === null);
  const known = new Set(open.map((target) => target.id));
  const groups: CardGroup[] = open
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

/** Targets that are not worked on any more, the last one that was closed first. */
export const closedTargets = ({ targets }: CardDesign): TargetBehaviour[] =>
  targets
    .filter((target) => target.closedOn !== null)
    .toSorted((a, b) => ((a.closedOn ?? "") < (b.closedOn ?? "") ? 1 : -1));

/** The card as it is shown here: the items of a target together. */
export const shownOrder = (design: CardDesign): CardItem[] =>
  cardGroups(design).flatMap((group) => group.items);

/** True when the phone would show the items in another order than this page. */
export function isOutOfOrder(design: CardDesign): boolean {
  const phone = inCardOrder(design.items.filter((item) => !isOffCard(item)));
  return shownOrder(design).some((item, at) => item.id !== phone[at]?.id);
}

/** Since when an item is in its present state, or null for one that never stood on the card. */
export function stateSince(item: Pick<CardItem, "spans" | "state">): CivilDate | null {
  const last: ItemSpan | undefined = item.spans.at(-1);
  if (last === undefined) return null;
  return item.state === "asked" || item.state === "folded" ? last.from : last.until;
}

/** The items whose ids are given take the places in that order; the others stay behind them. */
export function reordered(design: CardDesign, ids: readonly string[]): CardDesign {
  const place = new Map(ids.map((id, at) => [id, at]));
  const items = inCardOrder(design.items);
  const sorted = items.toSorted(
    (a, b) => (place.get(a.id) ?? items.length) - (place.get(b.id) ?? items.length),
  );
  return { ...design, items: sorted.map((item, position) => ({ ...item, position })) };
}

type Moved = { readonly targetId: string } | { readonly itemId: string };

/**
 * The ids of the card after one step of an item among its target's items, or of a target among those of
 * its level; null when there is no further place.
 */
export function movedOrder(
  design: CardDesign,
  what: Moved,
  step: -1 | 1,
): readonly string[] | null {
  const groups = cardGroups(design);
  const at = groups.findIndex(({ target, items }) =>
    "targetId" in what
      ? target?.id === what.targetId
      : items.some((item) => item.id === what.itemId),
  );
  const group = groups[at];
  if (group === undefined) return null;
  const moved =
    "targetId" in what ? movedGroups(groups, at, step) : movedItems(groups, at, what.itemId, step);
  return moved?.flatMap(({ items }) => items.map((item) => item.id)) ?? null;
}

function movedGroups(groups: readonly CardGroup[], at: number, step: number): CardGroup[] | null {
  const group = groups[at];
  const other = groups[at + step];
  if (!group?.target || !other?.target || group.target.level !== other.target.level) return null;
  // An empty target has no place of its own to give.
  if (group.items.length === 0 || other.items.length === 0) return null;
  return groups.with(at, other).with(at + step, group);
}

function movedItems(
  groups: readonly CardGroup[],
  at: number,
  itemId: string,
  step: number,
): CardGroup[] | null {
  const group = groups[at];
  if (group === undefined) return null;
  const place = group.items.findIndex((item) => item.id === itemId);
  const item = group.items[place];
  const other = group.items[place + step];
  // On the phone levels come first, so that a step across levels would change nothing.
  if (!item || !other || item.level !== other.level) return null;
  const items = group.items.with(place, other).with(place + step, item);
  return groups.with(at, { ...group, items });
}
