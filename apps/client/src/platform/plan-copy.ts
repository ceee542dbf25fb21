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

/** Written here and by `plan-copy-keep.ts`. */
export const planCopy = createStore<PlanCopy | null>(null);

/** Looks for a copy when the app starts. What reads it is fetched on a phone that has one, and nowhere else. */
export async function findCopy(): Promise<void> {
  const kept = recall("plan-copy");
  if (kept === null) return;
  const { parseCopy } = await import("./plan-copy-parse.ts");
  if (planCopy.get() === null && recall("plan-copy") === kept) planCopy.set(parseCopy(kept));
}
