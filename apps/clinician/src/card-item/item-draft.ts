import type {
  CardAspect,
  CardItem,
  CardItemRevision,
  CardRhythm,
  NewCardItem,
} from "@trellis/domain/card-item";
import {
  draftOfScale,
  EMPTY_SCALE,
  readScale,
  type ScaleDraft,
  type ScaleFaults,
  usualScale,
} from "#platform/scale-draft.ts";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";

/** An item while it is being written. */
export type ItemDraft = {
  readonly words: string;
  /** Empty for none. */
  readonly coverWords: string;
  readonly aspect: CardAspect | null;
  readonly targetId: string | null;
  readonly scale: ScaleDraft;
  readonly rhythm: CardRhythm;
};

export type ItemFaults = {
  readonly words?: WordsFault;
  readonly coverWords?: WordsFault;
  readonly aspect?: true;
  readonly scale: ScaleFaults;
};

/** Longest words that stand on the phone in place of an item's own, in characters. */
export const LONGEST_COVER = 60;

export const emptyItem = (targetId: string | null): ItemDraft => ({
  words: "",
  coverWords: "",
  aspect: null,
  targetId,
  scale: EMPTY_SCALE,
  rhythm: "daily",
});

/** The fields of an item that is on the card, to begin a change with. */
export const draftOfItem = (item: CardItem): ItemDraft => ({
  words: item.words,
  coverWords: item.coverWords ?? "",
  aspect: item.aspect,
  targetId: item.targetId,
  scale: draftOfScale(item.scale),
  rhythm: item.rhythm,
});

/** The draft after a choice of what is measured; the usual way to measure it is put in while none is chosen by hand. */
export function withAspect(draft: ItemDraft, aspect: CardAspect): ItemDraft {
  const usualBefore = draft.aspect === null ? null : usualScale(draft.aspect);
  const untouched = draft.scale.choice === null || draft.scale.choice === usualBefore;
  return untouched
    ? { ...draft, aspect, scale: { ...draft.scale, choice: usualScale(aspect) } }
    : { ...draft, aspect };
}

/** What stands in the way of cover words, or null; they may be left out. */
export const coverFault = (coverWords: string): WordsFault | null => {
  if (coverWords.trim() === "") return null;
  return wordsFault(coverWords.trim(), LONGEST_COVER);
};

/** Cover words as they are stored. */
export const readCover = (coverWords: string): string | null => coverWords.trim() || null;

type Written = Omit<NewCardItem, "id" | "library" | "short">;

/** What the fields describe, or what stands in its way. */
export function readItem(
  draft: ItemDraft,
): { readonly item: Written } | { readonly faults: ItemFaults } {
  const scale = readScale(draft.scale);
  const words = wordsFault(draft.words);
  const cover = coverFault(draft.coverWords);
  if (words === null && cover === null && draft.aspect !== null && "scale" in scale)
    return {
      item: {
        words: draft.words.trim(),
        coverWords: readCover(draft.coverWords),
        aspect: draft.aspect,
        scale: scale.scale,
        rhythm: draft.rhythm,
        targetId: draft.targetId,
      },
    };
  return {
    faults: {
      ...(words === null ? {} : { words }),
      ...(cover === null ? {} : { coverWords: cover }),
      ...(draft.aspect === null ? { aspect: true } : {}),
      scale: "faults" in scale ? scale.faults : {},
    },
  };
}

/** The newest version of an item with something of it changed. */
export const revisionOf = (
  item: CardItem,
  change: Partial<CardItemRevision>,
): CardItemRevision & { itemId: string; seen: number } => ({
  itemId: item.id,
  seen: item.version,
  words: item.words,
  coverWords: item.coverWords,
  scale: item.scale,
  rhythm: item.rhythm,
  short: item.short,
  state: item.state,
  ...change,
});

/** True when a change would leave everything as it is. */
export const isUnchanged = (item: CardItem, draft: ItemDraft): boolean => {
  const read = readScale(draft.scale);
  return (
    draft.words.trim() === item.words &&
    readCover(draft.coverWords) === item.coverWords &&
    draft.rhythm === item.rhythm &&
    "scale" in read &&
    JSON.stringify(draftOfScale(read.scale)) === JSON.stringify(draftOfScale(item.scale))
  );
};
