import type { CardTemplateId } from "@trellis/domain/card-template";
import type { LibraryItemId, LibraryTargetId } from "@trellis/domain/item-library";
import { m } from "@trellis/messages/messages";

/** A language in which words can be put on a card, whatever the page speaks. */
export type WordsLanguage = "en" | "es";
type Words = (inputs?: Record<string, never>, options?: { locale?: WordsLanguage }) => string;

const ITEMS: Readonly<Record<LibraryItemId, Words>> = {
  "urge-suicide": m.library_urge_suicide,
  attempt: m.library_attempt,
  "urge-self-harm": m.library_urge_self_harm,
  "act-self-harm": m.library_act_self_harm,
  "urge-violence": m.library_urge_violence,
  "act-violence": m.library_act_violence,
  "urge-drink": m.library_urge_drink,
  drank: m.library_drank,
  "urge-drugs": m.library_urge_drugs,
  "used-drugs": m.library_used_drugs,
  "urge-binge": m.library_urge_binge,
  "act-binge": m.library_act_binge,
  "act-avoid": m.library_act_avoid,
  medication: m.library_medication,
  "extra-medication": m.library_extra_medication,
  "emotional-pain": m.library_emotional_pain,
  "physical-pain": m.library_physical_pain,
  sadness: m.library_sadness,
  shame: m.library_shame,
  guilt: m.library_guilt,
  anger: m.library_anger,
  fear: m.library_fear,
  loneliness: m.library_loneliness,
  disgust: m.library_disgust,
  joy: m.library_joy,
  love: m.library_love,
  "next-step": m.library_next_step,
  "life-target": m.library_life_target,
  "hours-work": m.library_hours_work,
  asked: m.library_asked,
  "said-no": m.library_said_no,
  repaired: m.library_repaired,
  "kept-boundary": m.library_kept_boundary,
  "time-with-people": m.library_time_with_people,
  sleep: m.library_sleep,
  "ate-regularly": m.library_ate_regularly,
  moved: m.library_moved,
  reward: m.library_reward,
  watch: m.library_watch,
  "urge-quit-therapy": m.library_urge_quit_therapy,
  "hope-life": m.library_hope_life,
  "hope-therapy": m.library_hope_therapy,
  "belief-emotions": m.library_belief_emotions,
  "belief-actions": m.library_belief_actions,
  "belief-thoughts": m.library_belief_thoughts,
  "coming-up": m.library_coming_up,
  "in-the-way": m.library_in_the_way,
  "quiet-check": m.library_quiet_check,
};

const TARGETS: Readonly<Record<LibraryTargetId, Words>> = {
  suicide: m.library_target_suicide,
  "self-harm": m.library_target_self_harm,
  violence: m.library_target_violence,
  "leaving-therapy": m.library_target_leaving_therapy,
  drinking: m.library_target_drinking,
  drugs: m.library_target_drugs,
  binging: m.library_target_binging,
  avoiding: m.library_target_avoiding,
  "next-step": m.library_target_next_step,
  "work-or-study": m.library_target_work_or_study,
  people: m.library_target_people,
  body: m.library_target_body,
};

const UNITS: Readonly<Record<string, Words>> = {
  drinks: m.library_unit_drinks,
  times: m.library_unit_times,
  min: m.library_unit_min,
  h: m.library_unit_h,
};

const TEMPLATES: Readonly<Record<CardTemplateId, { name: Words; line: Words }>> = {
  small: { name: m.template_small, line: m.template_small_line },
  usual: { name: m.template_usual, line: m.template_usual_line },
  substances: { name: m.template_substances, line: m.template_substances_line },
  life: { name: m.template_life, line: m.template_life_line },
};

const inLanguage = (words: Words, locale?: WordsLanguage): string =>
  locale === undefined ? words() : words({}, { locale });

/** The words of an item of the library, in the page's language or another. */
export const libraryWords = (id: LibraryItemId, locale?: WordsLanguage): string =>
  inLanguage(ITEMS[id], locale);

/** The words of what items of the library work on. */
export const libraryTargetWords = (id: LibraryTargetId, locale?: WordsLanguage): string =>
  inLanguage(TARGETS[id], locale);

/** The unit of a library item's scale in a language; a unit that is not the library's stays as it is. */
export const libraryUnitWords = (unit: string, locale?: WordsLanguage): string => {
  const words = UNITS[unit];
  return words === undefined ? unit : inLanguage(words, locale);
};

/** Name and description of a template. */
export const templateWords = (id: CardTemplateId): { name: string; line: string } => ({
  name: TEMPLATES[id].name(),
  line: TEMPLATES[id].line(),
});
