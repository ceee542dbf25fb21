import { useId, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import css from "./field.module.css";

type DateFieldProps = {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  /** Called with `YYYY-MM-DD`, or with the empty text while the day is not whole. */
  onChange: (value: string) => void;
  /** First and last day that the calendar offers, `YYYY-MM-DD`. */
  min?: string;
  max?: string;
  description?: ReactNode;
  error?: string;
};

/** A day, by the browser's own calendar or typed. Controlled. */
export function DateField(props: DateFieldProps) {
  const { label, value, onChange, min, max, description, error } = props;
  const id = useId();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <input
        id={id}
        className={css.control}
        type="date"
        value={value}
        min={min}
        max={max}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { description, error })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
