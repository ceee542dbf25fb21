import { createStore, useStore } from "#platform/external-store.ts";
import { followSigned, readSigned } from "#platform/signed-in.ts";

/** What a person wants to say in a call. It stays in the memory of this page: never sent, never kept. */
export type CoachingState = {
  /** 0 to 5; null before it was said. */
  readonly strength: number | null;
  /** Own moves that were tried, in their words. */
  readonly tried: readonly string[];
  readonly triedOther: string;
  readonly want: string;
};

const NOTHING: CoachingState = { strength: null, tried: [], triedOther: "", want: "" };
const state = createStore<CoachingState>(NOTHING);

export const useCoaching = (): CoachingState => useStore(state);

export const sayCoaching = (part: Partial<CoachingState>): void =>
  state.set({ ...state.get(), ...part });

let who = readSigned();
followSigned(() => {
  const now = readSigned();
  const isSame = now.state !== "out" && (who.state === "out" || who.clientId === now.clientId);
  if (!isSame) state.set(NOTHING);
  who = now;
});
