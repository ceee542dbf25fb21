import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";

const covered = createStore(recall("words-uncovered") === null);

/**
 * Whether this phone shows the cover words of what has some, for when somebody looks over a shoulder. It does
 * until the person says otherwise.
 */
export const useCovered = (): boolean => useStore(covered);

export function chooseCovered(chosen: boolean): void {
  remember("words-uncovered", chosen ? null : "yes");
  covered.set(chosen);
}

/** What is read on this phone in place of an item's own words. */
export const coverOf = <
  Item extends { readonly words: string; readonly coverWords: string | null },
>(
  item: Item,
  isCovered: boolean,
): Item => (isCovered && item.coverWords !== null ? { ...item, words: item.coverWords } : item);
