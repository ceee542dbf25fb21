import { recall, remember } from "#platform/device-memory.ts";
import { newId } from "#platform/unsent.ts";
import { hide, parseSitting, show, type Sitting, writeSitting } from "./sitting.ts";

const kept = parseSitting(recall("sitting"));
let sitting: Sitting = show(kept, Date.now(), newId);
let fresh = sitting.id !== kept?.id;
const watchers = new Set<() => void>();

/** Watches the app go out of sight and come back. */
export function followSitting(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sitting = hide(sitting, Date.now());
    else comeBack();
  });
  addEventListener("pageshow", comeBack);
  addEventListener("pagehide", () => remember("sitting", writeSitting(sitting, Date.now())));
}

function comeBack(): void {
  const now = show(sitting, Date.now(), newId);
  const another = now.id !== sitting.id;
  sitting = now;
  if (!another) return;
  fresh = true;
  for (const watcher of watchers) watcher();
}

/** The sitting that a tap of now belongs to. */
export const currentSitting = (): string => sitting.id;

/** False when the page was reloaded within its sitting, so that a stored value may be of this sitting. */
export const sittingIsFresh = (): boolean => fresh;

/** Hears that a new sitting began. */
export function onNewSitting(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
