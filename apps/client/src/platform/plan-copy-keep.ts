import { recall, remember } from "./device-memory.ts";
import { createStore } from "./external-store.ts";
import { knowCopy, type PlanCopy, planCopy } from "./plan-copy.ts";

/** The record whose client wants no copy on this phone; it is not asked again. */
export const copyDeclined = createStore<string | null>(recall("plan-copy-declined"));
// It may have been said in another window.
addEventListener("storage", () => copyDeclined.set(recall("plan-copy-declined")));

/** Keeps a copy, in place of an older one. True when this browser keeps it. */
export function keepCopy(kept: PlanCopy): boolean {
  const text = JSON.stringify(kept);
  remember("plan-copy", text);
  if (recall("plan-copy") !== text) return false;
  remember("plan-copy-declined", null);
  copyDeclined.set(null);
  knowCopy(text, kept);
  return true;
}

/** Takes the copy off this phone, or notes that none is wanted. */
export function wantNoCopy(clientId: string): void {
  if (planCopy.get()?.clientId === clientId) {
    remember("plan-copy", null);
    knowCopy(null, null);
  }
  remember("plan-copy-declined", clientId);
  copyDeclined.set(clientId);
}
