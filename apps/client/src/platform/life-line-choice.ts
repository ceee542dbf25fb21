import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";

/** What stands on top of Today: the person's own line, a quiet picture in its place, or nothing. */
export type LifeLineShown = "words" | "picture" | "nothing";

const kept = recall("life-line");
const shown = createStore<LifeLineShown>(kept === "picture" || kept === "nothing" ? kept : "words");

/** How this phone shows the line; on some days it stings. */
export const useLifeLineShown = (): LifeLineShown => useStore(shown);

export function chooseLifeLine(chosen: LifeLineShown): void {
  remember("life-line", chosen === "words" ? null : chosen);
  shown.set(chosen);
}
