import { type NewCardItem, suitsAspect } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { isReplayOf } from "@trellis/domain/item-history";
import { isSameTarget, type NewTargetBehaviour } from "@trellis/domain/target-behaviour";
import { Failure, notFound } from "#platform/failure.ts";
import { changedMeanwhile, type Design, refuseManyItems, refuseManyTargets } from "./card-limit.ts";
import type { NewVersion } from "./store.ts";

type Addition = {
  readonly targets: readonly NewTargetBehaviour[];
  readonly items: readonly NewCardItem[];
};

/**
 * What of an addition is not on the card yet; a replay adds nothing.
 * @throws Failure when an id stands for something else, the card is full, or a target is unknown or closed
 */
export function planAddition(
  body: Addition,
  design: Design,
  today: CivilDate,
): Addition & {
  readonly items: readonly (NewCardItem & { readonly position: number })[];
  readonly versions: readonly NewVersion[];
} {
  refuseRepeated(body.targets);
  refuseRepeated(body.items);
  const targets = body.targets.filter((target) => {
    const known = design.targets.find(({ id }) => id === target.id);
    if (known !== undefined && !isSameTarget(known, target)) throw standsForAnother();
    return known === undefined;
  });
  const added = body.items.filter((item) => {
    const known = design.items.find(({ id }) => id === item.id);
    if (known !== undefined && !isReplayOf(item, known)) throw standsForAnother();
    return known === undefined;
  });
  refuseManyTargets(design, targets.length);
  refuseManyItems(design, added.length);
  added.forEach((item, index) => {
    refuseMismatch(item, index);
    refuseTarget(item, design, targets);
  });
  const last = Math.max(0, ...design.items.map(({ position }) => position));
  return {
    targets,
    items: added.map((item, index) => ({ ...item, position: last + 1 + index })),
    versions: added.map((item) => ({
      item: item.id,
      version: 1,
      validFrom: today,
      words: item.words,
      coverWords: item.coverWords,
      scale: item.scale,
      rhythm: item.rhythm,
      short: item.short,
      state: "asked",
    })),
  };
}

const standsForAnother = () =>
  new Failure(409, "already-there", "This id stands for something else already.");

function refuseRepeated(rows: readonly { readonly id: string }[]): void {
  if (new Set(rows.map(({ id }) => id)).size === rows.length) return;
  throw new Failure(400, "invalid-input", "An id is named twice.", { path: "body" });
}

function refuseMismatch({ aspect, scale }: NewCardItem, index: number): void {
  if (suitsAspect(aspect, scale)) return;
  const path = `body.items.${index}.scale`;
  throw new Failure(400, "invalid-input", "This scale does not suit what the item is.", { path });
}

function refuseTarget(
  { targetId }: NewCardItem,
  design: Design,
  added: readonly NewTargetBehaviour[],
): void {
  if (targetId === null || added.some(({ id }) => id === targetId)) return;
  const target = design.targets.find(({ id }) => id === targetId);
  if (target === undefined) throw notFound();
  if (target.closedOn !== null)
    throw changedMeanwhile("This target has been closed; open it again first.");
}
