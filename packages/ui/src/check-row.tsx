import { useId } from "react";
import css from "./choice-row.module.css";

type CheckRowProps<Value extends string> = {
  label: string;
  /** `name` is what a short label stands for, for screen readers. */
  options: readonly { value: Value; label: string; name?: string }[];
  value: readonly Value[];
  /** Gives all that is chosen then, in the order of the options. */
  onChange: (value: readonly Value[]) => void;
};

/** Several among a few words: a row of pills, each of which is on or off. */
export function CheckRow<Value extends string>(props: CheckRowProps<Value>) {
  const { label, options, value, onChange } = props;
  const id = useId();
  const chosen = (each: Value, on: boolean) =>
    options
      .map((option) => option.value)
      .filter((other) => (other === each ? on : value.includes(other)));
  return (
    <fieldset className={css.group} aria-labelledby={id}>
      <span className={css.groupLabel} id={id}>
        {label}
      </span>
      <div className={css.row}>
        {options.map((option) => (
          <label key={option.value} className={css.target}>
            <input
              className={css.input}
              type="checkbox"
              aria-label={option.name}
              checked={value.includes(option.value)}
              onChange={(event) => onChange(chosen(option.value, event.target.checked))}
            />
            <span className={css.pill}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
