import { useEffect, useState } from "react";

/** Milliseconds of quiet after which what is typed counts as meant. */
const QUIET = 300;

/** A text as it was when its writer last paused, so that a search does not ask with every letter. */
export function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
