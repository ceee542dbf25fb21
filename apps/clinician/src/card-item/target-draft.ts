import type {
  TargetBehaviour,
  TargetDirection,
  TargetLevel,
} from "@trellis/domain/target-behaviour";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";

/** A target behaviour while it is being written. Nothing is chosen at the start. */
export type TargetDraft = {
  readonly words: string;
  readonly level: TargetLevel | null;
  readonly direction: TargetDirection | null;
};

export type TargetFaults = {
  readonly words?: WordsFault;
  readonly level?: true;
  readonly direction?: true;
};

export const EMPTY_TARGET: TargetDraft = { words: "", level: null, direction: null };

/** The fields of a target that is there, to begin a change with. */
export const draftOfTarget = ({ words, level, direction }: TargetBehaviour): TargetDraft => ({
  words,
  level,
  direction,
});

/** True when a change would leave the target as it is. */
export const isUnchangedTarget = (target: TargetBehaviour, draft: TargetDraft): boolean =>
  draft.words.trim() === target.words &&
  draft.level === target.level &&
  draft.direction === target.direction;

/** The target that the fields describe, or what stands in its way. */
export function readTarget(
  draft: TargetDraft,
):
  | { readonly target: Omit<TargetBehaviour, "id" | "closedOn"> }
  | { readonly faults: TargetFaults } {
  const { level, direction } = draft;
  const words = wordsFault(draft.words);
  if (words === null && level !== null && direction !== null)
    return { target: { words: draft.words.trim(), level, direction } };
  return {
    faults: {
      ...(words === null ? {} : { words }),
      ...(level === null ? { level: true } : {}),
      ...(direction === null ? { direction: true } : {}),
    },
  };
}
