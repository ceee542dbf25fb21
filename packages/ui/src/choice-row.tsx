import { useId, type ReactNode } from "react";
import type { Labelled } from "./labelled.tsx";
import css from "./choice-row.module.css";

type ChoiceRowProps<Value extends string> = Labelled & {
  options: readonly { value: Value; label: string }[];
  /** `null`: nothing chosen yet. */
  value: Value | null;
  onChange: (value: Value) => void;
  /** A few soft words at the end of the row. */
  note?: ReactNode;
  /** One under the other, for longer words. */
  stacked?: boolean;
  disabled?: boolean;
  /** Id of further words about the group. */
  describedBy?: string;
};

/** A choice of one among a few words: a radio group of pills. Nothing is chosen before a tap. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>) {
  const name = useId();
  const { options, value, onChange, note, stacked, disabled } = props;
  return (
    <div
      className={css.row}
      role="radiogroup"
      data-stacked={stacked || undefined}
      aria-labelledby={props.labelledBy ?? `${name}label`}
      aria-describedby={props.describedBy}
      aria-disabled={disabled || undefined}
    >
      {props.label === undefined ? null : (
        <small className={css.label} id={`${name}label`}>
          {props.label}
        </small>
      )}
      {options.map((option) => (
        <label key={option.value} className={css.target}>
          <input
            className={css.input}
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <span className={css.pill}>{option.label}</span>
        </label>
      ))}
      {note === undefined ? null : <small>{note}</small>}
    </div>
  );
}
