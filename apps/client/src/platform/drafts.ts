import { createStore, useStore } from "./external-store.ts";

/** What stands in a field and has not become an entry: it is being typed, or is no number of the scale. */
export type Draft = {
  /** One field of one day; stable while the page lives. */
  readonly place: string;
  readonly label: string;
  readonly text: string;
  readonly kind: "typing" | "not-kept";
};

const drafts = createStore<readonly Draft[]>([]);

export const readDrafts = drafts.get;
export const followDrafts = drafts.subscribe;
export const useDrafts = (): readonly Draft[] => useStore(drafts);

/** Keeps what is being typed from the first letter on, also while another screen is shown. */
export function keepDraft(draft: Draft): void {
  drafts.set([...drafts.get().filter(({ place }) => place !== draft.place), draft]);
}

/** The field has become an entry, or is as it was before. */
export function endDraft(place: string): void {
  if (drafts.get().some((each) => each.place === place)) {
    drafts.set(drafts.get().filter((each) => each.place !== place));
  }
}

/** Nothing that one person typed is left for the next. */
export const endAllDrafts = (): void => drafts.set([]);
