import { useSyncExternalStore } from "react";

export type Toast = {
  /** What was done, in a few words. */
  text: string;
  /** One way back, as "Undo". */
  action?: { label: string; onAction: () => void };
};

type Queued = Toast & { id: number };

let queue: readonly Queued[] = [];
let next = 0;
const watchers = new Set<() => void>();

function set(changed: readonly Queued[]): void {
  queue = changed;
  for (const watcher of watchers) watcher();
}

/** Shows a toast; at most three stay, the oldest goes first. Returns its id. */
export function showToast(toast: Toast): number {
  next += 1;
  set([...queue, { ...toast, id: next }].slice(-3));
  return next;
}

/** Takes a toast away; an id that is gone does nothing. */
export function dismissToast(id: number): void {
  set(queue.filter((toast) => toast.id !== id));
}

/** The toasts on the screen now. */
export function useToasts(): readonly Queued[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => queue,
  );
}
