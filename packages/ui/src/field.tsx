import type { ReactNode } from "react";
import css from "./field.module.css";

type FieldProps = {
  id: string;
  label: string;
  description?: ReactNode;
  /** What is wrong and what would be right. */
  error?: string;
  children: ReactNode;
};

/** The ids of a field's further words, for `aria-describedby`. */
export function describedBy(
  id: string,
  props: { description?: ReactNode; error?: string },
): string | undefined {
  const ids = [props.description && `${id}description`, props.error && `${id}error`].filter(
    Boolean,
  );
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** Label, further words and error around one control. */
export function Field({ id, label, description, error, children }: FieldProps) {
  return (
    <div className={css.field} data-wrong={error ? true : undefined}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      {description ? <small id={`${id}description`}>{description}</small> : null}
      {children}
      <div aria-live="polite">
        {error ? (
          <p className={css.error} id={`${id}error`}>
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}
