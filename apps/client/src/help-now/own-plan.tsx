import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { useLanguage } from "#platform/language.ts";
import { calendarDayWords } from "#platform/moment-words.ts";
import type { OwnHelp } from "#platform/own-help.ts";
import { PlanCopyChoice } from "#platform/plan-copy-choice.tsx";
import css from "./own-plan.module.css";

export type OwnPlanProps = { own: OwnHelp; version: SafetyPlanVersion; emergency: string };

/** The person's own plan among the numbers, and whether this phone keeps a copy of it. */
export function OwnPlan({ own, version, emergency }: OwnPlanProps) {
  const locale = useLanguage();
  return (
    <>
      <div id="own-plan" className={css.own} tabIndex={-1}>
        <Card title={m.safety_plan_title()}>
          {own.copyOf === null ? null : (
            <small>{m.plan_from_copy({ day: dayWords(own.copyOf, locale, { year: true }) })}</small>
          )}
          <SafetyPlanView
            version={version}
            level={3}
            emergency={emergency}
            day={(instant) => calendarDayWords(instant, locale)}
          />
        </Card>
      </div>
      <PlanCopyChoice clientId={own.clientId} ask="once" />
    </>
  );
}
