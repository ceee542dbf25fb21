import { planPartWords } from "@trellis/clinical/safety-plan-words/safety-plan-words";
import type { PlanField, SafetyPlan } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { dayText } from "#platform/day-words.ts";

/** What a field of the plan is called. */
export function planFieldWords(field: PlanField): string {
  if (field === "rightNow") return m.safety_plan_right_now();
  return field === "reviewOn" ? m.safety_plan_review() : planPartWords(field);
}

/** What a field says, in lines. */
export function planFieldLines(plan: SafetyPlan, field: PlanField): readonly string[] {
  if (field === "reviewOn") return plan.reviewOn === null ? [] : [dayText(plan.reviewOn)];
  if (field === "rightNow") {
    const { moves, reason, line } = plan.rightNow;
    return [...moves.map(({ words }) => words), reason, line].filter((words) => words !== "");
  }
  return plan[field].map(({ words, phone }) => (phone === null ? words : `${words} · ${phone}`));
}
