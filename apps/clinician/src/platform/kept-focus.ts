import { useEffect, useRef } from "react";

/**
 * Keeps the keyboard's place when the button that was pressed goes away with what it changed: the
 * focus moves to the first control that is left in the same part of the page, or to the page's heading.
 * @param state changes whenever controls of this part come or go
 */
export function useKeptFocus<E extends HTMLElement>(state: unknown) {
  const part = useRef<E>(null);
  const wasInside = useRef(false);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      wasInside.current = part.current?.contains(event.target as Node) ?? false;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    if (!wasInside.current || document.activeElement !== document.body) return;
    const left = part.current?.querySelector<HTMLElement>("button, summary, a");
    (left ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  }, [state]);
  return part;
}
