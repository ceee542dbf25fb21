import type { CurrentSettings } from "@trellis/api/clinic-setting";
import {
  changedFields,
  type ClinicSettings,
  type SettingField,
} from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { type ReactNode, useState } from "react";
import { FormSheet } from "#platform/form-sheet.tsx";
import { momentText } from "#platform/moment-words.ts";
import { isFaulty, settingFaults, type SettingFaults } from "./setting-draft.ts";
import { saySettings, SettingClash, useSettingChange, useSettingUndo } from "./setting-query.ts";
import { fieldWords, valueWords } from "./setting-words.ts";
import css from "./setting-sheet.module.css";

/** What the fields of a sheet get. */
export type SettingForm = {
  readonly draft: ClinicSettings;
  readonly change: (part: Partial<ClinicSettings>) => void;
  readonly faults: SettingFaults;
};

type SettingSheetProps = {
  title: string;
  current: CurrentSettings;
  /** The settings that this sheet is for. */
  fields: readonly SettingField[];
  onClose: () => void;
  children: (form: SettingForm) => ReactNode;
};

/** Changes a few settings. What somebody else changed meanwhile is shown beside, and nothing typed is lost. */
export function SettingSheet({ title, current, fields, onClose, children }: SettingSheetProps) {
  const [base, setBase] = useState(current);
  const [draft, setDraft] = useState(current.settings);
  const [tried, setTried] = useState(false);
  const [clash, setClash] = useState<SettingClash | null>(null);
  const change = useSettingChange();
  const undo = useSettingUndo();
  const faults = settingFaults(draft);
  const changed = changedFields(base.settings, draft);
  const edit = (part: Partial<ClinicSettings>) => setDraft((before) => ({ ...before, ...part }));

  const submit = () => {
    setTried(true);
    if (isFaulty(faults, fields)) return false;
    if (changed.length === 0) {
      onClose();
      return true;
    }
    change.mutate(
      { base, own: draft },
      {
        onSuccess: ({ now, besides }) => {
          onClose();
          const back = { ...now.settings, ...pick(base.settings, changed) };
          saySettings(
            besides === null
              ? m.setting_saved()
              : m.setting_saved_merged({ name: nameOf(besides) }),
            () => undo.mutate({ base: now, own: back }),
          );
        },
        onError: (error) => {
          if (!(error instanceof SettingClash)) return;
          setClash(error);
          // What was seen now counts: the next Save is meant to take its place.
          setBase(error.theirs);
          setDraft({ ...error.theirs.settings, ...pick(draft, changed) });
        },
      },
    );
    return true;
  };
  return (
    <FormSheet
      title={title}
      onClose={onClose}
      dirty={changed.length > 0}
      submit={m.setting_save()}
      busy={change.isPending}
      error={change.error instanceof SettingClash ? null : change.error}
      onSubmit={submit}
    >
      {clash === null ? null : (
        <ClashNote
          clash={clash}
          onTake={() => {
            setDraft(clash.theirs.settings);
            setClash(null);
          }}
        />
      )}
      {children({ draft, change: edit, faults: tried ? faults : {} })}
    </FormSheet>
  );
}

const pick = (settings: ClinicSettings, fields: readonly SettingField[]): Partial<ClinicSettings> =>
  Object.fromEntries(fields.map((field) => [field, settings[field]]));

const nameOf = (theirs: CurrentSettings): string => theirs.changedBy ?? m.setting_clash_somebody();

function ClashNote({ clash, onTake }: { clash: SettingClash; onTake: () => void }) {
  const { theirs, fields } = clash;
  return (
    <section className={css.clash} role="alert">
      <p>{m.setting_clash({ name: nameOf(theirs), moment: momentText(theirs.changedAt) })}</p>
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{m.setting_clash_theirs({ part: fieldWords(field) })}</dt>
            {valueWords(field, theirs.settings).map((line, at) => (
              <dd key={String(at)}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
      <p>{m.setting_clash_what()}</p>
      <Button onClick={onTake}>{m.setting_clash_take()}</Button>
    </section>
  );
}
