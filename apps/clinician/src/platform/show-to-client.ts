import { useSearch } from "wouter";

/** The part of an address that shows a page to a client: nothing of the rest of the app is on the screen. */
export const SHOW = { name: "show", value: "client" } as const;

/** True while the page is shown to a client. */
export const useIsShown = (): boolean =>
  new URLSearchParams(useSearch()).get(SHOW.name) === SHOW.value;
