import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { useToday } from "#platform/diary-day.ts";
import { useWaiting } from "#platform/waiting.ts";
import { dropEntry } from "./card-store.ts";
import { UnsentSheet } from "./unsent-sheet.tsx";
import css from "./unsent-strip.module.css";

/** Stays in view on every screen while something is not with the server; a tap shows what. */
export function UnsentStrip() {
  const { unsent, drafts, count } = useWaiting();
  const today = useToday();
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
      <UnsentSheet
        unsent={unsent}
        drafts={drafts}
        open={open}
        onClose={() => setOpen(false)}
        onDrop={(operationId) => void dropEntry(operationId, today)}
      />
    </>
  );
}
