import type { SafetyPlan } from "@trellis/domain/safety-plan";

/** The moves to show at a strength, in the person's own words, and where they come from. */
export type OwnMoves = {
  /** `strength`: have helped at this strength; `plan`: what the plan says to do alone; `none`: nothing is written. */
  readonly from: "strength" | "plan" | "none";
  readonly moves: readonly string[];
};

/**
 * Own moves alone, never invented ones (clinical review §4.1): those that have helped at this strength, what is
 * meant for strong urges first; without such, what the plan says about being alone.
 * @param strength 0 to 5
 */
export function ownMoves(plan: SafetyPlan | null, strength: number): OwnMoves {
  if (plan === null) return { from: "none", moves: [] };
  const helped = plan.rightNow.moves
    .filter(({ least }) => least <= strength)
    .toSorted((one, other) => other.least - one.least)
    .map(({ words }) => words);
  if (helped.length > 0) return { from: "strength", moves: [...new Set(helped)] };
  const alone = plan.alone.map(({ words }) => words);
  return { from: alone.length > 0 ? "plan" : "none", moves: [...new Set(alone)] };
}
