import * as z from "zod/mini";
import { CivilDateSchema, type CivilDate } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { TargetLevel } from "./target-behaviour.ts";
import { filledText } from "./text.ts";

/** What one item measures of a target or a person. An urge and its act are two items of one target. */
export const CardAspect = z.enum([
  "urge",
  "act",
  /** The suicide act, which is asked with words of its own. */
  "attempt",
  "emotion",
  "substance",
  /** Taken as prescribed. */
  "medication",
  "number",
  /** A quality-of-life target: done, partly, not yet; or a number. */
  "goal",
  /** The next step toward something. */
  "step",
  "skill",
  /** Rewarded oneself, or noticed what was done. */
  "reward",
  /** Hope, and what one believes about change; asked weekly. */
  "belief",
  /** Something that comes up, or got in the way in therapy; yes or no with words, asked weekly. */
  "event",
  /** Watched to learn how it is, with no aim yet. */
  "watch",
  /** The one weekly question that stands for folded items: any of these this week? */
  "check",
]);
export type CardAspect = z.infer<typeof CardAspect>;

const bound = z.int().check(z.minimum(-1000), z.maximum(1000));
const quantity = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));

/** Whole-number intensity, both ends included, at most 21 steps so that each stays a button. */
const RatingScale = z.object({ kind: z.literal("rating"), min: bound, max: bound }).check(
  z.refine((scale) => scale.min < scale.max && scale.max - scale.min <= 20, {
    error: "needs 2 to 21 steps",
  }),
);

/** No (0) or yes (1); nothing is preselected. */
const YesNoScale = z.object({ kind: z.literal("yes-no") });

/**
 * A counted or measured quantity with its unit; `decimals` is the greatest number of decimal places,
 * `quarters` allows quarters alone (of an hour, for instance).
 */
const NumberScale = z
  .object({
    kind: z.literal("number"),
    min: quantity,
    max: quantity,
    decimals: z.int().check(z.minimum(0), z.maximum(2)),
    unit: filledText(20),
    quarters: z.optional(z.literal(true)),
  })
  .check(
    z.refine((scale) => scale.min < scale.max, { error: "needs min below max" }),
    z.refine((scale) => scale.quarters === undefined || scale.decimals === 2, {
      error: "quarters need two decimal places",
    }),
  );

/** 0 no · 1 prepared or started, and stopped · 2 did something to end my life (clinical review §2.1). */
const AttemptScale = z.object({ kind: z.literal("attempt") });

/** 0 not yet · 1 partly · 2 done. */
const DegreeScale = z.object({ kind: z.literal("degree") });

/**
 * What became of a skill: 1 wanted to, couldn't yet · 2 made it harder · 3 no change · 4 helped. Categories, no
 * amounts: never averaged, and none of them is more than another.
 */
const SkillUseScale = z.object({ kind: z.literal("skill-use") });

/** The 0–7 of the common card, for clinics that keep to it. Categories as well; 6 is not more than 5. */
const SkillClassicScale = z.object({ kind: z.literal("skill-classic") });

export const Scale = z.union([
  RatingScale,
  YesNoScale,
  NumberScale,
  AttemptScale,
  DegreeScale,
  SkillUseScale,
  SkillClassicScale,
]);
export type Scale = z.infer<typeof Scale>;

/** The codes of a scale of words, in the order in which they stand on the card; null for other scales. */
export function codesOf(scale: Scale): readonly number[] | null {
  switch (scale.kind) {
    case "yes-no":
      return [0, 1];
    case "attempt":
    case "degree":
      return [0, 1, 2];
    case "skill-use":
      return [1, 2, 3, 4];
    case "skill-classic":
      return [0, 1, 2, 3, 4, 5, 6, 7];
    case "rating":
    case "number":
      return null;
  }
}

/**
 * How a value is entered. Where the highest of the day stands (intensities, acts) each tap is a rating of its
 * sitting; quantities and categories have no highest, so that the last word counts.
 */
export const entersAs = (scale: Scale): "rate" | "set" =>
  scale.kind === "rating" || scale.kind === "yes-no" || scale.kind === "attempt" ? "rate" : "set";

/**
 * False for a scale on which an aspect would not be understood: the suicide act has words of its own, which belong to
 * nothing else, and the weekly question about folded items is answered with yes or no.
 */
export const suitsAspect = (aspect: CardAspect, scale: Scale): boolean =>
  (aspect === "attempt") === (scale.kind === "attempt") &&
  (aspect !== "check" || scale.kind === "yes-no");

/** What became of a skill, read from either scale; null for other scales. */
export function skillUse(
  scale: Scale,
  value: number,
): { readonly tried: boolean; readonly helped: boolean; readonly wanted: boolean } | null {
  if (scale.kind === "skill-use")
    return { tried: value >= 2, helped: value === 4, wanted: value >= 1 };
  if (scale.kind === "skill-classic")
    return { tried: value >= 3, helped: value === 5 || value === 7, wanted: value >= 2 };
  return null;
}

/** The diary card's own scale (docs/clinical/diary-card.md): 0 not at all to 5 extremely strong. */
export const DAILY_RATING: Scale = { kind: "rating", min: 0, max: 5 };

