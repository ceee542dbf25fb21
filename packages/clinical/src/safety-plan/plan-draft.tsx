import { isPhoneNumber } from "@trellis/domain/crisis-line";
import {
  PLAN_PARTS,
  type PlanLine,
  type PlanPart,
  type SafetyPlan,
} from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { moveStrengthWords } from "../safety-plan-words/safety-plan-words.tsx";

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
  if (!isPhoneNumber(phone.trim())) return "phone";
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

/**
 * How close the print is set, so that every plan fits one sheet of A4 or Letter: in one column, in two, in two
 * without a row for each line, and in small letters.
 */
export type PlanDensity = "roomy" | "close" | "dense" | "tight";

/** What a setting of the style sheet takes, in CSS pixels: signs in a row, then the heights of row, gap, heading, sheet. */
type Setting = Readonly<Record<"signs" | "row" | "gap" | "heading" | "room", number>>;
const ROOMY: Setting = { signs: 84, row: 21, gap: 7, heading: 34, room: 700 };
const CLOSE: Setting = { signs: 44, row: 18, gap: 7, heading: 44, room: 1450 };
/** Signs that fit a sheet without a row for each line, at a size that is still easy to read. */
const DENSE = 4000;

/** All that a plan says, line by line. */
function linesOf(plan: SafetyPlan): string[] {
  const { moves, reason, line } = plan.rightNow;
  return [
    ...PLAN_PARTS.flatMap((part) => plan[part]).map(({ words, phone }) =>
      phone === null ? words : `${words} ${m.help_call({ number: phone })}`,
    ),
    ...moves.map(({ words, least }) => `${words} ${moveStrengthWords(least)}`),
    reason,
    line,
  ];
}

function heightIn(plan: SafetyPlan, { signs, row, gap, heading }: Setting): number {
  const rowsOf = (words: string) =>
    words.split("\n").reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / signs)), 0);
  const parts = PLAN_PARTS.filter((part) => plan[part].length > 0).length;
  return linesOf(plan).reduce(
    (sum, words) => sum + gap + row * rowsOf(words),
    heading * (parts + 2),
  );
}

/** The widest setting in which a plan fits. */
export function planDensity(plan: SafetyPlan): PlanDensity {
  if (heightIn(plan, ROOMY) <= ROOMY.room) return "roomy";
  if (heightIn(plan, CLOSE) <= CLOSE.room) return "close";
  return linesOf(plan).join(" ").length <= DENSE ? "dense" : "tight";
}
