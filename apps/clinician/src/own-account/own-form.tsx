import { Button } from "@trellis/ui/button";
import type { ReactNode } from "react";
import css from "./own-account.module.css";

type OwnFormProps = {
  submit: string;
  busy: boolean;
  /** What stands in the way, said aloud. */
  refusal: string | null;
  onSubmit: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** One of several forms of a page, so that none of their buttons is the page's first. */
export function OwnForm({ submit, busy, refusal, onSubmit, children }: OwnFormProps) {
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
      <div>
        <Button type="submit" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
