import { MOST_ITEMS } from "@trellis/domain/card-item";
import type { ItemHistory } from "@trellis/domain/item-history";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { Failure } from "#platform/failure.ts";

/** The card as it stands. */
export type Design = {
  readonly targets: readonly TargetBehaviour[];
  readonly items: readonly ItemHistory[];
};

export const isRetired = ({ versions }: ItemHistory): boolean =>
  versions.at(-1)?.state === "retired";

/** @throws Failure 409 when the card has no room for so many more items */
export function refuseManyItems({ items }: Design, more: number): void {
  refuseMany(items.filter((item) => !isRetired(item)).length, more);
}

/** @throws Failure 409 when there is no room for so many more targets that are worked on */
export function refuseManyTargets({ targets }: Design, more: number): void {
  refuseMany(targets.filter(({ closedOn }) => closedOn === null).length, more);
}

function refuseMany(present: number, more: number): void {
  if (more === 0 || present + more <= MOST_ITEMS) return;
  const message = `A card holds at most ${MOST_ITEMS} of these.`;
  throw new Failure(409, "too-many-items", message, { most: MOST_ITEMS });
}

/** Somebody else has closed the target, or changed the item, since it was looked at. */
export const changedMeanwhile = (message: string) => new Failure(409, "changed-meanwhile", message);
