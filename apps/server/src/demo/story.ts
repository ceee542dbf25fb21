import type { Locale } from "@trellis/domain/account";
import {
  type CardAspect,
  type CardRhythm,
  DAILY_RATING,
  type Scale,
} from "@trellis/domain/card-item";
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
    follows: { kind: "urge", of: `${target}-urge`, odds },
  },
];

/** Something that is done or not, more or less often on hard days. */
export const habit = (
  key: string,
  words: string,
  aspect: "act" | "skill",
  target: string,
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
