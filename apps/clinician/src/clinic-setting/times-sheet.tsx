import type { CurrentSettings } from "@trellis/api/clinic-setting";
import { m } from "@trellis/messages/messages";
import { CheckRow } from "@trellis/ui/check-row";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import { LONGEST } from "./setting-draft.ts";
import { type SettingForm, SettingSheet } from "./setting-sheet.tsx";
import { answerText, hourText, weekdayName } from "./setting-words.ts";

type TimesSheetProps = { current: CurrentSettings; onClose: () => void };

/** When days end, when cards are looked at, and the hours of sessions and calls. */
export function TimesSheet({ current, onClose }: TimesSheetProps) {
  return (
    <SettingSheet
      title={m.setting_card_times()}
      current={current}
      fields={["dayBoundary", "cardReading", "sessionHours", "coachingHours"]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <HourField
            label={m.setting_day_boundary()}
            description={m.setting_day_boundary_hint()}
            hours={range(0, 6)}
            value={form.draft.dayBoundary}
            onChange={(dayBoundary) => form.change({ dayBoundary })}
          />
          <CardReadingFields {...form} />
          <HoursFields {...form} />
        </>
      )}
    </SettingSheet>
  );
}

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

const WEEKDAYS = range(1, 7);

/** Hours that nobody sees any more cannot stand in the way. */
const USUAL_HOURS = { fromHour: 9, untilHour: 17 };

function CardReadingFields({ draft, change, faults }: SettingForm) {
  const reading = draft.cardReading;
  const set = (part: Partial<typeof reading>) => change({ cardReading: { ...reading, ...part } });
  return (
    <>
      <CheckRow
        label={m.setting_card_reading_days()}
        options={WEEKDAYS.map((day) => ({
          value: String(day),
          label: weekdayName(day, "short"),
          name: weekdayName(day, "long"),
        }))}
        value={reading.weekdays.map(String)}
        onChange={(days) =>
          set({ ...(days.length === 0 ? USUAL_HOURS : {}), weekdays: days.map(Number) })
        }
      />
      {reading.weekdays.length === 0 ? (
        <p>{m.setting_card_reading_never()}</p>
      ) : (
        <>
          <HourField
            label={m.setting_card_reading_from()}
            hours={range(0, 23)}
            value={reading.fromHour}
            onChange={(fromHour) => set({ fromHour })}
          />
          <HourField
            label={m.setting_card_reading_until()}
            hours={range(1, 24)}
            value={reading.untilHour}
            onChange={(untilHour) => set({ untilHour })}
            error={faults.cardReading && m.setting_card_reading_order()}
          />
        </>
      )}
      <SelectField
        label={m.setting_answer_days()}
        options={range(0, 30).map((days) => ({ value: String(days), label: answerText(days) }))}
        value={String(reading.answerDays)}
        onChange={(days) => set({ answerDays: Number(days) })}
      />
    </>
  );
}

function HoursFields({ draft, change, faults }: SettingForm) {
  return (
    <>
      <TextField
        label={m.setting_session_hours()}
        description={m.setting_session_hours_hint()}
        multiline
        value={draft.sessionHours}
        onChange={(sessionHours) => change({ sessionHours })}
        error={faults.sessionHours && wordsFaultWords(faults.sessionHours, LONGEST.hours)}
      />
      <TextField
        label={m.setting_coaching_hours()}
        description={m.setting_coaching_hours_hint()}
        multiline
        value={draft.coachingHours}
        onChange={(coachingHours) => change({ coachingHours })}
        error={faults.coachingHours && wordsFaultWords(faults.coachingHours, LONGEST.hours)}
      />
    </>
  );
}

type HourFieldProps = {
  label: string;
  description?: string;
  hours: readonly number[];
  value: number;
  onChange: (hour: number) => void;
  error?: string;
};

const HourField = ({ hours, value, onChange, ...rest }: HourFieldProps) => (
  <SelectField
    {...rest}
    options={hours.map((hour) => ({ value: String(hour), label: hourText(hour) }))}
    value={String(value)}
    onChange={(hour) => onChange(Number(hour))}
  />
);
