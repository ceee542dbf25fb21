import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { problemWords } from "./problem-words.ts";
import { useReturnFocus } from "./return-focus.ts";
import css from "./form-sheet.module.css";

type FormSheetProps = {
  title: string;
  onClose: () => void;
  /** Something was written that closing would lose. */
  dirty: boolean;
  submit: string;
  busy: boolean;
  /** What the server answered when it did not take it. */
  error: Error | null;
  /** Gives false when a field stands in the way; the first such field gets the focus. */
  onSubmit: () => boolean;
  children: ReactNode;
};

/** A short form at the side. Asks before it throws away what was written; one button alone does. */
export function FormSheet(props: FormSheetProps) {
  const { title, onClose, dirty, submit, busy, error, onSubmit, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const wrote = useRef<Element>(null);
  useReturnFocus();
  useEffect(() => {
    if (asking) {
      wrote.current = document.activeElement;
      keep.current?.focus();
      return;
    }
    const first = form.current?.querySelector<HTMLElement>("input, select, textarea");
    const before = wrote.current;
    if (before instanceof HTMLElement && form.current?.contains(before)) before.focus();
    else first?.focus();
  }, [asking]);
  const leave = () => {
    if (dirty) setAsking(true);
    else onClose();
  };
  const send = () => {
    setAsking(false);
    if (onSubmit()) return;
    requestAnimationFrame(() =>
      form.current
        ?.querySelector<HTMLElement>("[aria-invalid='true'], [role='alert']:not(:empty)")
        ?.focus(),
    );
  };
  return (
    <Sheet
      open
      onClose={leave}
      title={title}
      closeLabel={m.clinician_close()}
      actions={
        asking ? (
          <>
            <p role="alert" className={css.asking}>
              {m.clinician_discard_question()}
            </p>
            <Button onClick={onClose}>{m.clinician_discard()}</Button>
            <Button ref={keep} variant="primary" onClick={() => setAsking(false)}>
              {m.clinician_keep_writing()}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={leave}>{m.clinician_cancel()}</Button>
            <Button variant="primary" type="submit" form={id} busy={busy}>
              {submit}
            </Button>
          </>
        )
      }
    >
      <form
        ref={form}
        id={id}
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) send();
        }}
      >
        {children}
        <div role="alert">
          {error === null ? null : <p className={css.refusal}>{problemWords(error)}</p>}
        </div>
      </form>
    </Sheet>
  );
}
