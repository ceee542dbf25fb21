import type { Locale } from "@trellis/domain/account";
import {
  type CardAspect,
  type CardRhythm,
  DAILY_RATING,
  type Scale,
} from "@trellis/domain/card-item";
import type { SafetyPlan } from "@trellis/domain/safety-plan";
import type { TargetDirection, TargetLevel } from "@trellis/domain/target-behaviour";
import type { Keeping } from "./card-keeping.ts";
import type { Followed } from "./card-value.ts";
import type { Course } from "./latent-course.ts";
import type { Phrases } from "./phrases.ts";

/** Everything that makes one invented person, as data. Weeks are counted back from today. */
export type Story = {
  /** Names the draws of this person, so it must not change lightly. */
  readonly key: string;
  readonly name: string;
  readonly initials: string;
  readonly tag: string;
  readonly locale: Locale;
  readonly lifeLine: string;
  readonly zone: string;
  readonly course: Course;
  readonly keeping: Keeping;
  readonly sessions: { readonly weekday: number; readonly skipped: readonly number[] };
  readonly targets: readonly StoryTarget[];
  readonly items: readonly StoryItem[];
  readonly phrases: Phrases;
  readonly closingLine?: string;
  /** Notes how hard a day was, on some days. */
  readonly notesHardness?: true;
  /** Puts an urge that was ridden out on the card, now and then. */
  readonly ridesOut?: { readonly urge: string; readonly act: string; readonly odds: number };
  /** One value that was changed the day after, that many days before today. */
  readonly corrects?: { readonly item: string; readonly daysAgo: number; readonly from: number };
  /** From the first to the newest version; none where there is no plan yet. */
  readonly plans: readonly StoryPlan[];
};

/** A version of a safety plan; the other of the two agrees some days later, or has not yet. */
export type StoryPlan = {
  readonly weeksAgo: number;
  readonly by: "client" | "therapist";
  readonly agreed: boolean;
  readonly plan: SafetyPlan;
};

export type StoryTarget = {
  readonly key: string;
  readonly words: string;
  readonly level: TargetLevel;
  readonly direction: TargetDirection;
};

export type StoryItem = Followed & {
  readonly words: string;
  readonly aspect: CardAspect;
  readonly scale: Scale;
  readonly target: string | null;
  readonly coverWords?: string;
  readonly rhythm?: CardRhythm;
  readonly short?: boolean;
  readonly library?: string;
  /** Put on the card later than the rest. */
  readonly addedWeeksAgo?: number;
  /** Since when the weekly question stands for it. */
  readonly foldedWeeksAgo?: number;
  /** What stands beside a value above 0: the words in turn, or a time of day. */
  readonly beside?: "about-when" | readonly [string, ...string[]];
  readonly retiredWeeksAgo?: number;
  readonly revised?: { readonly weeksAgo: number; readonly words: string; readonly scale: Scale };
};

const YES_NO: Scale = { kind: "yes-no" };
export const quantity = (max: number, unit: string, decimals: 0 | 1 | 2): Scale => ({
  kind: "number",
  min: 0,
  max,
  decimals,
  unit,
});

/** Odds of an act at urge 0 … 5: rare without an urge, and even at 5 an urge is mostly ridden out. */
const ACT_ODDS = [0.003, 0.01, 0.03, 0.08, 0.2, 0.38] as const;

type Strength = { readonly offset: number; readonly pull: number; readonly noise: number };

/** An intensity 0–5 that rises (or, with a negative pull, falls) with the day's course. */
export const intensity = (
  key: string,
  words: string,
  aspect: "urge" | "emotion" | "watch",
  target: string | null,
  strength: Strength,
): StoryItem => ({
  key,
  words,
  aspect,
  scale: DAILY_RATING,
  target,
  follows: { kind: "distress", ...strength },
});

