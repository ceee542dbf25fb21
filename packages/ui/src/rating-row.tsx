import { useId, useRef } from "react";
import type { Labelled } from "./labelled.tsx";
import { rampStep } from "./ramp.tsx";
import { useNumberKeys } from "./use-number-keys.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./rating-row.module.css";

type RatingRowProps = Labelled & {
  /** Whole numbers, both ends included. */
  min: number;
  max: number;
  /** `null`: nothing chosen yet. */
  value: number | null;
  onChange: (value: number) => void;
  /** The word of a value, as "rather strong"; values without a word stand alone. */
  words?: Readonly<Record<number, string>>;
  /** Shorter words for the two ends, under the row. Without it the ends show their own word. */
  ends?: readonly [string, string];
  /** The numbers are names of kinds and none is more than another, so that they carry no ramp. */
  kinds?: boolean;
  disabled?: boolean;
  /** Id of further words about the group. */
  describedBy?: string;
};

const minus = (value: number): string => String(value).replace("-", "\u2212");

/** One rating: a radio group with the number in every cell. Arrow keys and number keys choose. */
export function RatingRow(props: RatingRowProps) {
  const { min, max, value, words = {}, kinds, disabled, onChange } = props;
  const name = useId();
  const cells = useRef<HTMLDivElement>(null);
  const values = Array.from({ length: max - min + 1 }, (_, at) => min + at);
  const onKeyDown = useNumberKeys(values, (chosen) => {
    onChange(chosen);
    cells.current?.querySelector<HTMLInputElement>(`input[value="${chosen}"]`)?.focus();
  });
  return (
    <div
      className={css.group}
      role="radiogroup"
      aria-labelledby={props.labelledBy ?? `${name}label`}
      aria-describedby={props.describedBy}
      aria-disabled={disabled || undefined}
      onKeyDown={disabled ? undefined : onKeyDown}
    >
      {props.label === undefined ? null : (
        <div className={css.label} id={`${name}label`}>
          {props.label}
        </div>
      )}
      <div className={css.cells} ref={cells} data-count={values.length}>
        {values.map((each) => (
          <label key={each} className={css.target}>
            <input
              className={css.input}
              type="radio"
              name={name}
              value={each}
              checked={value === each}
              disabled={disabled}
              onChange={() => onChange(each)}
            />
            <span className={css.cell} data-ramp={kinds ? undefined : rampStep(each, min, max)}>
              {minus(each)}
            </span>
            {words[each] === undefined ? null : <VisuallyHidden> {words[each]}</VisuallyHidden>}
          </label>
        ))}
      </div>
      {kinds ? <Kind value={value} words={words} /> : <Anchors {...props} words={words} />}
    </div>
  );
}

function Anchors({
  min,
  max,
  value,
  words,
  ends,
}: RatingRowProps & { words: Readonly<Record<number, string>> }) {
  const low = ends?.[0] ?? words[min];
  const high = ends?.[1] ?? words[max];
  const chosen = value === null ? undefined : words[value];
  if (low === undefined && high === undefined && chosen === undefined) return null;
  return (
    <div className={css.anchors} aria-hidden="true">
      <small className={css.end}>{low === undefined ? null : `${minus(min)} ${low}`}</small>
      <b className={css.chosen}>
        {chosen === undefined || value === null ? null : `${minus(value)} · ${chosen}`}
      </b>
      <small className={css.end}>{high === undefined ? null : `${minus(max)} ${high}`}</small>
    </div>
  );
}

/** The words of the chosen kind; the ends of the row have no meaning. */
function Kind({
  value,
  words,
}: Pick<RatingRowProps, "value"> & Required<Pick<RatingRowProps, "words">>) {
  return (
    <div className={css.anchors} aria-hidden="true">
      <b className={css.kind}>{value === null ? null : `${value} · ${words[value] ?? ""}`}</b>
    </div>
  );
}
