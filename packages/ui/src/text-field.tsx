import { useId, type ComponentPropsWithRef, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import css from "./field.module.css";

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: ReactNode;
  /** What is wrong and what would be right; marks the field as invalid. */
  error?: string;
  type?: "text" | "email" | "password" | "search" | "tel" | "url";
  /** Several lines; grows with what is written. */
  multiline?: boolean;
  onBlur?: () => void;
} & Pick<
  ComponentPropsWithRef<"input">,
  | "name"
  | "autoCapitalize"
  | "autoComplete"
  | "autoCorrect"
  | "required"
  | "disabled"
  | "maxLength"
  | "inputMode"
  | "lang"
  | "spellCheck"
>;

/** A line of text, or several, with a visible label. Controlled. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, description, error, type = "text", multiline, ...rest } = props;
  const id = useId();
  const shared = {
    ...rest,
    id,
    className: css.control,
    value,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy(id, { description, error }),
  } as const;
  return (
    <Field id={id} label={label} description={description} error={error}>
      {multiline ? (
        <textarea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
