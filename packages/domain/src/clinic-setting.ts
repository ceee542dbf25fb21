import * as z from "zod/mini";
import { CivilDateSchema, Zone } from "./civil-date.ts";
import { PhoneNumber } from "./crisis-line.ts";
import { filledLine, oneLine, text } from "./text.ts";

/** Somebody of the clinic, or a line that it names, whom its clients can call. */
const ClinicContact = z.object({
  name: filledLine(60),
  phone: PhoneNumber,
  /** What it is for and when, in the clinic's words. */
  about: oneLine(120),
});
export type ClinicContact = z.infer<typeof ClinicContact>;

/** A line for people in crisis, as the clinic's clients see it. */
const ClinicLine = z.object({ name: filledLine(60), phone: PhoneNumber });
export type ClinicLine = z.infer<typeof ClinicLine>;

export const MOST_CONTACTS = 8;
export const MOST_LINES = 8;

/** Words of a reminder that say nothing about care; the apps have them in both languages. */
export const ReminderChoice = z.enum(["your-reminder", "a-minute", "time-to-look"]);
export type ReminderChoice = z.infer<typeof ReminderChoice>;

const ReminderWords = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("list"), choice: ReminderChoice }),
  z.object({ kind: z.literal("own"), words: filledLine(60) }),
]);
export type ReminderWords = z.infer<typeof ReminderWords>;

const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

export const SkillScale = z.enum(["four-words", "classic"]);
export type SkillScale = z.infer<typeof SkillScale>;

/** When a clinic looks at cards. Hours by its clock, `untilHour` not included; weekdays are Monday 1 to Sunday 7. */
const CardReading = z
  .object({
    weekdays: z.array(whole(1, 7)).check(
      z.maxLength(7),
      z.refine((days) => days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0))),
    ),
    fromHour: whole(0, 23),
    untilHour: whole(1, 24),
    /** Working days until somebody answers what was written; 0 for the same day. */
    answerDays: whole(0, 30),
  })
  .check(z.refine(({ fromHour, untilHour }) => fromHour < untilHour));

/**
 * All that a clinic sets for itself. The emergency numbers of its country are no part of it: they stand
 * on every screen that shows whom to call, and cannot be taken away (R-CS-3).
 */
export const ClinicSettings = z.object({
  name: filledLine(80),
  /** The phone app's name; neutral, since others see it on the screen of a phone. */
  appName: filledLine(30),
  /** ISO 3166-1 alpha-2. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  zone: Zone,
  /** The hour at which a diary day ends, 0 to 6 (R-DT-1). */
  dayBoundary: whole(0, 6),
  cardReading: CardReading,
  /** Both in the clinic's words; shown to clients. */
  sessionHours: text(200),
  coachingHours: text(200),
  contacts: z.array(ClinicContact).check(z.maxLength(MOST_CONTACTS)),
  /** In the order in which clients see them; null for the lines that are known for the country. */
  crisisLines: z.nullable(z.array(ClinicLine).check(z.maxLength(MOST_LINES))),
  agreements: z.object({
    /** No coaching call in the twenty-four hours after self-harm. */
    twentyFourHours: z.boolean(),
    /** Four sessions in a row that did not take place end the treatment for the rest of its agreed time. */
    fourMisses: z.boolean(),
  }),
  reminderWords: ReminderWords,
  /** How new skill items ask: in four words, or by the 0–7 of the common card. */
  skillScale: SkillScale,
  /** Months between two reviews of the treatment, 1 to 12. */
  quarterMonths: whole(1, 12),
});
export type ClinicSettings = z.infer<typeof ClinicSettings>;

/** The names of the settings, in the order of the page. */
const SETTING_FIELDS = [
  "name",
  "appName",
  "country",
  "zone",
  "dayBoundary",
  "cardReading",
  "sessionHours",
  "coachingHours",
  "contacts",
  "crisisLines",
  "agreements",
  "reminderWords",
  "skillScale",
  "quarterMonths",
] as const satisfies readonly (keyof ClinicSettings)[];
export const SettingField = z.enum(SETTING_FIELDS);
export type SettingField = z.infer<typeof SettingField>;

/** The settings of a clinic that has just been set up. */
export const firstSettings = (
  clinic: Pick<ClinicSettings, "name" | "appName" | "country" | "zone">,
): ClinicSettings => ({
  name: clinic.name,
  appName: clinic.appName,
  country: clinic.country,
  zone: clinic.zone,
  dayBoundary: 4,
  cardReading: { weekdays: [1, 2, 3, 4, 5], fromHour: 9, untilHour: 17, answerDays: 2 },
  sessionHours: "",
  coachingHours: "",
  contacts: [],
  crisisLines: null,
  agreements: { twentyFourHours: true, fourMisses: true },
  reminderWords: { kind: "list", choice: "your-reminder" },
  skillScale: "four-words",
  quarterMonths: 3,
});

/** The settings in which two versions differ, in the order of the page. */
export const changedFields = (before: ClinicSettings, after: ClinicSettings): SettingField[] =>
  SETTING_FIELDS.filter((field) => canonical(before[field]) !== canonical(after[field]));

/** JSON with sorted keys: PostgreSQL gives a document back in an order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

/**
 * Joins what somebody changed with what somebody else changed meanwhile, setting by setting. Where both
 * changed the same one, the own stays and its name is among the clashes.
 * @param base what both began with
 */
export function mergeSettings(
  base: ClinicSettings,
  own: ClinicSettings,
  theirs: ClinicSettings,
): { readonly merged: ClinicSettings; readonly clashes: readonly SettingField[] } {
  const mine = changedFields(base, own);
  const other = changedFields(base, theirs);
  const merged = { ...theirs, ...Object.fromEntries(mine.map((field) => [field, own[field]])) };
  const differ = changedFields(own, theirs);
  return {
    merged,
    clashes: mine.filter((field) => other.includes(field) && differ.includes(field)),
  };
}

const TREATMENT =
  /\b(dbt|tdc|dialect\w*|therap\w*|terapia\w*|terapeut\w*|psych\w*|psic\w*|psiq\w*|clinic\w*|clínic\w*|suicid\w*|self.?harm\w*|autoles\w*|borderline|mental\w*|diagnos\w*)\b/iu;

/** True when words that others may see on a phone tell that somebody is in treatment. */
export const namesTreatment = (words: string): boolean => TREATMENT.test(words.normalize("NFC"));

/** That somebody of the clinic made sure that a number of its country is right, or that it is no more. */
export const PhoneCheck = z.object({
  phone: PhoneNumber,
  on: CivilDateSchema,
  /** Name of whoever made sure. */
  by: z.string(),
});
export type PhoneCheck = z.infer<typeof PhoneCheck>;

/** When a number ought to be tried again, in days: once a quarter (R-CS-3). */
export const CHECK_AGAIN_DAYS = 92;
