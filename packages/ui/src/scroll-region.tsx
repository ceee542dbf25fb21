import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import css from "./scroll-region.module.css";

type ScrollRegionProps = {
  /** Id of the element that names what scrolls. */
  labelledBy: string;
  /** Shows the end first. */
  startAtEnd?: boolean;
  children: ReactNode;
};

/** What of the content is out of sight. */
type Hidden = { readonly scrolls: boolean; readonly before: boolean; readonly after: boolean };

/** Pixels that the content may stand over without being cut. */
const slack = 4;

const nothing: Hidden = { scrolls: false, before: false, after: false };

function hiddenOf({ scrollWidth, clientWidth, scrollLeft }: HTMLElement): Hidden {
  const over = scrollWidth - clientWidth;
  if (over <= slack) return nothing;
  const place = Math.abs(scrollLeft);
  return { scrolls: true, before: place > slack, after: place < over - slack };
}

/** Scrolls sideways if its content must, takes the keyboard's focus then, and shades the edge where there is more. */
export function ScrollRegion({ labelledBy, startAtEnd = false, children }: ScrollRegionProps) {
  const region = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState(nothing);
  const measure = () => {
    if (region.current !== null) setHidden(kept(hiddenOf(region.current)));
  };
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return;
    let width = 0;
    const resized = () => {
      const hasGrown = element.scrollWidth !== width;
      width = element.scrollWidth;
      if (startAtEnd && hasGrown) element.scrollLeft = element.scrollWidth;
      setHidden(kept(hiddenOf(element)));
    };
    const observer = new ResizeObserver(resized);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    resized();
    return () => observer.disconnect();
  }, [startAtEnd]);
  // A region can be scrolled once it is drawn as one that scrolls.
  useLayoutEffect(() => {
    const element = region.current;
    if (startAtEnd && hidden.scrolls && element !== null) element.scrollLeft = element.scrollWidth;
  }, [startAtEnd, hidden.scrolls]);
  return (
    <div
      className={css.frame}
      data-before={hidden.before || undefined}
      data-after={hidden.after || undefined}
    >
      <div
        ref={region}
        className={css.region}
        data-scrolls={hidden.scrolls || undefined}
        onScroll={measure}
        {...(hidden.scrolls ? { role: "region", "aria-labelledby": labelledBy, tabIndex: 0 } : {})}
      >
        {children}
      </div>
    </div>
  );
}

/** The same object while nothing changed, so that scrolling draws nothing anew. */
const kept =
  (next: Hidden) =>
  (last: Hidden): Hidden =>
    last.scrolls === next.scrolls && last.before === next.before && last.after === next.after
      ? last
      : next;
