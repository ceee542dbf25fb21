import { useId, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import css from "./field.module.css";

type SelectFieldProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  /** `null`: nothing chosen yet; needs `placeholder`. */
  value: Value | null;
  onChange: (value: Value) => void;
  /** Stands in the field before a choice, as "Choose". */
  placeholder?: string;
  description?: ReactNode;
  error?: string;
  disabled?: boolean;
};

/** A choice of one among many: the browser's own list, with a visible label. Controlled. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, options, value, onChange, placeholder, description, error, disabled } = props;
  const id = useId();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <select
        id={id}
        className={css.control}
        value={value ?? ""}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { description, error })}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {value === null ? (
          <option value="" disabled>
            {placeholder}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
