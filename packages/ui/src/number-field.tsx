import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import { hasTooManyPlaces, readNumber, writeNumber } from "./number-text.tsx";
import css from "./field.module.css";

type NumberFieldProps = {
  label: string;
  /** `null`: empty. Empty is never 0. */
  value: number | null;
  /** Called on leaving the field, on Enter, or after a pause in typing, and then with a number within bounds or `null`. */
  onChange: (value: number | null) => void;
  /** Shown when what stands in the field is no number, or out of bounds. */
  invalid: string;
  /** Shown in its place when the decimals are others than are asked for. */
  invalidPlaces?: string;
  /** Hears what is being typed, and what stands there and is no number within bounds; null when neither. */
  onDraft?: (text: string | null, typing: boolean) => void;
  /** What was left in the field before it was shown again. */
  draft?: string;
  min?: number;
  max?: number;
  /** Refuses decimals. */
  whole?: boolean;
  /** Most places after the decimal sign. */
  decimals?: number;
  /** What every number is a multiple of, as 0.25. */
  step?: number;
  /** A word after the field, as "hours". */
  unit?: string;
  /** BCP 47 tag that decides between decimal point and comma in what is shown; both are understood. */
  locale: string;
  description?: ReactNode;
  error?: string;
  disabled?: boolean;
};

const pause = 900;

const wrong = (text: string, props: NumberFieldProps): string =>
  props.invalidPlaces !== undefined && hasTooManyPlaces(text, props)
    ? props.invalidPlaces
    : props.invalid;

/** A number typed by hand, with point or comma. No spinner, nothing to drag. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, unit, locale, description, disabled } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(props.draft ?? null);
  const text = draft ?? writeNumber(value, locale);
  const read = readNumber(text, props);
  const [left, setLeft] = useState(props.draft !== undefined);
  const error = props.error ?? (left && read === undefined ? wrong(text, props) : undefined);

  const commit = () => {
    if (draft === null) return;
    props.onDraft?.(read === undefined ? draft : null, false);
    if (read !== undefined && read !== value) props.onChange(read);
  };
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => latest.current(), pause);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => () => latest.current(), []);

  const leave = () => {
    commit();
    setLeft(true);
    if (read !== undefined) setDraft(null);
  };
  return (
    <Field id={id} label={label} description={description} error={error}>
      <div className={css.unit}>
        <input
          className={css.control}
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={
            [describedBy(id, { description, error }), unit && `${id}unit`]
              .filter(Boolean)
              .join(" ") || undefined
          }
          onChange={(event) => {
            setDraft(event.target.value);
            props.onDraft?.(event.target.value, true);
          }}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === "Enter") leave();
          }}
        />
        {unit === undefined ? null : <span id={`${id}unit`}>{unit}</span>}
      </div>
    </Field>
  );
}
