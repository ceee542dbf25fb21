import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import type { ReactNode } from "react";
import { problemWords } from "./problem-words.ts";
import { useReturnFocus } from "./return-focus.ts";

type ConfirmDialogProps = {
  title: string;
  /** What the button does, in its own words. */
  action: string;
  /** What it does cannot be taken back. */
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Says what something brings about before it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, danger = false, busy, error, onConfirm, onClose, children } = props;
  useReturnFocus();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={onClose}>{m.clinician_cancel()}</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      <div role="alert">{error === null ? null : <p>{problemWords(error)}</p>}</div>
    </Dialog>
  );
}
