import * as z from "zod/mini";
import { CivilDateSchema, type CivilDate } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { TargetLevel } from "./target-behaviour.ts";
import { filledText } from "./text.ts";

/** What one item measures of a target or a person. An urge and its act are two items of one target. */
export const CardAspect = z.enum(["urge", "act", "emotion", "skill", "number", "watch"]);
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

/** A counted or measured quantity with its unit; `decimals` is the greatest number of decimal places. */
const NumberScale = z
  .object({
    kind: z.literal("number"),
    min: quantity,
    max: quantity,
    decimals: z.int().check(z.minimum(0), z.maximum(2)),
    unit: filledText(20),
  })
  .check(z.refine((scale) => scale.min < scale.max, { error: "needs min below max" }));

export const Scale = z.union([RatingScale, YesNoScale, NumberScale]);
export type Scale = z.infer<typeof Scale>;

/** The diary card's own scale (docs/clinical/diary-card.md): 0 not at all to 5 extremely strong. */
export const DAILY_RATING: Scale = { kind: "rating", min: 0, max: 5 };

/** Most items and targets of one client's card; more could not be filled in a minute, nor read in an hour. */
export const MOST_ITEMS = 60;

/** One version of an item: its words and scale from a civil day on. Versions never split a history. */
export const CardItem = z.object({
  id: Uuid,
  version: z.int().check(z.minimum(1)),
  words: filledText(200),
  aspect: CardAspect,
  scale: Scale,
  level: z.nullable(TargetLevel),
  targetId: z.nullable(Uuid),
  position: z.int().check(z.minimum(0), z.maximum(10_000)),
  validFrom: CivilDateSchema,
  retiredOn: z.nullable(CivilDateSchema),
});
export type CardItem = z.infer<typeof CardItem>;

/** What is needed to put a new item on the card. */
export const NewCardItem = z.object({
  words: filledText(200),
  aspect: CardAspect,
  scale: Scale,
  targetId: z.nullable(Uuid),
});
export type NewCardItem = z.infer<typeof NewCardItem>;

/** What a revision may change; the history keeps the words and scale that were in force. */
export const CardItemRevision = z.object({
  words: filledText(200),
  scale: Scale,
  retired: z.boolean(),
});
export type CardItemRevision = z.infer<typeof CardItemRevision>;

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
        value >= scale.min && value <= scale.max && Number(value.toFixed(scale.decimals)) === value
      );
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

/** True when the item stands on the card of that day. */
export const isAskedOn = (
  item: Pick<CardItem, "validFrom" | "retiredOn">,
  date: CivilDate,
): boolean => item.validFrom <= date && (item.retiredOn === null || date < item.retiredOn);
