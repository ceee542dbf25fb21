import type {
  ClinicSettings,
  ReminderChoice,
  ReminderWords,
  SettingField,
  SkillScale,
} from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { countryName } from "./countries.ts";

/** What a setting is called on the page. */
export function fieldWords(field: SettingField): string {
  const names: Record<SettingField, () => string> = {
    name: m.setting_name,
    appName: m.setting_app_name,
    country: m.setting_country,
    zone: m.setting_zone,
    dayBoundary: m.setting_day_boundary,
    cardReading: m.setting_card_reading,
    sessionHours: m.setting_session_hours,
    coachingHours: m.setting_coaching_hours,
    contacts: m.setting_contacts,
    crisisLines: m.setting_crisis_lines,
    agreements: m.setting_agreements,
    reminderWords: m.setting_reminder,
    skillScale: m.setting_skill_scale,
    quarterMonths: m.setting_quarter,
  };
  return names[field]();
}

/** What a setting says, in lines. */
export function valueWords(field: SettingField, settings: ClinicSettings): readonly string[] {
  switch (field) {
    case "name":
    case "appName":
    case "zone":
      return [settings[field]];
    case "sessionHours":
    case "coachingHours":
      return [settings[field] === "" ? m.setting_empty() : settings[field]];
    case "country":
      return [countryName(settings.country, getLocale())];
    case "dayBoundary":
      return [hourText(settings.dayBoundary)];
    case "cardReading":
      return cardReadingWords(settings.cardReading);
    case "contacts":
      return settings.contacts.length === 0
        ? [m.setting_contacts_none()]
        : settings.contacts.map(({ name, phone, about }) =>
            [name, phone, about].filter((part) => part !== "").join(" · "),
          );
    case "crisisLines":
      return linesWords(settings.crisisLines);
    case "agreements":
      return agreementWords(settings.agreements);
    case "reminderWords":
      return [reminderText(settings.reminderWords)];
    case "skillScale":
      return [skillScaleText(settings.skillScale)];
    case "quarterMonths":
      return [m.setting_quarter_words({ count: settings.quarterMonths })];
  }
}

function linesWords(lines: ClinicSettings["crisisLines"]): readonly string[] {
  if (lines === null) return [m.setting_lines_known()];
  if (lines.length === 0) return [m.setting_lines_none()];
  return lines.map(({ name, phone }) => `${name} · ${phone}`);
}

const agreementWords = (agreements: ClinicSettings["agreements"]): readonly string[] => [
  m.setting_rule_words({ rule: m.setting_rule_24(), state: ruleState(agreements.twentyFourHours) }),
  m.setting_rule_words({ rule: m.setting_rule_4(), state: ruleState(agreements.fourMisses) }),
];

const ruleState = (isOn: boolean) => (isOn ? m.setting_rule_on() : m.setting_rule_off());

function cardReadingWords(reading: ClinicSettings["cardReading"]): readonly string[] {
  const { weekdays, fromHour, untilHour, answerDays } = reading;
  const when =
    weekdays.length === 0
      ? m.setting_card_reading_never()
      : m.setting_card_reading_words({
          days: daysText(weekdays),
          from: hourText(fromHour),
          until: hourText(untilHour),
        });
  return [when, `${m.setting_answer_days()}: ${answerText(answerDays)}`];
}

/** "the same working day" · "2 working days". */
export const answerText = (days: number): string =>
  days === 0 ? m.setting_answer_same_day() : m.setting_answer_words({ count: days });

export const skillScaleText = (scale: SkillScale): string =>
  scale === "classic" ? m.setting_skill_scale_classic() : m.setting_skill_scale_four_words();

/** The words of a reminder in the language of the page. */
const reminderText = (words: ReminderWords): string =>
  words.kind === "own" ? words.words : reminderChoiceText(words.choice);

export function reminderChoiceText(choice: ReminderChoice): string {
  switch (choice) {
    case "your-reminder":
      return m.setting_reminder_your_reminder();
    case "a-minute":
      return m.setting_reminder_a_minute();
    case "time-to-look":
      return m.setting_reminder_time_to_look();
  }
}

/** "4:00", as the language writes an hour of the day; 24 is the midnight at its end. */
export const hourText = (hour: number): string =>
  hour === 24
    ? "24:00"
    : new Intl.DateTimeFormat(getLocale(), {
        hour: "numeric",
        minute: "2-digit",
        timeZone: "UTC",
      }).format(Date.UTC(2026, 0, 1, hour));

/** The name of a weekday, Monday 1 to Sunday 7. */
export const weekdayName = (weekday: number, length: "short" | "long"): string =>
  new Intl.DateTimeFormat(getLocale(), { weekday: length, timeZone: "UTC" }).format(
    Date.UTC(2026, 5, weekday),
  );

/** Days that follow each other as "Mon to Fri", others one by one. */
function daysText(weekdays: readonly number[]): string {
  const names = weekdays.map((day) => weekdayName(day, "long"));
  const first = names[0] ?? "";
  const isRow =
    weekdays.length > 2 && (weekdays.at(-1) ?? 0) - (weekdays[0] ?? 0) === names.length - 1;
  return isRow
    ? m.setting_days_row({ first, last: names.at(-1) ?? first })
    : new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(names);
}
