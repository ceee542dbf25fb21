import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";
import "./screen-side.css";

/** The part of the glass that works: everything is kept within it. */
export type ScreenSide = "whole" | "left" | "right";

const kept = recall("side");
const side = createStore<ScreenSide>(kept === "left" || kept === "right" ? kept : "whole");

/** Writes the choice into the page, where the layout reads it. */
export function markScreenSide(): void {
  document.documentElement.dataset["side"] = side.get();
}

export const useScreenSide = (): ScreenSide => useStore(side);

/** Kept on this phone and nowhere else. */
export function chooseScreenSide(chosen: ScreenSide): void {
  remember("side", chosen === "whole" ? null : chosen);
  side.set(chosen);
  markScreenSide();
}
