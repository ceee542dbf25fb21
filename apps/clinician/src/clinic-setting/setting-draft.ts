import type { ClinicSettings, SettingField } from "@trellis/domain/clinic-setting";
import { isPhoneNumber } from "@trellis/domain/crisis-line";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";

/** Longest words of each text, in characters, as the domain has them. */
export const LONGEST = {
  name: 80,
  appName: 30,
  hours: 200,
  rowName: 60,
  about: 120,
  reminder: 60,
} as const;

/** What stands in the way of one person or line. */
export type RowFaults = {
  readonly name?: WordsFault;
  readonly phone?: "wrong";
  readonly about?: WordsFault;
};

/** What stands in the way of settings as somebody has written them. */
export type SettingFaults = {
  readonly name?: WordsFault;
  readonly appName?: WordsFault;
  readonly cardReading?: "order";
  readonly sessionHours?: WordsFault;
  readonly coachingHours?: WordsFault;
  readonly contacts?: readonly RowFaults[];
  readonly crisisLines?: readonly RowFaults[];
  readonly reminderWords?: WordsFault;
};

export function settingFaults(draft: ClinicSettings): SettingFaults {
  const { cardReading, reminderWords } = draft;
  return {
    ...given("name", wordsFault(draft.name, LONGEST.name)),
    ...given("appName", wordsFault(draft.appName, LONGEST.appName)),
    ...given("cardReading", cardReading.fromHour < cardReading.untilHour ? null : "order"),
    ...given("sessionHours", optionalFault(draft.sessionHours, LONGEST.hours)),
    ...given("coachingHours", optionalFault(draft.coachingHours, LONGEST.hours)),
    ...given("contacts", rowFaults(draft.contacts)),
    ...given("crisisLines", rowFaults(draft.crisisLines ?? [])),
    ...given(
      "reminderWords",
      reminderWords.kind === "own" ? wordsFault(reminderWords.words, LONGEST.reminder) : null,
    ),
  };
}

/** True when something stands in the way of these settings. */
export const isFaulty = (faults: SettingFaults, fields: readonly SettingField[]): boolean =>
  fields.some((field) => field in faults);

const WRONG_PHONE = "wrong" as const;

type Row = { readonly name: string; readonly phone: string; readonly about?: string };

/** One for each row when any has a fault; null when none has. */
function rowFaults(rows: readonly Row[]): readonly RowFaults[] | null {
  const faults = rows.map(({ name, phone, about }) => ({
    ...given("name", wordsFault(name, LONGEST.rowName)),
    ...given("phone", isPhoneNumber(phone) ? null : WRONG_PHONE),
    ...given("about", optionalFault(about ?? "", LONGEST.about)),
  }));
  return faults.some((each) => Object.keys(each).length > 0) ? faults : null;
}

function optionalFault(words: string, longest: number): WordsFault | null {
  const fault = wordsFault(words, longest);
  return fault === "needed" ? null : fault;
}

const given = <Key extends string, Value>(key: Key, value: Value | null) =>
  (value === null ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

/** A list with the row at `at` moved by `by` places; the same list when it would leave it. */
export function moved<Each>(rows: readonly Each[], at: number, by: 1 | -1): readonly Each[] {
  const to = at + by;
  if (to < 0 || to >= rows.length) return rows;
  return rows.map((row, index) =>
    index === to ? (rows[at] ?? row) : index === at ? (rows[to] ?? row) : row,
  );
}
