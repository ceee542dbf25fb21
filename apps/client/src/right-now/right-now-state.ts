import { recall, remember } from "#platform/device-memory.ts";
import { createStore, useStore } from "#platform/external-store.ts";
import { followSigned, readSigned } from "#platform/signed-in.ts";
import { QUIET, type QuietTime, readQuiet, writeQuiet } from "./quiet-time.ts";

/** One urge and what was done with it, in memory alone, until the person puts it on the card or begins again. */
export type RightNowState = {
  /** Strength from 0 to 5; null before it was said. */
  readonly before: number | null;
  readonly after: number | null;
  /** Own moves that were tried, in their words. */
  readonly tried: readonly string[];
  readonly quiet: QuietTime | null;
  /** Quiet minutes were begun and left; what is asked now is how strong it is by now. */
  readonly waited: boolean;
  /** Id of the urge on the card, `another`, or null while nothing was chosen. */
  readonly urge: string | null;
  readonly isOnCard: boolean;
};

const NOTHING: RightNowState = {
  before: null,
  after: null,
  tried: [],
  quiet: null,
  waited: false,
  urge: null,
  isOnCard: false,
};

const kept = readQuiet(recall("quiet-minutes"), Date.now());
const state = createStore<RightNowState>(
  kept === null ? NOTHING : { ...NOTHING, before: kept.before, quiet: kept },
);

export const useRightNow = (): RightNowState => useStore(state);

/** What was said this long ago, in milliseconds, is of another urge. */
const OVER_AFTER = 3 * 60 * 60 * 1000;
let saidAt = Date.now();

function change(part: Partial<RightNowState>): void {
  saidAt = Date.now();
  state.set({ ...state.get(), ...part });
}

export const sayBefore = (before: number): void => change({ before });
export const sayAfter = (after: number): void => change({ after });
export const sayTried = (tried: readonly string[]): void => change({ tried });
export const sayUrge = (urge: string): void => change({ urge });
export const markOnCard = (): void => change({ isOnCard: true });

/** Begins ten minutes; what was said about the time after them is asked anew. */
export function beginQuiet(before: number): void {
  const quiet = { endsAt: Date.now() + QUIET, before };
  remember("quiet-minutes", writeQuiet(quiet));
  change({ quiet, after: null });
}

export function endQuiet(): void {
  remember("quiet-minutes", null);
  change({ quiet: null, waited: true });
}

/** Whoever comes anew hours later, or after an urge went onto the card, is at another urge, and finds nothing of the last one. */
export function leaveWhatIsOver(): void {
  const { isOnCard, quiet } = state.get();
  if (isOnCard || (quiet === null && Date.now() - saidAt > OVER_AFTER)) beginAgain();
}

export function beginAgain(): void {
  remember("quiet-minutes", null);
  state.set(NOTHING);
}

let who = readSigned();
followSigned(() => {
  const now = readSigned();
  const isSame = now.state !== "out" && (who.state === "out" || who.clientId === now.clientId);
  // A phone may be lent: what one person said here is not for the next. Signing in goes on.
  if (!isSame) beginAgain();
  who = now;
});
