import * as z from "zod/mini";
import { CivilDateSchema } from "./civil-date.ts";
import { PhoneNumber } from "./crisis-line.ts";
import { filledText, text } from "./text.ts";

/**
 * The six parts of a safety plan in their order, after the structure of Stanley & Brown (2012), whose form and
 * wording are not used: warning signs, what I can do by myself, people and places that take my mind off it,
 * people I can ask for help, professionals, making the place around me safer.
 */
export const PLAN_PARTS = ["signs", "alone", "places", "people", "professionals", "safer"] as const;
export const PlanPart = z.enum(PLAN_PARTS);
export type PlanPart = z.infer<typeof PlanPart>;

/** Most lines of one part; a plan fits one printed page. */
export const MOST_PLAN_LINES = 8;

/** A line in the client's own words; with a number where somebody can be called. */
const PlanLine = z.object({ words: filledText(160), phone: z.nullable(PhoneNumber) });
export type PlanLine = z.infer<typeof PlanLine>;

const lines = z.array(PlanLine).check(z.maxLength(MOST_PLAN_LINES));

/** For the minutes of an urge: own moves that have helped, own reason, and the line that the pair wrote together. */
const RightNow = z.object({
  moves: z
    .array(
      z.object({
        words: filledText(160),
        /** The strengths, 0 to 5, at which it has helped: from `least` up. */
        least: z.int().check(z.minimum(0), z.maximum(5)),
      }),
    )
    .check(z.maxLength(12)),
  reason: text(300),
  line: text(300),
});
export type RightNow = z.infer<typeof RightNow>;

/** What a person does when it gets dangerous, in own words. Sealed where it is stored. */
export const SafetyPlan = z.object({
  signs: lines,
  alone: lines,
  places: lines,
  people: lines,
  professionals: lines,
  safer: lines,
  rightNow: RightNow,
  /** When the two want to look at it again. */
  reviewOn: z.nullable(CivilDateSchema),
});
export type SafetyPlan = z.infer<typeof SafetyPlan>;

export const EMPTY_PLAN: SafetyPlan = {
  signs: [],
  alone: [],
  places: [],
  people: [],
  professionals: [],
  safer: [],
  rightNow: { moves: [], reason: "", line: "" },
  reviewOn: null,
};

/** Whoever wrote or agreed; a client by initials. */
const PlanHand = z.object({ name: z.string(), isClient: z.boolean(), at: z.iso.datetime() });

/** One version with both names: whoever wrote it, and the other of the two once they have agreed. */
export const SafetyPlanVersion = z.object({
  version: z.int().check(z.minimum(1)),
  plan: SafetyPlan,
  written: PlanHand,
  agreed: z.nullable(PlanHand),
  /** Its words cannot be opened any more, because the keys of the clinic were lost; the plan is then empty. */
  lost: z.optional(z.literal(true)),
});
export type SafetyPlanVersion = z.infer<typeof SafetyPlanVersion>;

/** What two versions can differ in. */
export type PlanField = keyof SafetyPlan;

/** Every field, in the order of the plan. One that is left out does not compile: joining two changes would lose it. */
const IN_ORDER = {
  signs: true,
  alone: true,
  places: true,
  people: true,
  professionals: true,
  safer: true,
  rightNow: true,
  reviewOn: true,
} satisfies Record<PlanField, true>;
const PLAN_FIELDS = Object.keys(IN_ORDER) as readonly PlanField[];

/** What a field says, written so that equal fields are equal texts, in whatever order their parts came. */
const saidIn = (plan: SafetyPlan, field: PlanField): string =>
  JSON.stringify(plan[field], (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The fields in which two versions differ. */
export const changedPlanFields = (before: SafetyPlan, after: SafetyPlan): PlanField[] =>
  PLAN_FIELDS.filter((field) => saidIn(before, field) !== saidIn(after, field));

/**
 * Joins what somebody changed with what the other of the two changed meanwhile, field by field. Where both changed
 * the same one, the own stays and its name is among the clashes.
 * @param base what both began with
 */
export function mergePlans(
  base: SafetyPlan,
  own: SafetyPlan,
  theirs: SafetyPlan,
): { readonly merged: SafetyPlan; readonly clashes: readonly PlanField[] } {
  const mine = changedPlanFields(base, own);
  const others = changedPlanFields(base, theirs);
  const differ = changedPlanFields(own, theirs);
  return {
    merged: { ...theirs, ...Object.fromEntries(mine.map((field) => [field, own[field]])) },
    clashes: mine.filter((field) => others.includes(field) && differ.includes(field)),
  };
}
