import { useSyncExternalStore } from "react";

export type Toast = {
  /** What was done, in a few words. */
  text: string;
  /** One way back, as "Undo". */
  action?: { label: string; onAction: () => void };
  /** Whom it is about; it is not shown where the page is about somebody else. */
  about?: string;
  /** What it is about: a later toast with the same key takes the earlier one's place. */
  key?: string;
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
  const others = queue.filter(({ key }) => key === undefined || key !== toast.key);
  set([...others, { ...toast, id: next }].slice(-3));
  return next;
}

/** Takes a toast away; an id that is gone does nothing. */
export function dismissToast(id: number): void {
  set(queue.filter((toast) => toast.id !== id));
}

/** Takes away every toast that is about somebody else; `null` when the page is about nobody. */
export function dismissToastsAboutOthers(about: string | null): void {
  if (queue.some((toast) => isAboutOther(toast, about)))
    set(queue.filter((toast) => !isAboutOther(toast, about)));
}

/** True for a toast that has no place on a page about `about`. */
export const isAboutOther = (toast: Toast, about: string | null): boolean =>
  toast.about !== undefined && toast.about !== about;

/** The toasts that stand in line now. */
export const toastsNow = (): readonly Queued[] => queue;

/** The toasts on the screen now. */
export function useToasts(): readonly Queued[] {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, toastsNow);
}