/** Most items and targets of one client's card; more could not be filled in a minute, nor read in an hour. */
export const MOST_ITEMS = 60;

/** How often an item is asked. A weekly one is asked once between two sessions, on any of the days. */
export const CardRhythm = z.enum(["daily", "weekly"]);
export type CardRhythm = z.infer<typeof CardRhythm>;

/**
 * Whether an item stands on the card from a version on. A folded one is asked through the weekly question
 * alone, until that is answered with yes (clinical review §2.6).
 */
export const CardItemState = z.enum(["asked", "folded", "paused", "retired"]);
export type CardItemState = z.infer<typeof CardItemState>;

/** Days on which an item stands on the card: `from` included, `until` not; null has no end yet. */
export const ItemSpan = z.object({
  from: CivilDateSchema,
  until: z.nullable(CivilDateSchema),
  state: z.enum(["asked", "folded"]),
});
export type ItemSpan = z.infer<typeof ItemSpan>;

/** Id of an item of the library or of a skill of the catalogue that an item was made from. */
export const LibraryId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

const versioned = {
  words: filledText(200),
  /** What the phone shows in their place where somebody may look over a shoulder. */
  coverWords: z.nullable(filledText(60)),
  scale: Scale,
  rhythm: CardRhythm,
  /** One of the taps that are enough on a day that is too much. */
  short: z.boolean(),
};

/** The newest version of an item that is asked for; a history is never split by a new one. */
export const CardItem = z.object({
  id: Uuid,
  version: z.int().check(z.minimum(1)),
  /** The first day of this version; before it an earlier one was in force, except for the first. */
  validFrom: CivilDateSchema,
  ...versioned,
  aspect: CardAspect,
  level: z.nullable(TargetLevel),
  targetId: z.nullable(Uuid),
  library: z.nullable(LibraryId),
  position: z.int().check(z.minimum(0), z.maximum(10_000)),
  /** Oldest first; none overlap. */
  spans: z.array(ItemSpan),
  state: CardItemState,
});
export type CardItem = z.infer<typeof CardItem>;

/** What is needed to put a new item on the card. The id is made by the caller, so that a replay adds nothing. */
export const NewCardItem = z.object({
  id: Uuid,
  ...versioned,
  aspect: CardAspect,
  targetId: z.nullable(Uuid),
  library: z.nullable(LibraryId),
});
export type NewCardItem = z.infer<typeof NewCardItem>;

/** What a revision may change; the history keeps the words and scale that were in force. */
export const CardItemRevision = z.object({ ...versioned, state: CardItemState });
export type CardItemRevision = z.infer<typeof CardItemRevision>;

/** Taps that are enough on a day that is too much. */
export const MOST_SHORT = 3;

/** From when on a version holds, and in which state. */
export type VersionStart = {
  readonly version: number;
  readonly validFrom: CivilDate;
  readonly state: CardItemState;
};

/** The days on which an item stands on the card, from all its versions. Of several of one day the last counts. */
export function spansOf(versions: readonly VersionStart[]): ItemSpan[] {
  const inOrder = versions.toSorted((a, b) => a.version - b.version);
  const spans: ItemSpan[] = [];
  for (const { validFrom, state } of inOrder) {
    // A later version holds on all days from its own on, also when it was made where it was still the day before.
    while ((spans.at(-1)?.from ?? "") >= validFrom) spans.pop();
    const last = spans.at(-1);
    if (last !== undefined && (last.until ?? validFrom) >= validFrom) last.until = validFrom;
    if (state !== "asked" && state !== "folded") continue;
    if (last?.until === validFrom && last.state === state) last.until = null;
    else spans.push({ from: validFrom, until: null, state });
  }
  return spans;
}

/** True when a value can stand on this scale; a number may have at most the scale's decimal places. */
export function fitsScale(scale: Scale, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  switch (scale.kind) {
    case "yes-no":
      return value === 0 || value === 1;
    case "rating":
      return Number.isInteger(value) && value >= scale.min && value <= scale.max;
    case "number":
      return (
        value >= scale.min &&
        value <= scale.max &&
        Number(value.toFixed(scale.decimals)) === value &&
        (scale.quarters === undefined || Number.isInteger(value * 4))
      );
    case "attempt":
    case "degree":
    case "skill-use":
    case "skill-classic":
      return codesOf(scale)?.includes(value) ?? false;
  }
}

/**
 * Step 0 to 5 of the one neutral ramp, by the place of a value between the ends of its own scale.
 * Null for scales that are not intensities.
 */
export function rampStep(scale: Scale, value: number): number | null {
  if (scale.kind !== "rating") return null;
  const place = (value - scale.min) / (scale.max - scale.min);
  return Math.round(Math.min(1, Math.max(0, place)) * 5);
}

/** True when the item stands on the card of that day, asked or folded. */
export const standsOn = (item: Pick<CardItem, "spans">, date: CivilDate): ItemSpan | null =>
  item.spans.find(({ from, until }) => from <= date && (until === null || date < until)) ?? null;

/** True when the item is asked on that day; a folded one is not. */
export const isAskedOn = (item: Pick<CardItem, "spans">, date: CivilDate): boolean =>
  standsOn(item, date)?.state === "asked";