/** An urge and its act: two items of one target, so that an urge without the act can be seen. */
export const urgeAndAct = (
  target: string,
  words: { readonly urge: string; readonly act: string },
  strength: Strength,
  odds: readonly number[] = ACT_ODDS,
): readonly [StoryItem, StoryItem] => [
  intensity(`${target}-urge`, words.urge, "urge", target, strength),
  {
    key: `${target}-act`,
    words: words.act,
    aspect: "act",
    scale: YES_NO,
    target,
    beside: "about-when",
    follows: { kind: "urge", of: `${target}-urge`, odds },
  },
];

/** Something that is done or not, more or less often on hard days. */
export const habit = (
  key: string,
  words: string,
  aspect: "goal" | "medication" | "reward",
  target: string | null,
  likelihood: number,
  pull: number,
): StoryItem => ({
  key,
  words,
  aspect,
  scale: YES_NO,
  target,
  follows: { kind: "habit", likelihood, pull },
});

/** Hours, to quarters. */
export const QUARTER_HOURS: Scale = {
  kind: "number",
  min: 0,
  max: 24,
  decimals: 2,
  unit: "h",
  quarters: true,
};

/** A skill and what became of it, asked in four words. */
export const skill = (
  key: string,
  words: string,
  library: string | null,
  target: string | null,
  likelihood: number,
  pull: number,
): StoryItem => ({
  key,
  words,
  aspect: "skill",
  scale: { kind: "skill-use" },
  target,
  ...(library === null ? {} : { library }),
  follows: { kind: "skill", likelihood, pull },
});

/** The suicide act, in its own words. Nobody in these stories acts on it; now and then something is begun and stopped. */
export const attempt = (words: string, target: string, urge: string): StoryItem => ({
  key: `${target}-attempt`,
  words,
  aspect: "attempt",
  scale: { kind: "attempt" },
  target,
  library: "attempt",
  beside: "about-when",
  follows: { kind: "attempt", of: urge, odds: 0.04 },
});

/** A step toward something, done, partly or not yet. */
export const step = (
  key: string,
  words: string,
  target: string | null,
  likelihood: number,
  pull: number,
): StoryItem => ({
  key,
  words,
  aspect: "step",
  scale: { kind: "degree" },
  target,
  follows: { kind: "degree", likelihood, pull },
});

type WeeklyWords = {
  readonly hope: string;
  readonly comingUp: string;
  readonly inTheWay: string;
  /** What is coming up, in turn. */
  readonly what: readonly [string, ...string[]];
  readonly gotInTheWay: readonly [string, ...string[]];
};

/** What is asked once between two sessions. */
const weekly = (words: WeeklyWords): readonly StoryItem[] => [
  {
    ...intensity("hope-life", words.hope, "watch", null, { offset: 3.6, pull: -0.7, noise: 0.5 }),
    aspect: "belief",
    rhythm: "weekly",
    library: "hope-life",
  },
  {
    key: "coming-up",
    words: words.comingUp,
    aspect: "event",
    scale: YES_NO,
    target: null,
    rhythm: "weekly",
    library: "coming-up",
    beside: words.what,
    follows: { kind: "habit", likelihood: 0.35, pull: 0.05 },
  },
  {
    key: "in-the-way",
    words: words.inTheWay,
    aspect: "event",
    scale: YES_NO,
    target: null,
    rhythm: "weekly",
    library: "in-the-way",
    beside: words.gotInTheWay,
    follows: { kind: "habit", likelihood: 0.12, pull: 0.02 },
  },
];

type WeeklyOwn = Pick<WeeklyWords, "what" | "gotInTheWay">;

export const weeklyInEnglish = (own: WeeklyOwn): readonly StoryItem[] =>
  weekly({
    hope: "I can get the life I want",
    comingUp: "Something is coming up before we meet again",
    inTheWay: "Something in therapy got in my way",
    ...own,
  });

export const weeklyInSpanish = (own: WeeklyOwn): readonly StoryItem[] =>
  weekly({
    hope: "Puedo llegar a la vida que quiero",
    comingUp: "Se acerca algo antes de que nos veamos otra vez",
    inTheWay: "Algo de la terapia se me puso en medio",
    ...own,
  });

/** The urge to quit therapy, asked once a week. */
export const weeklyUrge = (item: StoryItem): StoryItem => ({ ...item, rhythm: "weekly" });
