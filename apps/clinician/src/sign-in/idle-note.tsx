import { useQueryClient } from "@tanstack/react-query";
import { readSignIn } from "@trellis/api/sign-in";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ask } from "#platform/api.ts";
import { tellTabs } from "#platform/other-tabs.ts";
import { endSignInUnseen, markSignedOut, needsSignIn } from "#platform/sign-in-state.ts";
import { watchIdleness } from "./idle-watch.ts";
import type { Idleness } from "./idleness.ts";
import { useSignInWatch } from "./sign-in-watch.ts";
import css from "./idle-note.module.css";

/**
 * Covers the page after half an hour in which nobody used it, and says so two minutes before; and when the sign-in
 * was ended elsewhere. To be mounted while somebody is signed in.
 */
export function IdleNote() {
  const queries = useQueryClient();
  const [idleness, setIdleness] = useState<Idleness>("in-use");
  useSignInWatch();
  const cover = useEffectEvent(async () => {
    markSignedOut(queries);
    // The other tabs ask the server who is signed in, so it has to know first.
    await endSignInUnseen();
    tellTabs("ended");
  });
  const change = useEffectEvent((now: Idleness) => {
    setIdleness(now);
    if (now === "over") void cover();
  });
  const tellServer = useEffectEvent(async () => {
    try {
      await ask(readSignIn, {});
    } catch (error) {
      if (needsSignIn(error)) await cover();
    }
  });
  useEffect(
    () => watchIdleness({ onChange: (now) => change(now), tellServer: () => void tellServer() }),
    [],
  );
  return idleness === "soon" ? <Note /> : null;
}

/** Lies above everything else, an open dialog as well. Any key or movement takes it away, the button is one of them. */
function Note() {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.showPopover(), []);
  return (
    <div ref={note} popover="manual" role="status" className={css.note} data-print="no">
      <p className={css.words}>{m.idle_note_words()}</p>
      <Button>{m.idle_note_stay()}</Button>
    </div>
  );
}
