import { createStore, useStore } from "./external-store.ts";

/** What stands in a field and has not become an entry: it is being typed, or is no number of the scale. */
export type Draft = {
  /** The record of whom it is; nobody else on the same page sees it. */
  readonly clientId: string;
  /** One field of one day; stable while the page lives. */
  readonly place: string;
  readonly label: string;
  readonly text: string;
  readonly kind: "typing" | "not-kept";
};

const drafts = createStore<readonly Draft[]>([]);

export const readDrafts = drafts.get;
export const followDrafts = drafts.subscribe;

/** What this person has typed. */
export const useDrafts = (clientId: string): readonly Draft[] =>
  useStore(drafts).filter((each) => each.clientId === clientId);

const isAt =
  (clientId: string, place: string) =>
  (draft: Draft): boolean =>
    draft.clientId === clientId && draft.place === place;

/** Keeps what is being typed from the first letter on, also while another screen is shown. */
export function keepDraft(draft: Draft): void {
  const isSame = isAt(draft.clientId, draft.place);
  drafts.set([...drafts.get().filter((each) => !isSame(each)), draft]);
}

/** The field has become an entry, or is as it was before. */
export function endDraft(clientId: string, place: string): void {
  const isIt = isAt(clientId, place);
  if (drafts.get().some(isIt)) drafts.set(drafts.get().filter((each) => !isIt(each)));
}

/** This person signs out and leaves nothing typed; what another one typed stays theirs. */
export const endDraftsOf = (clientId: string): void =>
  drafts.set(drafts.get().filter((each) => each.clientId !== clientId));
