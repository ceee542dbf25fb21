import { Button } from "@trellis/ui/button";
import type { ReactNode } from "react";
import css from "./door-form.module.css";

type DoorFormProps = {
  submit: string;
  busy: boolean;
  /** What stands in the way, said aloud. */
  refusal: string | null;
  onSubmit: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** The form of a page for somebody who is not signed in. */
export function DoorForm({ submit, busy, refusal, onSubmit, children }: DoorFormProps) {
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit(event.currentTarget);
      }}
    >
      {children}
      <div role="alert">{refusal === null ? null : <p className={css.refusal}>{refusal}</p>}</div>
      <Button variant="primary" type="submit" wide busy={busy}>
        {submit}
      </Button>
    </form>
  );
}

/** Puts the keyboard's place into the first field that was marked as wrong, once it is drawn. */
export const focusFirstWrong = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
};
