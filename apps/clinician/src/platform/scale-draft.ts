import { type CardAspect, DAILY_RATING, type Scale } from "@trellis/domain/card-item";
import { readNumber } from "@trellis/ui/number-text";
import { wordsFault } from "./words-draft.ts";

/** The ways to measure that can be chosen. `daily` is the card's own 0–5. */
export const SCALE_CHOICES = [
  "daily",
  "yes-no",
  "degree",
  "skill-use",
  "skill-classic",
  "attempt",
  "rating",
  "number",
] as const;
export type ScaleChoice = (typeof SCALE_CHOICES)[number];

const CHOICES: Readonly<Record<CardAspect, readonly [ScaleChoice, ...ScaleChoice[]]>> = {
  urge: ["daily", "rating", "yes-no"],
  act: ["yes-no", "number", "rating"],
  attempt: ["attempt"],
  emotion: ["daily", "rating", "number"],
  substance: ["number", "yes-no"],
  medication: ["yes-no", "number"],
  number: ["number", "rating"],
  goal: ["degree", "yes-no", "number", "rating"],
  step: ["degree", "yes-no", "number"],
  skill: ["skill-use", "skill-classic", "yes-no", "number"],
  reward: ["yes-no", "degree"],
  belief: ["daily", "rating"],
  event: ["yes-no"],
  watch: ["daily", "yes-no", "degree", "rating", "number"],
  check: ["yes-no"],
};

/**
 * The ways in which something can be measured, the usual one first. Before it is chosen what is measured, these are
 * the common ones; a way that is in use already is among them in any case.
 */
export function scaleChoicesFor(
  aspect: CardAspect | null,
  inUse: ScaleChoice | null,
): readonly ScaleChoice[] {
  const choices = aspect === null ? CHOICES.watch : CHOICES[aspect];
  return inUse === null || choices.includes(inUse) ? choices : [...choices, inUse];
}

/** The usual way to measure something. */
export const usualScale = (aspect: CardAspect): ScaleChoice => CHOICES[aspect][0];

/** What stands for quarters where decimal places are chosen. */
export const QUARTERS = "quarters";

/** A scale while it is being written: what stands in the fields. */
export type ScaleDraft = {
  readonly choice: ScaleChoice | null;
  readonly min: string;
  readonly max: string;
  readonly decimals: string;
  readonly unit: string;
};

export const EMPTY_SCALE: ScaleDraft = { choice: null, min: "", max: "", decimals: "0", unit: "" };

export type ScaleField = "choice" | "min" | "max" | "unit";
export type ScaleFault =
  | "choice-needed"
  | "whole-number-needed"
  | "number-needed"
  | "max-not-above-min"
  | "too-many-steps"
  | "out-of-bounds"
  | "unit-needed"
  | "unit-too-long"
  | "not-storable";

export type ScaleFaults = Readonly<Partial<Record<ScaleField, ScaleFault>>>;
export type ReadScale = { readonly scale: Scale } | { readonly faults: ScaleFaults };

/** The greatest distance between the ends of a whole-number scale, so that each step stays a button. */
const MOST_STEPS = 20;
const RATING_BOUND = 1_000;
const NUMBER_BOUND = 1_000_000;
const LONGEST_UNIT = 20;

/** The greatest number that an end of a scale can have. */
export const largestEnd = (choice: ScaleChoice | null): number =>
  choice === "number" ? NUMBER_BOUND : RATING_BOUND;

/** The scale that the fields describe, or what stands in its way, field by field. */
export function readScale(draft: ScaleDraft): ReadScale {
  switch (draft.choice) {
    case null:
      return { faults: { choice: "choice-needed" } };
    case "daily":
      return { scale: DAILY_RATING };
    case "yes-no":
    case "degree":
    case "attempt":
    case "skill-use":
    case "skill-classic":
      return { scale: { kind: draft.choice } };
    case "rating":
      return readRating(draft);
    case "number":
      return readQuantity(draft);
  }
}

function readRating(draft: ScaleDraft): ReadScale {
  const ends = readEnds(draft, { whole: true, bound: RATING_BOUND });
  if ("faults" in ends) return ends;
  if (ends.max - ends.min > MOST_STEPS) return { faults: { max: "too-many-steps" } };
  return { scale: { kind: "rating", ...ends } };
}

function readQuantity(draft: ScaleDraft): ReadScale {
  const ends = readEnds(draft, { whole: false, bound: NUMBER_BOUND });
  const unit = unitFault(draft.unit);
  if ("faults" in ends || unit !== null) {
    const faults = "faults" in ends ? ends.faults : {};
    return { faults: unit === null ? faults : { ...faults, unit } };
  }
  const unitWords = draft.unit.trim();
  if (draft.decimals === QUARTERS)
    return {
      scale: { kind: "number", ...ends, decimals: 2, unit: unitWords, quarters: true },
    };
  return {
    scale: { kind: "number", ...ends, decimals: Number(draft.decimals), unit: unitWords },
  };
}

type Ends = { readonly min: number; readonly max: number };

function readEnds(
  draft: ScaleDraft,
  { whole, bound }: { whole: boolean; bound: number },
): Ends | { readonly faults: ScaleFaults } {
  const read = (text: string): number | ScaleFault => {
    const value = readNumber(text, { whole });
    if (value === null || value === undefined)
      return whole ? "whole-number-needed" : "number-needed";
    return Math.abs(value) > bound ? "out-of-bounds" : value;
  };
  const min = read(draft.min);
  const max = read(draft.max);
  if (typeof min === "number" && typeof max === "number")
    return min < max ? { min, max } : { faults: { max: "max-not-above-min" } };
  return {
    faults: {
      ...(typeof min === "number" ? {} : { min }),
      ...(typeof max === "number" ? {} : { max }),
    },
  };
}

function unitFault(unit: string): ScaleFault | null {
  const fault = wordsFault(unit.trim(), LONGEST_UNIT);
  if (fault === "needed") return "unit-needed";
  return fault === "too-long" ? "unit-too-long" : fault;
}

/** The fields that describe a scale, to begin a change with. */
export function draftOfScale(scale: Scale): ScaleDraft {
  switch (scale.kind) {
    case "yes-no":
    case "degree":
    case "attempt":
    case "skill-use":
    case "skill-classic":
      return { ...EMPTY_SCALE, choice: scale.kind };
    case "rating":
      return {
        ...EMPTY_SCALE,
        choice: scale.min === 0 && scale.max === 5 ? "daily" : "rating",
        min: String(scale.min),
        max: String(scale.max),
      };
    case "number":
      return {
        choice: "number",
        min: String(scale.min),
        max: String(scale.max),
        decimals: scale.quarters === true ? QUARTERS : String(scale.decimals),
        unit: scale.unit,
      };
  }
}
