import { listSafetyPlanVersions } from "@trellis/api/safety-plan";
import { planHandWords } from "@trellis/clinical/safety-plan-words/safety-plan-words";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { Sheet } from "@trellis/ui/sheet";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { useCountryHelp } from "#platform/country.ts";
import { HelpLink } from "#platform/help-link.tsx";
import { useLanguage } from "#platform/language.ts";
import { calendarDayWords } from "#platform/moment-words.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import css from "./plan-screen.module.css";

/** Every version of the plan with both names, newest first. */
export function PlanVersionsScreen({ clientId }: { clientId: string }) {
  const answer = useAnswer(listSafetyPlanVersions, { params: { clientId } });
  return (
    <div className={css.screen}>
      <ScreenHead title={m.plan_versions_title()} backTo="/plan" />
      <AnswerState answer={answer} notLoaded={m.plan_versions_not_loaded()}>
        {({ versions }) => <Versions versions={versions} />}
      </AnswerState>
    </div>
  );
}

function Versions({ versions }: { versions: readonly SafetyPlanVersion[] }) {
  const locale = useLanguage();
  const emergency = useCountryHelp().emergency[0].phone;
  const [open, setOpen] = useState<SafetyPlanVersion | null>(null);
  const day = (instant: string) => calendarDayWords(instant, locale);
  if (versions.length === 0) {
    return (
      <EmptyState title={m.plan_none_title()}>
        <p>{m.plan_none()}</p>
      </EmptyState>
    );
  }
  const title = (version: SafetyPlanVersion) => m.plan_version({ number: String(version.version) });
  return (
    <>
      {versions.map((version) => (
        <Card key={version.version} title={title(version)}>
          <div className={css.hands}>
            <small>{planHandWords(version, day).written}</small>
            <small>{planHandWords(version, day).agreed}</small>
          </div>
          <Button onClick={() => setOpen(version)}>
            {m.plan_version_show({ number: String(version.version) })}
          </Button>
        </Card>
      ))}
      <Sheet
        open={open !== null}
        onClose={() => setOpen(null)}
        title={open === null ? "" : title(open)}
        closeLabel={m.close()}
      >
        <HelpLink />
        {open === null ? null : (
          <SafetyPlanView version={open} level={3} emergency={emergency} day={day} />
        )}
      </Sheet>
    </>
  );
}
