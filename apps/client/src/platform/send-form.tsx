import { Button } from "@trellis/ui/button";
import type { ReactNode } from "react";
import css from "./send-form.module.css";

type SendFormProps = {
  children: ReactNode;
  /** What the button says. */
  submit: string;
  busy: boolean;
  /** Why it was not done; null while nothing stands in the way. */
  words: string | null;
  onSubmit: () => Promise<void>;
};

/** Fields, why they were not taken, and the button that sends them. */
export function SendForm({ children, submit, busy, words, onSubmit }: SendFormProps) {
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void onSubmit();
      }}
    >
      {children}
      <div role="alert" className={css.words}>
        {words}
      </div>
      <Button variant="primary" type="submit" busy={busy} wide>
        {submit}
      </Button>
    </form>
  );
}
