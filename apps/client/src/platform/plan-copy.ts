import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { recall } from "./device-memory.ts";
import { createStore } from "./external-store.ts";

/** The plan and whom to call, in plain on this phone, because the person has said so. */
export type PlanCopy = {
  readonly clientId: string;
  readonly plan: SafetyPlanVersion | null;
  readonly coaching: readonly CoachingPerson[];
  /** The day on which it was taken. */
  readonly on: CivilDate;
};

/** The copy as this window has read it; `findCopy` gives the one that is on the phone now. */
export const planCopy = createStore<PlanCopy | null>(null);

/** What `planCopy` was read from. */
let known: string | null = null;

export function knowCopy(text: string | null, copy: PlanCopy | null): void {
  known = text;
  planCopy.set(copy);
}

/**
 * The copy that is on this phone now: another window may have kept, renewed or removed it. What reads it is fetched on
 * a phone that has one, and nowhere else.
 */
export async function findCopy(): Promise<PlanCopy | null> {
  const text = recall("plan-copy");
  if (text === known) return planCopy.get();
  const copy = text === null ? null : (await import("./plan-copy-parse.ts")).parseCopy(text);
  if (recall("plan-copy") !== text) return findCopy();
  knowCopy(text, copy);
  return copy;
}
