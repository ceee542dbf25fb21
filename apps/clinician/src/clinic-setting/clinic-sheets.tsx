import type { CurrentSettings } from "@trellis/api/clinic-setting";
import {
  type ClinicSettings,
  namesTreatment,
  ReminderChoice,
  SkillScale,
} from "@trellis/domain/clinic-setting";
import { helpIn } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { useMemo } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { useLocale } from "#platform/locale.tsx";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import { knownZones } from "#platform/zones.ts";
import { countryOptions } from "./countries.ts";
import { LONGEST } from "./setting-draft.ts";
import { type SettingForm, SettingSheet } from "./setting-sheet.tsx";
import { reminderChoiceText, skillScaleText } from "./setting-words.ts";

type SheetProps = { current: CurrentSettings; onClose: () => void };

export function ClinicSheet({ current, onClose }: SheetProps) {
  return (
    <SettingSheet
      title={m.setting_card_clinic()}
      current={current}
      fields={["name", "appName", "country", "zone"]}
      onClose={onClose}
    >
      {(form) => <ClinicFields {...form} />}
    </SettingSheet>
  );
}

function ClinicFields({ draft, change, faults }: SettingForm) {
  const { locale } = useLocale();
  const countries = useMemo(() => countryOptions(locale), [locale]);
  const zones = useMemo(
    () => knownZones(draft.zone).map((zone) => ({ value: zone, label: zone })),
    [draft.zone],
  );
  return (
    <>
      <TextField
        label={m.setting_name()}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={faults.name && wordsFaultWords(faults.name, LONGEST.name)}
        autoComplete="off"
      />
      <TextField
        label={m.setting_app_name()}
        description={m.setting_app_name_hint()}
        value={draft.appName}
        onChange={(appName) => change({ appName })}
        error={faults.appName && wordsFaultWords(faults.appName, LONGEST.appName)}
        autoComplete="off"
      />
      <TreatmentNote words={draft.appName} />
      <SelectField
        label={m.setting_country()}
        description={
          helpIn(draft.country).country === null
            ? m.setting_country_no_number()
            : m.setting_country_hint()
        }
        options={countries}
        value={draft.country}
        onChange={(country) => change({ country })}
      />
      <SelectField
        label={m.setting_zone()}
        options={zones}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
      />
    </>
  );
}

/** Said, and not refused: a clinic may know why its word is safe. */
const TreatmentNote = ({ words }: { words: string }) => (
  <div role="status">{namesTreatment(words) ? <p>{m.setting_names_treatment()}</p> : null}</div>
);

export function AgreementsSheet({ current, onClose }: SheetProps) {
  return (
    <SettingSheet
      title={m.setting_card_agreements()}
      current={current}
      fields={["agreements", "reminderWords", "quarterMonths"]}
      onClose={onClose}
    >
      {(form) => <AgreementFields {...form} />}
    </SettingSheet>
  );
}

export function DiarySheet({ current, onClose }: SheetProps) {
  return (
    <SettingSheet
      title={m.setting_card_diary()}
      current={current}
      fields={["skillScale"]}
      onClose={onClose}
    >
      {({ draft, change }) => (
        <div>
          <ChoiceField
            label={m.setting_skill_scale()}
            options={SkillScale.options.map((value) => ({ value, label: skillScaleText(value) }))}
            value={draft.skillScale}
            onChange={(skillScale) => change({ skillScale })}
          />
          <small>{m.setting_skill_scale_hint()}</small>
        </div>
      )}
    </SettingSheet>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

function AgreementFields(form: SettingForm) {
  const { draft, change } = form;
  const { agreements } = draft;
  return (
    <>
      <Rule
        label={m.setting_rule_24()}
        hint={m.setting_rule_24_hint()}
        isOn={agreements.twentyFourHours}
        onChange={(twentyFourHours) => change({ agreements: { ...agreements, twentyFourHours } })}
      />
      <Rule
        label={m.setting_rule_4()}
        hint={m.setting_rule_4_hint()}
        isOn={agreements.fourMisses}
        onChange={(fourMisses) => change({ agreements: { ...agreements, fourMisses } })}
      />
      <ReminderFields {...form} />
      <SelectField
        label={m.setting_quarter()}
        options={MONTHS.map((count) => ({
          value: String(count),
          label: m.setting_quarter_words({ count }),
        }))}
        value={String(draft.quarterMonths)}
        onChange={(months) => change({ quarterMonths: Number(months) })}
      />
    </>
  );
}

type RuleProps = { label: string; hint: string; isOn: boolean; onChange: (isOn: boolean) => void };

function Rule({ label, hint, isOn, onChange }: RuleProps) {
  return (
    <div>
      <ChoiceField
        label={label}
        options={[
          { value: "on", label: m.setting_rule_on() },
          { value: "off", label: m.setting_rule_off() },
        ]}
        value={isOn ? "on" : "off"}
        onChange={(value) => onChange(value === "on")}
      />
      <small>{hint}</small>
    </div>
  );
}

function ReminderFields({ draft, change, faults }: SettingForm) {
  const words = draft.reminderWords;
  const choose = (value: ReminderChoice | "own"): ClinicSettings["reminderWords"] =>
    value === "own" ? { kind: "own", words: "" } : { kind: "list", choice: value };
  return (
    <>
      <ChoiceField
        label={m.setting_reminder()}
        options={[
          ...ReminderChoice.options.map((value) => ({ value, label: reminderChoiceText(value) })),
          { value: "own" as const, label: m.setting_reminder_own() },
        ]}
        value={words.kind === "own" ? "own" : words.choice}
        onChange={(value) => change({ reminderWords: choose(value) })}
      />
      {words.kind === "own" ? (
        <>
          <TextField
            label={m.setting_reminder_own()}
            description={m.setting_reminder_hint()}
            value={words.words}
            onChange={(own) => change({ reminderWords: { kind: "own", words: own } })}
            error={faults.reminderWords && wordsFaultWords(faults.reminderWords, LONGEST.reminder)}
            autoComplete="off"
          />
          <TreatmentNote words={words.words} />
        </>
      ) : null}
    </>
  );
}
