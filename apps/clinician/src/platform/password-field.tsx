import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import css from "./password-field.module.css";

type PasswordFieldProps = {
  label: string;
  description?: string | undefined;
  /** `new-password` while one is chosen. */
  autoComplete: "current-password" | "new-password";
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
};

/** A password that can be looked at. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, description, autoComplete, value, onChange, error } = props;
  const [seen, setSeen] = useState(false);
  return (
    <div className={css.field}>
      <TextField
        label={label}
        description={description}
        error={error}
        type={seen ? "text" : "password"}
        autoComplete={autoComplete}
        spellCheck={false}
        value={value}
        onChange={onChange}
      />
      <Button variant="quiet" aria-pressed={seen} onClick={() => setSeen(!seen)}>
        {m.clinician_show_password()}
      </Button>
    </div>
  );
}
