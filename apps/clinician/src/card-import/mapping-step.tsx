import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { SelectField } from "@trellis/ui/select-field";
import { showToast } from "@trellis/ui/toast-queue";
import { type Dispatch, type SetStateAction, useCallback, useMemo, useState } from "react";
import { useLocale } from "#platform/locale.tsx";
import { EMPTY_SCALE } from "#platform/scale-draft.ts";
import { knownZones } from "#platform/zones.ts";
import { AspectField, ColumnRow, HowFields } from "./column-row.tsx";
import { type CsvHead, firstValues } from "./csv-head.ts";
import {
  type ColumnDraft,
  type ImportDraft,
  type ImportFaults,
  MOST_COLUMNS,
  sameForAll,
  valueColumns,
  withColumn,
} from "./import-draft.ts";
import css from "./import-page.module.css";

type MappingStepProps = {
  head: CsvHead;
  draft: ImportDraft;
  setDraft: Dispatch<SetStateAction<ImportDraft>>;
  faults: ImportFaults | null;
};

const NONE = "\u0000none";

/** Which column is the day, and what each of the others becomes. */
export function MappingStep({ head, draft, setDraft, faults }: MappingStepProps) {
  const { locale } = useLocale();
  const values = useMemo(
    () => new Map(draft.columns.map(({ column }) => [column, firstValues(head, column)])),
    [head, draft.columns],
  );
  const onChange = useCallback(
    (column: string, part: Partial<ColumnDraft>) =>
      setDraft((before) => withColumn(before, column, part)),
    [setDraft],
  );
  return (
    <>
      <MomentCard draft={draft} setDraft={setDraft} faults={faults} />
      <SameForAll
        onApply={(part) => {
          setDraft((before) => sameForAll(before, part));
          showToast({ text: m.import_same_done(), key: "import" });
        }}
      />
      <Card title={m.import_columns_title()} note={m.import_columns_note()}>
        {valueColumns(draft).map((column) => (
          <ColumnRow
            key={column.column}
            column={column}
            values={values.get(column.column) ?? []}
            faults={faults?.columns.get(column.column)}
            onChange={onChange}
            locale={locale}
          />
        ))}
        <p className={css.fault} role="alert">
          {faults?.nothingChosen ? m.import_nothing_chosen() : null}
          {faults?.tooMany ? m.import_too_many({ count: MOST_COLUMNS }) : null}
          {faults && faults.columns.size > 0
            ? m.import_columns_incomplete({ columns: [...faults.columns.keys()].join(", ") })
            : null}
        </p>
      </Card>
    </>
  );
}

function MomentCard({ draft, setDraft, faults }: Omit<MappingStepProps, "head">) {
  const names = draft.columns.map(({ column }) => ({ value: column, label: column }));
  const zones = useMemo(
    () => knownZones(draft.zone).map((zone) => ({ value: zone, label: zone })),
    [draft.zone],
  );
  return (
    <Card title={m.import_moment_title()}>
      <div className={css.fields}>
        <SelectField
          label={m.import_date_column()}
          description={m.import_date_column_hint()}
          options={names}
          value={draft.dateColumn}
          placeholder={m.clinician_choose()}
          onChange={(dateColumn) =>
            setDraft((before) => ({
              ...before,
              dateColumn,
              timeColumn: before.timeColumn === dateColumn ? null : before.timeColumn,
            }))
          }
          error={faults?.dateColumn ? m.clinician_choose_one() : undefined}
        />
        <SelectField
          label={m.import_time_column()}
          description={m.import_time_column_hint()}
          options={[
            { value: NONE, label: m.import_no_time_column() },
            ...names.filter(({ value }) => value !== draft.dateColumn),
          ]}
          value={draft.timeColumn ?? NONE}
          onChange={(value) =>
            setDraft((before) => ({ ...before, timeColumn: value === NONE ? null : value }))
          }
        />
        <SelectField
          label={m.import_zone()}
          description={m.import_zone_hint()}
          options={zones}
          value={draft.zone}
          onChange={(zone) => setDraft((before) => ({ ...before, zone }))}
        />
      </div>
    </Card>
  );
}

type Same = Pick<ColumnDraft, "aspect" | "scale" | "aggregate">;

function SameForAll({ onApply }: { onApply: (part: Same) => void }) {
  const [same, setSame] = useState<Same>({ aspect: null, scale: EMPTY_SCALE, aggregate: null });
  const change = (part: Partial<Same>) => setSame((before) => ({ ...before, ...part }));
  return (
    <Card title={m.import_same_title()} note={m.import_same_note()}>
      <div className={css.fields}>
        <AspectField draft={same} onChange={change} />
        {same.aspect === null ? null : (
          <HowFields draft={same} onChange={change} faults={{ scale: {} }} />
        )}
      </div>
      <div>
        <Button onClick={() => onApply(same)}>{m.import_same_apply()}</Button>
      </div>
    </Card>
  );
}
