import { type CivilDate, isCivilDate } from "@trellis/domain/civil-date";
import { CoachingPerson } from "@trellis/domain/coaching-call";
import { SafetyPlanVersion } from "@trellis/domain/safety-plan";
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

const copy = createStore<PlanCopy | null>(readCopy(recall("plan-copy")));
const declined = createStore<string | null>(recall("plan-copy-declined"));

export const planCopy: Pick<Store<PlanCopy | null>, "get" | "subscribe"> = copy;
/** The record whose client wants no copy on this phone; it is not asked again. */
export const copyDeclined: Pick<Store<string | null>, "get" | "subscribe"> = declined;

/** Reads what is kept; anything that is no copy counts as none. */
export function readCopy(kept: string | null): PlanCopy | null {
  const { clientId, plan, coaching, on } = asRecord(parsed(kept ?? ""));
  const version = SafetyPlanVersion.safeParse(plan);
  const people = Array.isArray(coaching)
    ? coaching.map((each) => CoachingPerson.safeParse(each))
    : [];
  if (typeof clientId !== "string" || typeof on !== "string" || !isCivilDate(on)) return null;
  return {
    clientId,
    plan: version.success ? version.data : null,
    coaching: people.flatMap((each) => (each.success ? [each.data] : [])),
    on,
  };
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

function parsed(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

/** A declaration, because the copy is read while this module loads. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
