import { useEffect, useRef, useState } from "react";

/** After this pause in typing the words are sent. */
const PAUSE = 1500;

/**
 * Words that are being typed. They are handed on after a pause, on leaving the field, and when the app
 * goes out of sight, so that none are left behind.
 */
export function useDraft(stored: string, hand: (draft: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef<() => void>(() => undefined);
  useEffect(() => {
    latest.current = () => {
      if (draft === null) return;
      // A lone surrogate cannot be stored; typing can leave one behind for a moment.
      hand(draft.toWellFormed());
      setDraft(null);
    };
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => latest.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const flush = () => latest.current();
    const events = ["pagehide", "beforeunload"];
    for (const event of events) addEventListener(event, flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      for (const event of events) removeEventListener(event, flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, []);
  return { words: draft ?? stored, type: setDraft, flush: () => latest.current() };
}
