import { PhoneNumber } from "@trellis/domain/crisis-line";
import {
  PLAN_PARTS,
  type PlanLine,
  type PlanPart,
  type SafetyPlan,
} from "@trellis/domain/safety-plan";

/** Where a plan that is being written cannot be stored as it stands. */
export type PlanFault = {
  readonly part: PlanPart;
  readonly at: number;
  /** The number is none, or it is nobody's. */
  readonly what: "phone" | "whose";
};

const isBlank = (words: string): boolean => !/[^\s\p{Cc}\p{Cf}]/u.test(words);
const isEmptyLine = ({ words, phone }: PlanLine): boolean =>
  isBlank(words) && (phone === null || isBlank(phone));

const faultOf = ({ words, phone }: PlanLine): PlanFault["what"] | null => {
  if (phone === null || isBlank(phone)) return null;
  if (!PhoneNumber.safeParse(phone.trim()).success) return "phone";
  return isBlank(words) ? "whose" : null;
};

/** The faults of a plan as it stands in its fields, in their order. */
export const planFaults = (draft: SafetyPlan): PlanFault[] =>
  PLAN_PARTS.flatMap((part) =>
    draft[part].flatMap((line, at) => {
      const what = faultOf(line);
      return what === null ? [] : [{ part, at, what }];
    }),
  );

const tidyLine = ({ words, phone }: PlanLine): PlanLine => ({
  words: words.trim(),
  phone: phone === null || isBlank(phone) ? null : phone.trim(),
});

/** A plan as it is stored: without lines that stayed empty. Its words are as they were written. */
export function tidyPlan(draft: SafetyPlan): SafetyPlan {
  const linesOf = (part: PlanPart) =>
    draft[part].filter((line) => !isEmptyLine(line)).map(tidyLine);
  const { moves, reason, line } = draft.rightNow;
  return {
    signs: linesOf("signs"),
    alone: linesOf("alone"),
    places: linesOf("places"),
    people: linesOf("people"),
    professionals: linesOf("professionals"),
    safer: linesOf("safer"),
    rightNow: {
      moves: moves
        .filter(({ words }) => !isBlank(words))
        .map((move) => ({ ...move, words: move.words.trim() })),
      reason: reason.trim(),
      line: line.trim(),
    },
    reviewOn: draft.reviewOn,
  };
}

/** True when nothing stands in a plan yet. */
export function isEmptyPlan(plan: SafetyPlan): boolean {
  const { moves, reason, line } = plan.rightNow;
  return (
    PLAN_PARTS.every((part) => plan[part].every(isEmptyLine)) &&
    moves.every(({ words }) => isBlank(words)) &&
    isBlank(reason) &&
    isBlank(line)
  );
}

/** How close the print is set, so that every plan fits one sheet. */
export type PlanDensity = "roomy" | "close" | "tight";

/** Signs of a line in the widest setting; each line of a plan takes at least one such row. */
const ROW = 80;

/** By the rows that the words would take on paper in the widest setting; a heading counts as two. */
export function planDensity(plan: SafetyPlan): PlanDensity {
  const rows = (words: string) =>
    words.split("\n").reduce((sum, each) => sum + 1 + Math.floor(each.length / ROW), 0);
  const parts = PLAN_PARTS.map((part) => plan[part]).filter((lines) => lines.length > 0);
  const { moves, reason, line } = plan.rightNow;
  const all = [
    ...parts.flat().map(({ words }) => words),
    ...moves.map(({ words }) => words),
    reason,
    line,
  ];
  const taken = all.reduce((sum, words) => sum + rows(words), 0) + 2 * parts.length + 4;
  if (taken <= 42) return "roomy";
  return taken <= 80 ? "close" : "tight";
}
