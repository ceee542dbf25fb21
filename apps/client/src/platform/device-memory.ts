import { boot } from "./boot.ts";

const prefix = `trellis.${boot.clinic?.code ?? ""}.`;

/**
 * What may be kept on the phone between visits. No entry and no word of a record is among it, but for the
 * copy of the safety plan, which is kept when the person has asked for it.
 */
export type DeviceKey =
  | "client"
  | "country"
  | "life-line"
  | "plan-copy"
  | "plan-copy-declined"
  | "quiet-minutes"
  | "sequence"
  | "side"
  | "sitting"
  | "words-uncovered";

/** These are over with the window. */
const OF_WINDOW: readonly DeviceKey[] = ["quiet-minutes", "sitting"];

const storageOf = (key: DeviceKey): Storage =>
  OF_WINDOW.includes(key) ? sessionStorage : localStorage;

/** Gives null when nothing is kept or the browser keeps nothing. */
export function recall(key: DeviceKey): string | null {
  try {
    return storageOf(key).getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it with null. A browser that keeps nothing is no error. */
export function remember(key: DeviceKey, value: string | null): void {
  try {
    if (value === null) storageOf(key).removeItem(prefix + key);
    else storageOf(key).setItem(prefix + key, value);
  } catch {
    // Private windows may refuse; the app works without it.
  }
}
