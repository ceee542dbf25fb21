import { isCivilDate } from "@trellis/domain/civil-date";
import { CoachingPerson } from "@trellis/domain/coaching-call";
import { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import type { PlanCopy } from "./plan-copy.ts";

/** Reads a copy as it is kept; anything that is none counts as none, and of its parts what can be read. */
export function parseCopy(kept: string): PlanCopy | null {
  const { clientId, plan, coaching, on } = asRecord(parsed(kept));
  if (typeof clientId !== "string" || typeof on !== "string" || !isCivilDate(on)) return null;
  const version = SafetyPlanVersion.safeParse(plan);
  const people = (Array.isArray(coaching) ? coaching : []).flatMap((each) => {
    const person = CoachingPerson.safeParse(each);
    return person.success ? [person.data] : [];
  });
  return { clientId, plan: version.success ? version.data : null, coaching: people, on };
}

function parsed(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
