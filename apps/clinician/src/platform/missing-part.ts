const KEY = "trellis_clinician_loaded_again";

/** True for the browser's answer that a part of the page's own script or style did not arrive. */
export function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|module script failed|preload CSS/i.test(
      error.message,
    )
  );
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Where this page was loaded anew for a part that had not arrived, or null; asked once a page load. */
export function takeLoadedAgain(store: () => Store): string | null {
  try {
    const path = store().getItem(KEY);
    store().removeItem(KEY);
    return path;
  } catch {
    return null;
  }
}

/** Notes that this page is about to be loaded anew for a part that did not arrive. */
export function noteLoadingAgain(store: () => Store, path: string): void {
  try {
    store().setItem(KEY, path);
  } catch {
    // Without storage the page is loaded anew all the same.
  }
}
