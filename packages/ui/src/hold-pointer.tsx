/** The part of the document element that is needed here. */
type Root = Pick<HTMLElement, "toggleAttribute">;

const holds = new WeakMap<Root, { until: number; timer: ReturnType<typeof setTimeout> }>();

/**
 * Lets the page take no mouse, pen or finger for a while, so that the second click of a double click
 * does not act on what came to lie under the pointer. The keyboard goes on as always.
 * @param milliseconds a hold that is going on and lasts longer is kept
 */
export function holdPointer(milliseconds = 500, root: Root = document.documentElement): void {
  const now = Date.now();
  const going = holds.get(root);
  if (going !== undefined && going.until >= now + milliseconds) return;
  clearTimeout(going?.timer);
  root.toggleAttribute("data-pointer-held", true);
  const timer = setTimeout(() => {
    holds.delete(root);
    root.toggleAttribute("data-pointer-held", false);
  }, milliseconds);
  holds.set(root, { until: now + milliseconds, timer });
}
