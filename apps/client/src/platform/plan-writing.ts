import type { SafetyPlan } from "@trellis/domain/safety-plan";
import { createStore, useStore } from "./external-store.ts";
import { followSigned, readSigned } from "./signed-in.ts";

/** A version of the plan that somebody is writing. It stays while other screens are shown, Help now above all. */
export type PlanWriting = {
  readonly clientId: string;
  /** The version from which it goes on; 0 for none. */
  readonly seen: number;
  /** What stood there. */
  readonly base: SafetyPlan;
  readonly draft: SafetyPlan;
};

const writing = createStore<PlanWriting | null>(null);

/** What this person is writing, and has not saved. */
export function usePlanWriting(clientId: string): PlanWriting | null {
  const now = useStore(writing);
  return now?.clientId === clientId ? now : null;
}

export const writePlan = (now: PlanWriting): void => writing.set(now);
export const endPlanWriting = (): void => writing.set(null);

/** The way out is guarded while something is written. */
const guard = (event: BeforeUnloadEvent) => event.preventDefault();
writing.subscribe(() => {
  if (writing.get() === null) removeEventListener("beforeunload", guard);
  else addEventListener("beforeunload", guard);
});
followSigned(() => {
  if (readSigned().state === "out") writing.set(null);
});
