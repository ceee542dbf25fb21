import { Aggregate } from "@trellis/domain/card-import";
import { CardAspect } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { memo, useId } from "react";
import { scaleChoicesFor, type ScaleDraft, type ScaleFaults } from "#platform/scale-draft.ts";
import {
  aggregateWords,
  aspectWords,
  scaleChoiceWords,
  scaleFaultWords,
} from "#platform/scale-words.ts";
import type { ColumnDraft, ColumnFaults } from "./import-draft.ts";
import { columnWordsFault } from "./import-words.ts";
import css from "./import-page.module.css";

const SKIP = "skip";

type HowProps = {
  draft: Pick<ColumnDraft, "aspect" | "scale" | "aggregate">;
  onChange: (part: Partial<Pick<ColumnDraft, "aspect" | "scale" | "aggregate">>) => void;
};

/** What a column is: left out, or one of the things that a card measures. */
export function AspectField({ draft, onChange }: HowProps) {
  return (
    <SelectField
      label={m.import_column_aspect()}
      options={[
        { value: SKIP, label: m.import_column_skip() },
        ...CardAspect.options.map((value) => ({ value, label: aspectWords(value) })),
      ]}
      value={draft.aspect ?? SKIP}
      onChange={(value) => onChange({ aspect: value === SKIP ? null : value })}
    />
  );
}

/** Scale, and what several values of a day become. */
export function HowFields({ draft, onChange, faults }: HowProps & { faults: ColumnFaults }) {
  return (
    <>
      <SelectField
        label={m.scale_label()}
        options={scaleChoicesFor(draft.aspect, draft.scale.choice).map((value) => ({
          value,
          label: scaleChoiceWords(value),
        }))}
        value={draft.scale.choice}
        placeholder={m.clinician_choose()}
        onChange={(choice) => onChange({ scale: { ...draft.scale, choice } })}
        error={faults.scale.choice && scaleFaultWords(faults.scale.choice, draft.scale.choice)}
      />
      <EndFields
        scale={draft.scale}
        faults={faults.scale}
        onChange={(scale) => onChange({ scale })}
      />
      <SelectField
        label={m.import_column_aggregate()}
        options={Aggregate.options.map((value) => ({ value, label: aggregateWords(value) }))}
        value={draft.aggregate}
        placeholder={m.clinician_choose()}
        onChange={(aggregate) => onChange({ aggregate })}
        error={faults.aggregate && m.clinician_choose_one()}
      />
    </>
  );
}

type EndFieldsProps = {
  scale: ScaleDraft;
  faults: ScaleFaults;
  onChange: (scale: ScaleDraft) => void;
};

function EndFields({ scale, faults, onChange }: EndFieldsProps) {
  if (scale.choice !== "rating" && scale.choice !== "number") return null;
  const field = (name: "min" | "max" | "unit", label: string) => (
    <TextField
      label={label}
      value={scale[name]}
      onChange={(value) => onChange({ ...scale, decimals: "2", [name]: value })}
      error={faults[name] && scaleFaultWords(faults[name], scale.choice)}
      autoComplete="off"
    />
  );
  return (
    <>
      <div className={css.ends}>
        {field("min", m.scale_min())}
        {field("max", m.scale_max())}
      </div>
      {scale.choice === "number" ? field("unit", m.scale_unit()) : null}
    </>
  );
}

type ColumnRowProps = {
  column: ColumnDraft;
  /** The first values of the file in this column, to recognise it by. */
  values: readonly string[];
  faults: ColumnFaults | undefined;
  onChange: (column: string, part: Partial<ColumnDraft>) => void;
  /** The language, so that a change of it is drawn. */
  locale: string;
};

const NO_FAULTS: ColumnFaults = { scale: {} };

/** One column of the file and what it becomes. */
export const ColumnRow = memo(function ColumnRow(props: ColumnRowProps) {
  const { column, values, faults = NO_FAULTS, onChange } = props;
  const change = (part: Partial<ColumnDraft>) => onChange(column.column, part);
  const id = useId();
  return (
    <div className={css.column} role="group" aria-labelledby={id}>
      <div>
        <h3 id={id} className={css.name}>
          {column.column}
        </h3>
        <p className={css.values}>
          {values.length === 0
            ? m.import_column_no_values()
            : m.import_column_values({ values: values.join(" · ") })}
        </p>
      </div>
      <div className={css.fields}>
        <AspectField draft={column} onChange={change} />
        {column.aspect === null ? null : (
          <>
            <TextField
              label={m.import_column_words()}
              value={column.words}
              onChange={(words) => change({ words })}
              error={faults.words && columnWordsFault(faults.words)}
              autoComplete="off"
            />
            <HowFields draft={column} onChange={change} faults={faults} />
          </>
        )}
      </div>
    </div>
  );
});
