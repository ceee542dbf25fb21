import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { recall, remember } from "./device-memory.ts";
import { createStore, type Store } from "./external-store.ts";

/** The plan and whom to call, in plain on this phone, because the person has said so. */
export type PlanCopy = {
  readonly clientId: string;
  readonly plan: SafetyPlanVersion | null;
  readonly coaching: readonly CoachingPerson[];
  /** The day on which it was taken. */
  readonly on: CivilDate;
};

const copy = createStore<PlanCopy | null>(null);
const declined = createStore<string | null>(recall("plan-copy-declined"));

export const planCopy: Pick<Store<PlanCopy | null>, "get" | "subscribe"> = copy;
/** The record whose client wants no copy on this phone; it is not asked again. */
export const copyDeclined: Pick<Store<string | null>, "get" | "subscribe"> = declined;

/** Looks for a copy when the app starts. What reads it is fetched on a phone that has one, and nowhere else. */
export async function findCopy(): Promise<void> {
  const kept = recall("plan-copy");
  if (kept === null) return;
  const { parseCopy } = await import("./plan-copy-parse.ts");
  if (copy.get() === null && recall("plan-copy") === kept) copy.set(parseCopy(kept));
}

/** Keeps a copy, in place of an older one. True when this browser keeps it. */
export function keepCopy(kept: PlanCopy): boolean {
  remember("plan-copy", JSON.stringify(kept));
  remember("plan-copy-declined", null);
  declined.set(null);
  const isThere = recall("plan-copy") !== null;
  copy.set(isThere ? kept : null);
  return isThere;
}

/** Takes the copy off this phone, or notes that none is wanted. */
export function wantNoCopy(clientId: string): void {
  if (copy.get()?.clientId === clientId) {
    remember("plan-copy", null);
    copy.set(null);
  }
  remember("plan-copy-declined", clientId);
  declined.set(clientId);
}
