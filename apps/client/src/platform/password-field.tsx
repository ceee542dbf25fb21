import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { TextField } from "@trellis/ui/text-field";
import { type KeyboardEvent, useState } from "react";
import css from "./password-field.module.css";

type PasswordFieldProps = {
  label: string;
  description?: string;
  /** `new-password` while one is chosen. */
  autoComplete: "current-password" | "new-password";
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
};

/** A password that can be looked at; says when the capitals lock is on. */
export function PasswordField({
  label,
  description,
  autoComplete,
  value,
  onChange,
  error,
}: PasswordFieldProps) {
  const [seen, setSeen] = useState(false);
  const [caps, setCaps] = useState(false);
  const hearCaps = (event: KeyboardEvent) => setCaps(event.getModifierState("CapsLock"));
  return (
    <div className={css.field}>
      <div onKeyDown={hearCaps} onKeyUp={hearCaps}>
        <TextField
          label={label}
          {...(description === undefined ? {} : { description })}
          {...(error === undefined ? {} : { error })}
          type={seen ? "text" : "password"}
          name={autoComplete}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={256}
          value={value}
          onChange={onChange}
        />
        <div role="status">{caps ? <small>{m.sign_in_caps()}</small> : null}</div>
      </div>
      <Button variant="quiet" aria-pressed={seen} onClick={() => setSeen(!seen)}>
        {m.sign_in_show_password()}
      </Button>
    </div>
  );
}
