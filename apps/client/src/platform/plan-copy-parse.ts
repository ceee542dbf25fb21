import { isCivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import type { PlanLine, SafetyPlan, SafetyPlanVersion } from "@trellis/domain/safety-plan";
import type { PlanCopy } from "./plan-copy.ts";

/**
 * Reads a copy as it is kept; anything that is none counts as none, and of its parts what can be read. It asks for the
 * form alone, not for the bounds of the schemas: what an earlier release let into a plan is the person's plan still.
 */
export function parseCopy(kept: string): PlanCopy | null {
  const { clientId, plan, coaching, on } = asRecord(parsed(kept));
  if (typeof clientId !== "string" || !isDay(on)) return null;
  return { clientId, plan: versionOf(plan), coaching: each(coaching, personOf), on };
}

function versionOf(kept: unknown): SafetyPlanVersion | null {
  const { version, plan, written, agreed, lost } = asRecord(kept);
  const by = handOf(written);
  if (typeof version !== "number" || typeof plan !== "object" || plan === null || by === null)
    return null;
  return {
    version,
    plan: planOf(asRecord(plan)),
    written: by,
    agreed: handOf(agreed),
    ...(lost === true ? { lost } : {}),
  };
}

function planOf(kept: Unread): SafetyPlan {
  const rightNow = asRecord(kept["rightNow"]);
  const reviewOn = kept["reviewOn"];
  const lines = (part: Exclude<keyof SafetyPlan, "reviewOn" | "rightNow">) =>
    each(kept[part], lineOf);
  return {
    signs: lines("signs"),
    alone: lines("alone"),
    places: lines("places"),
    people: lines("people"),
    professionals: lines("professionals"),
    safer: lines("safer"),
    rightNow: {
      moves: each(rightNow["moves"], ({ words, least }) =>
        typeof words === "string" && typeof least === "number" ? { words, least } : null,
      ),
      reason: text(rightNow["reason"]),
      line: text(rightNow["line"]),
    },
    reviewOn: isDay(reviewOn) ? reviewOn : null,
  };
}

const lineOf = ({ words, phone }: Unread): PlanLine | null =>
  typeof words === "string" ? { words, phone: textOrNull(phone) } : null;

function handOf(kept: unknown): SafetyPlanVersion["written"] | null {
  const { name, isClient, at } = asRecord(kept);
  if (typeof name !== "string" || typeof at !== "string") return null;
  return { name, isClient: isClient === true, at };
}

function personOf({ name, kind, from, until, times }: Unread): CoachingPerson | null {
  if (typeof name !== "string" || (kind !== "therapist" && kind !== "cover") || !isDay(from))
    return null;
  // Of somebody who stands in it has to be known until when.
  if (until !== null && !isDay(until)) return null;
  const { phone, hours, limits } = asRecord(times);
  return {
    name,
    kind,
    from,
    until,
    times: { phone: textOrNull(phone), hours: text(hours), limits: text(limits) },
  };
}

type Unread = Readonly<Record<string, unknown>>;

/** What can be read of a list. */
const each = <T>(kept: unknown, read: (one: Unread) => T | null): T[] =>
  Array.isArray(kept) ? kept.map((one) => read(asRecord(one))).filter((one) => one !== null) : [];

const text = (kept: unknown): string => textOrNull(kept) ?? "";
const textOrNull = (kept: unknown): string | null => (typeof kept === "string" ? kept : null);
const isDay = (kept: unknown) => typeof kept === "string" && isCivilDate(kept);

function parsed(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

const asRecord = (value: unknown): Unread =>
  typeof value === "object" && value !== null ? { ...value } : {};
