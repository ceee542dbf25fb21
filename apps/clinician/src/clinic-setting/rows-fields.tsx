import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { TextField } from "@trellis/ui/text-field";
import { useRef } from "react";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import { LONGEST, moved, type RowFaults } from "./setting-draft.ts";
import css from "./rows-fields.module.css";

type Row = { readonly name: string; readonly phone: string; readonly about?: string };

type RowsFieldsProps<Each extends Row> = {
  rows: readonly Each[];
  faults: readonly RowFaults[] | undefined;
  /** What a new row is. */
  empty: Each;
  most: number;
  /** "Person 2", for a row without a name. */
  numbered: (number: number) => string;
  add: string;
  onChange: (rows: Each[]) => void;
};

/** People or lines with a phone, in an order that somebody chooses. */
export function RowsFields<Each extends Row>(props: RowsFieldsProps<Each>) {
  const { rows, faults, empty, most, numbered, add, onChange } = props;
  const list = useRef<HTMLDivElement>(null);
  /** The focus goes to where the row is now, or stays in the list when it is gone. */
  const focusRow = (at: number) =>
    requestAnimationFrame(() => {
      const row = list.current?.querySelectorAll("fieldset")[at];
      (
        row?.querySelector("input") ?? list.current?.querySelector<HTMLElement>(":scope > button")
      )?.focus();
    });
  return (
    <div ref={list} className={css.rows}>
      {rows.map((row, at) => (
        <RowFields
          key={String(at)}
          row={row}
          faults={faults?.[at] ?? {}}
          legend={numbered(at + 1)}
          onChange={(part) =>
            onChange(rows.map((each, index) => (index === at ? { ...each, ...part } : each)))
          }
          onUp={
            at === 0
              ? null
              : () => {
                  onChange([...moved(rows, at, -1)]);
                  focusRow(at - 1);
                }
          }
          onDown={
            at === rows.length - 1
              ? null
              : () => {
                  onChange([...moved(rows, at, 1)]);
                  focusRow(at + 1);
                }
          }
          onRemove={() => {
            onChange(rows.filter((_row, index) => index !== at));
            focusRow(Math.max(0, at - 1));
          }}
        />
      ))}
      {rows.length < most ? (
        <Button
          onClick={() => {
            onChange([...rows, empty]);
            focusRow(rows.length);
          }}
        >
          {add}
        </Button>
      ) : null}
    </div>
  );
}

type RowFieldsProps = {
  row: Row;
  faults: RowFaults;
  legend: string;
  onChange: (part: Partial<Row>) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
};

function RowFields({ row, faults, legend, onChange, onUp, onDown, onRemove }: RowFieldsProps) {
  const name = row.name.trim() === "" ? legend : row.name;
  return (
    <fieldset className={css.row}>
      <legend className={css.legend}>{legend}</legend>
      <TextField
        label={m.setting_contact_name()}
        value={row.name}
        onChange={(words) => onChange({ name: words })}
        error={faults.name && wordsFaultWords(faults.name, LONGEST.rowName)}
        autoComplete="off"
      />
      <TextField
        label={m.setting_contact_phone()}
        type="tel"
        value={row.phone}
        onChange={(phone) => onChange({ phone })}
        error={faults.phone && m.setting_contact_phone_wrong()}
        autoComplete="off"
      />
      {row.about === undefined ? null : (
        <TextField
          label={m.setting_contact_about()}
          value={row.about}
          onChange={(about) => onChange({ about })}
          error={faults.about && wordsFaultWords(faults.about, LONGEST.about)}
          autoComplete="off"
        />
      )}
      <div className={css.buttons}>
        {onUp === null ? null : (
          <Button variant="quiet" aria-label={m.setting_row_up({ name })} onClick={onUp}>
            {m.setting_up()}
          </Button>
        )}
        {onDown === null ? null : (
          <Button variant="quiet" aria-label={m.setting_row_down({ name })} onClick={onDown}>
            {m.setting_down()}
          </Button>
        )}
        <Button variant="quiet" aria-label={m.setting_row_remove({ name })} onClick={onRemove}>
          {m.setting_remove()}
        </Button>
      </div>
    </fieldset>
  );
}
