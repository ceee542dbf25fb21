import { useId, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import css from "./field.module.css";

type TimeFieldProps = {
  label: string;
  /** `HH:MM`, or empty. */
  value: string;
  /** Called with a time of day, or with an empty text while there is none or it is not whole yet. */
  onChange: (value: string) => void;
  onBlur?: () => void;
  description?: ReactNode;
};

/** A time of day, written as the language of the device writes it. */
export function TimeField({ label, value, onChange, onBlur, description }: TimeFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} description={description}>
      <input
        className={css.control}
        data-narrow=""
        id={id}
        type="time"
        value={value}
        aria-describedby={describedBy(id, { description })}
        onChange={(event) => onChange(event.target.value.slice(0, 5))}
        onBlur={onBlur}
      />
    </Field>
  );
}
