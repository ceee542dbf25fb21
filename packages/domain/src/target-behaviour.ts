import * as z from "zod/mini";
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
});
export type TargetBehaviour = z.infer<typeof TargetBehaviour>;

export const NewTargetBehaviour = z.omit(TargetBehaviour, { id: true });

const RANK: Readonly<Record<TargetLevel, number>> = { ltb: 0, tib: 1, qol: 2, skill: 3 };

/** Place in the hierarchy, 0 first. Items without a target (emotions, for instance) come last. */
export const levelRank = (level: TargetLevel | null): number => (level === null ? 4 : RANK[level]);
