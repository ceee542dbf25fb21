import { type RefObject, useEffect, useRef } from "react";

/** Between the bar and what stands above it, in pixels. */
const GAP = 8;

/** Tells an element, as `--pad-end`, how high the bar is now: it grows with large text and with what is not sent. */
export function useRoomForBar(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bar = document.querySelector("nav:has(a[data-strong])")?.parentElement;
    if (!bar) return undefined;
    const watch = new ResizeObserver(() =>
      element.current?.style.setProperty("--pad-end", `${String(bar.offsetHeight + GAP)}px`),
    );
    watch.observe(bar);
    return () => watch.disconnect();
  }, []);
  return element;
}
