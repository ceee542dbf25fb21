import * as z from "zod/mini";
import { CivilDateSchema } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { filledText } from "./text.ts";

/**
 * The treatment hierarchy that orders a session: life-threatening, therapy-interfering,
 * quality of life, then skills (Linehan 1993).
 */
export const TargetLevel = z.enum(["ltb", "tib", "qol", "skill"]);
export type TargetLevel = z.infer<typeof TargetLevel>;

export const TargetDirection = z.enum(["decrease", "increase"]);
export type TargetDirection = z.infer<typeof TargetDirection>;

/** Client's own words for what is worked on; at most 200 characters so that it fits a matrix row. */
export const TargetBehaviour = z.object({
  id: Uuid,
  words: filledText(200),
  level: TargetLevel,
  direction: TargetDirection,
  /** Since when it is not worked on any more; its items have left the card. */
  closedOn: z.nullable(CivilDateSchema),
});
export type TargetBehaviour = z.infer<typeof TargetBehaviour>;

/** The id is made by the caller, so that a replay adds nothing. */
export const NewTargetBehaviour = z.omit(TargetBehaviour, { closedOn: true });
export type NewTargetBehaviour = z.infer<typeof NewTargetBehaviour>;

export const TargetRevision = z.object({
  words: filledText(200),
  level: TargetLevel,
  direction: TargetDirection,
  closed: z.boolean(),
});
export type TargetRevision = z.infer<typeof TargetRevision>;

/** True when both say the same of what is worked on. */
export const isSameTarget = (one: NewTargetBehaviour, other: NewTargetBehaviour): boolean =>
  one.words === other.words && one.level === other.level && one.direction === other.direction;

const RANK: Readonly<Record<TargetLevel, number>> = { ltb: 0, tib: 1, qol: 2, skill: 3 };

/** Place in the hierarchy, 0 first. Items without a target (emotions, for instance) come last. */
export const levelRank = (level: TargetLevel | null): number => (level === null ? 4 : RANK[level]);
