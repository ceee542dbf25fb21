import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";

const hidden = createStore(recall("life-line-hidden") !== null);

/** Whether the person has put the life line away on this phone; on some days it stings. */
export const useLifeLineHidden = (): boolean => useStore(hidden);

export function chooseLifeLineHidden(chosen: boolean): void {
  remember("life-line-hidden", chosen ? "yes" : null);
  hidden.set(chosen);
}
