import { useSyncExternalStore } from "react";

/** A value outside React that screens follow. States are replaced, never changed in place. */
export type Store<State> = {
  readonly get: () => State;
  readonly set: (state: State) => void;
  readonly subscribe: (watcher: () => void) => () => void;
};

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    set: (next) => {
      if (Object.is(next, state)) return;
      state = next;
      for (const watcher of watchers) watcher();
    },
    subscribe: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export const useStore = <State>(store: Pick<Store<State>, "get" | "subscribe">): State =>
  useSyncExternalStore(store.subscribe, store.get, store.get);
