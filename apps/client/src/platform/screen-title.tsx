import { type ReactNode, useEffect, useRef } from "react";

/** True from the second screen on: the first one leaves the focus where the browser puts it. */
let moved = false;

/** The heading of a screen. Coming from another screen, the focus goes to it, so that it is read out. */
export function ScreenTitle({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moved) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    const timer = setTimeout(() => {
      moved = true;
    });
    return () => clearTimeout(timer);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
