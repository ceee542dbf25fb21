import { ChoiceRow } from "@trellis/ui/choice-row";
import { useId } from "react";
import css from "./scale-fields.module.css";

type ChoiceFieldProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** What is to be done, when a choice is needed and none was made. */
  error?: string;
};

/** A choice of one among a few words under its own label, with a sentence when it is needed. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, options, value, onChange, error } = props;
  const id = useId();
  return (
    <div>
      <p className={css.label} id={id}>
        {label}
      </p>
      <ChoiceRow
        labelledBy={id}
        describedBy={error === undefined ? undefined : `${id}fault`}
        options={options}
        value={value}
        onChange={onChange}
      />
      <p id={`${id}fault`} className={css.fault} role="alert" tabIndex={-1}>
        {error}
      </p>
    </div>
  );
}
