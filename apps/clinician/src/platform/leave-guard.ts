import { useEffect, useState } from "react";
import type { AroundNavHandler } from "wouter";

let ask: ((go: () => void) => void) | null = null;

/** What the router does with every way to another page: it goes there, unless something would be lost. */
export const aroundNav: AroundNavHandler = (navigate, to, options) => {
  const go = () => navigate(to, options);
  if (ask === null) go();
  else ask(go);
};

/**
 * Holds up the ways out of a page while something on it would be lost: the browser asks before the tab
 * is closed or loaded anew, the page itself before another page of the app comes.
 */
export function useLeaveGuard(active: boolean) {
  const [held, hold] = useState<{ go: () => void } | null>(null);
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const keep = (go: () => void) => hold({ go });
    ask = keep;
    window.addEventListener("beforeunload", warn);
    return () => {
      if (ask === keep) ask = null;
      window.removeEventListener("beforeunload", warn);
    };
  }, [active]);
  return {
    asking: active && held !== null,
    stay: () => hold(null),
    leave: () => {
      ask = null;
      held?.go();
    },
  };
}
