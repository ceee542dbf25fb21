import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useEffect, useRef } from "react";
import { type MailWay, useMailWay } from "./mail-way.ts";
import { momentText } from "./moment-words.ts";
import { useReturnFocus } from "./return-focus.ts";
import css from "./handed-code.module.css";

/** A code that was made for somebody else: shown once, said aloud. */
export type Handed = {
  readonly code: string;
  readonly expiresAt: string;
  /** Another administrator has to agree before the link works. */
  readonly waitsForApproval?: boolean;
  /** Whom it is for, as the page names them. */
  readonly name: string;
  readonly purpose: "invite" | "reset";
};

/**
 * The second secret of an invitation. It stands here once; the link goes by mail. So the focus is on the code, and
 * one button alone takes it away: no key that was pressed too often, and no tap beside it.
 */
export function HandedCode({ handed, onClose }: { handed: Handed; onClose: () => void }) {
  const { code, name, purpose, expiresAt, waitsForApproval } = handed;
  const way = useMailWay();
  const shown = useRef<HTMLParagraphElement>(null);
  useReturnFocus();
  useEffect(() => shown.current?.focus(), []);
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.handed_title({ name })}
      actions={
        <Button variant="primary" onClick={onClose}>
          {m.handed_done()}
        </Button>
      }
    >
      <p>{linkWords(purpose, way)}</p>
      <p
        ref={shown}
        tabIndex={-1}
        className={css.code}
        aria-label={Array.from(code).join(" ")}
        role="img"
      >
        {inThrees(code)}
      </p>
      <p>{m.handed_how()}</p>
      <p>{m.handed_until({ moment: momentText(expiresAt) })}</p>
      {waitsForApproval === true ? <p>{m.handed_waits()}</p> : null}
      <small>{m.handed_once()}</small>
    </Dialog>
  );
}

function linkWords(purpose: Handed["purpose"], way: MailWay | null): string {
  if (way === null) return m.handed_words();
  if (way === "file") return m.handed_file_words();
  return purpose === "invite" ? m.handed_invite_words() : m.handed_reset_words();
}

const inThrees = (code: string): string => code.replaceAll(/\d{3}(?=\d)/g, "$& ");
