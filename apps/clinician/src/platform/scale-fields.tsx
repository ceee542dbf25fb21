import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { ChoiceField } from "./choice-field.tsx";
import {
  QUARTERS,
  type ScaleChoice,
  type ScaleDraft,
  type ScaleFaults,
  type ScaleField,
} from "./scale-draft.ts";
import { scaleChoiceWords, scaleFaultWords } from "./scale-words.ts";
import css from "./scale-fields.module.css";

type ScaleFieldsProps = {
  draft: ScaleDraft;
  /** The ways to choose from. */
  choices: readonly ScaleChoice[];
  onChange: (draft: ScaleDraft) => void;
  /** What stands in the way, once somebody has tried to save. */
  faults: ScaleFaults;
};

/** How something is measured: one of the ways, and the fields that this way needs. */
export function ScaleFields({ draft, choices, onChange, faults }: ScaleFieldsProps) {
  const change = (part: Partial<ScaleDraft>) => onChange({ ...draft, ...part });
  const fault = (field: ScaleField) =>
    faults[field] && scaleFaultWords(faults[field], draft.choice);
  return (
    <div className={css.fields}>
      <ChoiceField
        label={m.scale_label()}
        options={choices.map((choice) => ({
          value: choice,
          label: scaleChoiceWords(choice),
        }))}
        value={draft.choice}
        onChange={(choice) => change({ choice })}
        error={fault("choice")}
      />
      {draft.choice === "rating" || draft.choice === "number" ? (
        <div className={css.ends}>
          <TextField
            label={m.scale_min()}
            inputMode={draft.choice === "rating" ? "text" : "decimal"}
            value={draft.min}
            onChange={(min) => change({ min })}
            error={fault("min")}
            autoComplete="off"
          />
          <TextField
            label={m.scale_max()}
            inputMode={draft.choice === "rating" ? "text" : "decimal"}
            value={draft.max}
            onChange={(max) => change({ max })}
            error={fault("max")}
            autoComplete="off"
          />
        </div>
      ) : null}
      {draft.choice === "number" ? (
        <div className={css.ends}>
          <TextField
            label={m.scale_unit()}
            value={draft.unit}
            onChange={(unit) => change({ unit })}
            error={fault("unit")}
            autoComplete="off"
          />
          <SelectField
            label={m.scale_decimals()}
            options={[
              ...["0", "1", "2"].map((value) => ({ value, label: value })),
              { value: QUARTERS, label: m.scale_quarters() },
            ]}
            value={draft.decimals}
            onChange={(decimals) => change({ decimals })}
          />
        </div>
      ) : null}
    </div>
  );
}
