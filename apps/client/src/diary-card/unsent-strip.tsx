import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { useToday } from "#platform/diary-day.ts";
import { useSigned } from "#platform/signed-in.ts";
import { useWaiting } from "#platform/waiting.ts";
import { dropEntry } from "./card-store.ts";
import { CoveredSheet } from "./covered-sheet.tsx";
import { UnsentSheet } from "./unsent-sheet.tsx";
import css from "./unsent-strip.module.css";

/** Stays in view on every screen while something is not with the server; a tap shows what, and signed out how much. */
export function UnsentStrip() {
  const { unsent, drafts, count } = useWaiting();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const isCovered = useSigned().state !== "in";
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
      {isCovered ? (
        <CoveredSheet title={words} open={open && count > 0} onClose={close} />
      ) : (
        <UnsentSheet
          unsent={unsent}
          drafts={drafts}
          open={open}
          onClose={close}
          onDrop={(operationId) => void dropEntry(operationId, today)}
        />
      )}
    </>
  );
}
