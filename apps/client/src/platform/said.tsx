import { useEffect, useRef } from "react";
import css from "./said.module.css";

/** What came of a change. The focus goes to it, since the button that asked for the change may be gone. */
export function Said({ words }: { words: string | null }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (words !== null) place.current?.focus();
  }, [words]);
  return (
    <p ref={place} role="status" tabIndex={-1} className={css.said}>
      {words}
    </p>
  );
}
