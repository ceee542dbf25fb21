import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import css from "./scroll-region.module.css";

type ScrollRegionProps = {
  /** Id of the element that names what scrolls. */
  labelledBy: string;
  children: ReactNode;
};

/** Pixels that the content may stand over without being cut. */
const slack = 4;

/** Scrolls sideways if its content must, and takes the keyboard's focus then. */
export function ScrollRegion({ labelledBy, children }: ScrollRegionProps) {
  const region = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return;
    const measure = () => setScrolls(element.scrollWidth > element.clientWidth + slack);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    measure();
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={region}
      className={css.region}
      data-scrolls={scrolls || undefined}
      {...(scrolls ? { role: "region", "aria-labelledby": labelledBy, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
