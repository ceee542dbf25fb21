import { m } from "@trellis/messages/messages";
import { Suspense, useState } from "react";
import { lazyOrNothing } from "#platform/lazy-or-nothing.ts";
import { useSigned } from "#platform/signed-in.ts";
import { useWaiting } from "#platform/waiting.ts";
import type { UnsentDetailsProps } from "./unsent-details.tsx";
import css from "./unsent-strip.module.css";

/** Fetched ahead, because it is opened when the network is gone. */
const UnsentDetails = lazyOrNothing<UnsentDetailsProps>(
  async () => (await import("./unsent-details.tsx")).UnsentDetails,
);

/** Stays in view on every screen while something is not with the server; a tap shows what, and signed out how much. */
export function UnsentStrip() {
  const waiting = useWaiting();
  const { count } = waiting;
  const [open, setOpen] = useState(false);
  const [wasNeeded, setWasNeeded] = useState(false);
  if (count > 0 && !wasNeeded) setWasNeeded(true);
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
      {wasNeeded ? (
        <Suspense fallback={null}>
          <UnsentDetails
            waiting={waiting}
            isCovered={isCovered}
            words={words}
            open={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
