import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { holdPointer } from "@trellis/ui/hold-pointer";
import { useEffect, useRef } from "react";
import { useReturnFocus } from "#platform/return-focus.ts";
import { focusFirstEmpty } from "./first-empty.ts";
import { SignInForm } from "./sign-in-form.tsx";
import css from "./sign-in.module.css";

type SignInAgainProps = {
  /** Whose sign-in has ended. */
  before: SignedIn;
  onSignedIn: (who: SignedIn) => void;
};

/**
 * Covers the page when its sign-in has ended, and gives it back as it was: what is being typed stays.
 * A modal of its own, because it must also lie above a dialog that is open.
 */
export function SignInAgain({ before, onSignedIn }: SignInAgainProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useReturnFocus();
  const cover = () => {
    if (dialog.current !== null && !dialog.current.open) dialog.current.showModal();
    focusFirstEmpty(dialog.current);
  };
  useEffect(() => {
    cover();
    return () => holdPointer();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={css.cover}
      aria-labelledby="sign-in-again"
      onCancel={(event) => event.preventDefault()}
      // A browser lets Escape be refused once; the second one closes the dialog.
      onClose={cover}
    >
      <div className={css.page}>
        <div className={css.head}>
          <p className={css.brand}>{m.app_name()}</p>
          <h2 id="sign-in-again">{m.clinician_sign_in_again_title()}</h2>
          <p className={css.soft}>{m.clinician_sign_in_again_words()}</p>
        </div>
        <SignInForm clinicBefore={before.clinic.code} onSignedIn={onSignedIn} />
      </div>
    </dialog>
  );
}
