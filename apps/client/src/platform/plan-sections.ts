import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { planPartWords } from "@trellis/clinical/safety-plan-words/safety-plan-words";
import { PLAN_PARTS, type SafetyPlan } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { readLanguage } from "./language.ts";
import type { OfflineSection } from "./offline-page.ts";
import { dial } from "./phone-link.tsx";
import type { PlanCopy } from "./plan-copy.ts";

/** The copy of plan and coaching as the worker's page shows it: what is for this minute first. */
export function planSections({ plan, coaching, on }: PlanCopy): OfflineSection[] {
  const people = coaching.map(({ name, times: { phone, hours, limits } }) => ({
    title: name,
    lines: [
      ...(phone === null ? [] : [{ words: m.help_call({ number: phone }), href: dial(phone) }]),
      ...spoken([hours, limits]),
    ],
  }));
  const own = plan === null ? [] : [...rightNowSections(plan.plan), ...partSections(plan.plan)];
  const day = dayWords(on, readLanguage(), { year: true });
  const head = own.length === 0 ? [] : [{ title: m.offline_page_plan({ day }), lines: [] }];
  return [...people, ...head, ...own].filter(
    ({ lines, title }) => lines.length > 0 || title === head[0]?.title,
  );
}

const spoken = (words: readonly string[]): OfflineSection["lines"] =>
  words.filter((each) => each !== "").map((each) => ({ words: each, href: null }));

function rightNowSections({ rightNow: { moves, reason, line } }: SafetyPlan): OfflineSection[] {
  return [
    { title: m.right_now_moves_title(), lines: spoken(moves.map(({ words }) => words)) },
    { title: m.right_now_reason(), lines: spoken([reason]) },
    { title: m.right_now_line(), lines: spoken([line]) },
  ];
}

const partSections = (plan: SafetyPlan): OfflineSection[] =>
  PLAN_PARTS.map((part) => ({
    title: planPartWords(part),
    lines: plan[part].map(({ words, phone }) =>
      phone === null ? { words, href: null } : { words, number: phone, href: dial(phone) },
    ),
  }));
