import type {
  CardAspect,
  CardItem,
  CardItemRevision,
  NewCardItem,
} from "@trellis/domain/card-item";
import {
  draftOfScale,
  EMPTY_SCALE,
  readScale,
  type ScaleChoice,
  type ScaleDraft,
  type ScaleFaults,
} from "#platform/scale-draft.ts";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";

/** An item while it is being written. */
export type ItemDraft = {
  readonly words: string;
  readonly aspect: CardAspect | null;
  readonly targetId: string | null;
  readonly scale: ScaleDraft;
};

export type ItemFaults = {
  readonly words?: WordsFault;
  readonly aspect?: true;
  readonly scale: ScaleFaults;
};

export const emptyItem = (targetId: string | null): ItemDraft => ({
  words: "",
  aspect: null,
  targetId,
  scale: EMPTY_SCALE,
});

/** The fields of an item that is on the card, to begin a change with. */
export const draftOfItem = (item: CardItem): ItemDraft => ({
  words: item.words,
  aspect: item.aspect,
  targetId: item.targetId,
  scale: draftOfScale(item.scale),
});

const USUAL: Readonly<Record<CardAspect, ScaleChoice | null>> = {
  urge: "daily",
  act: "yes-no",
  emotion: "daily",
  skill: null,
  number: "number",
  watch: null,
};

/** The draft after a choice of what is measured; the usual way to measure it is put in while none is chosen by hand. */
export function withAspect(draft: ItemDraft, aspect: CardAspect): ItemDraft {
  const usualBefore = draft.aspect === null ? null : USUAL[draft.aspect];
  const untouched = draft.scale.choice === null || draft.scale.choice === usualBefore;
  return untouched
    ? { ...draft, aspect, scale: { ...draft.scale, choice: USUAL[aspect] } }
    : { ...draft, aspect };
}

/** The new item that the fields describe, or what stands in its way. */
export function readItem(
  draft: ItemDraft,
): { readonly item: NewCardItem } | { readonly faults: ItemFaults } {
  const scale = readScale(draft.scale);
  const words = wordsFault(draft.words);
  if (words === null && draft.aspect !== null && "scale" in scale)
    return {
      item: {
        words: draft.words.trim(),
        aspect: draft.aspect,
        scale: scale.scale,
        targetId: draft.targetId,
      },
    };
  return {
    faults: {
      ...(words === null ? {} : { words }),
      ...(draft.aspect === null ? { aspect: true } : {}),
      scale: "faults" in scale ? scale.faults : {},
    },
  };
}

/** The newest version of an item with another place on the card or off it. */
export const revisionOf = (item: CardItem, retired: boolean): CardItemRevision => ({
  words: item.words,
  scale: item.scale,
  retired,
});

/** True when a change would leave everything as it is. */
export const isUnchanged = (item: CardItem, draft: ItemDraft): boolean => {
  const read = readScale(draft.scale);
  return (
    draft.words.trim() === item.words &&
    "scale" in read &&
    JSON.stringify(draftOfScale(read.scale)) === JSON.stringify(draftOfScale(item.scale))
  );
};
