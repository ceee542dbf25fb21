import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { useWaiting } from "#platform/waiting.ts";
import { WaitingSheetLater } from "./waiting-sheet-later.tsx";
import css from "./unsent-strip.module.css";

/** Stays in view on every screen while something is not with the server; a tap shows what, and signed out how much. */
export function UnsentStrip() {
  const { count } = useWaiting();
  const [open, setOpen] = useState(false);
  const words = m.unsent_title({ count });
  return (
    <>
      {count === 0 ? null : (
        <aside className={css.strip} aria-label={words}>
          <button className={css.open} type="button" onClick={() => setOpen(true)}>
            {words}
          </button>
        </aside>
      )}
      <WaitingSheetLater open={open} onClose={() => setOpen(false)} />
    </>
  );
}
