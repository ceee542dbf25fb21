import { useSearch } from "wouter";

/** The part of an address that shows a page to a client: nothing of the rest of the app is on the screen. */
export const SHOW = { name: "show", value: "client" } as const;

/** True while the page is shown to a client. */
export const useIsShown = (): boolean =>
  new URLSearchParams(useSearch()).get(SHOW.name) === SHOW.value;

let shownAddress: string | null = null;

/** Names the address that is shown to a client now; null once it is no longer shown. */
export function holdShown(address: string | null): void {
  shownAddress = address;
}

/**
 * Lets the browser's Back lead to nothing but what is shown to the client. To be called before the router
 * listens, so that nothing else is drawn in between.
 */
export function keepShownOnBack(): void {
  const stay = () => {
    if (shownAddress === null) return;
    const going = new URL(window.location.href);
    const same = going.pathname === new URL(shownAddress).pathname;
    if (same && going.searchParams.get(SHOW.name) === SHOW.value) return;
    window.history.pushState(null, "", shownAddress);
  };
  window.addEventListener("popstate", stay, { capture: true });
}
