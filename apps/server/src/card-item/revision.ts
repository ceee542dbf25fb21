import { type CardItemRevision, type CardItemState, suitsAspect } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { isSameRevision, type ItemHistory, type ItemVersion } from "@trellis/domain/item-history";
import type { TargetBehaviour, TargetRevision } from "@trellis/domain/target-behaviour";
import { Failure, notFound } from "#platform/failure.ts";
import {
  changedMeanwhile,
  type Design,
  isRetired,
  refuseManyItems,
  refuseManyTargets,
} from "./card-limit.ts";
import type { NewVersion } from "./store.ts";

/**
 * The version that a revision makes, or null when the newest one says the same already, which is also how a replay
 * is known.
 * @throws Failure when there is a newer version than the one that was seen, or the card has no room
 */
export function planRevision(
  item: ItemHistory,
  { seen, ...revision }: CardItemRevision & { readonly seen: number },
  design: Design,
  today: CivilDate,
): ItemVersion | null {
  const newest = item.versions.at(-1);
  if (newest === undefined) throw notFound();
  if (isSameRevision(newest, revision)) return null;
  if (newest.version !== seen)
    throw changedMeanwhile("There is a newer version of this item meanwhile.");
  if (!suitsAspect(item.aspect, revision.scale)) {
    const message = "This scale does not suit what the item is.";
    throw new Failure(400, "invalid-input", message, { path: "body.scale" });
  }
  if (isRetired(item) && revision.state !== "retired") {
    refuseClosed(item, design.targets);
    refuseManyItems(design, 1);
  }
  return { ...revision, version: newest.version + 1, validFrom: today, withTarget: false };
}

function refuseClosed({ targetId }: ItemHistory, targets: readonly TargetBehaviour[]): void {
  const isClosed = targets.some(({ id, closedOn }) => id === targetId && closedOn !== null);
  if (isClosed) throw changedMeanwhile("This target has been closed; open it again first.");
}

/**
 * The versions that a change of a target makes: closing it takes its items off the card, and the weekly question with
 * the last of those that it stood for; opening it again brings back what left with it, as it was.
 * @throws Failure 409 when the card has no room for what would come back
 */
export function planTargetRevision(
  target: TargetBehaviour,
  { closed }: TargetRevision,
  design: Design,
  today: CivilDate,
): readonly NewVersion[] {
  const isClosed = target.closedOn !== null;
  if (closed === isClosed) return [];
  const own = design.items.filter(({ targetId }) => targetId === target.id);
  if (closed) {
    const leaving = own.filter((item) => !isRetired(item));
    return [...leaving, ...checksOfNothing(leaving, design)].flatMap((item) =>
      nextVersion(item, today, "retired", true),
    );
  }
  const left = own.filter(leftWithTarget);
  const isFoldedAgain = left.some((item) => stateBefore(item) === "folded");
  const checks = isFoldedAgain ? design.items.filter(isCheck).filter(leftWithTarget) : [];
  const returning = [...left, ...checks];
  refuseManyTargets(design, 1);
  refuseManyItems(design, returning.length);
  return returning.flatMap((item) => nextVersion(item, today, stateBefore(item), false));
}

/** The weekly question, when nothing is left on the card that it stands for once these items have gone. */
function checksOfNothing(leaving: readonly ItemHistory[], { items }: Design): ItemHistory[] {
  const folded = items.filter(({ versions }) => versions.at(-1)?.state === "folded");
  const isLast = folded.length > 0 && folded.every((item) => leaving.includes(item));
  return isLast ? items.filter((item) => isCheck(item) && !isRetired(item)) : [];
}

const isCheck = ({ aspect }: ItemHistory): boolean => aspect === "check";

const leftWithTarget = ({ versions }: ItemHistory): boolean => versions.at(-1)?.withTarget === true;

const stateBefore = ({ versions }: ItemHistory): CardItemState => versions.at(-2)?.state ?? "asked";

const nextVersion = (
  item: ItemHistory,
  today: CivilDate,
  state: CardItemState,
  withTarget: boolean,
): readonly NewVersion[] => {
  const newest = item.versions.at(-1);
  return newest === undefined
    ? []
    : [
        {
          ...newest,
          item: item.id,
          version: newest.version + 1,
          validFrom: today,
          state,
          withTarget,
        },
      ];
};
