import { planPartWords } from "@trellis/clinical/safety-plan-words/safety-plan-words";
import { PlanFields } from "@trellis/clinical/safety-plan/plan-fields";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import { EMPTY_PLAN, type PlanField, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useLocation } from "wouter";
import { useCountryHelp } from "#platform/country.ts";
import { useLanguage } from "#platform/language.ts";
import { calendarDayWords } from "#platform/moment-words.ts";
import { useOwnHelp } from "#platform/own-help.ts";
import { endPlanWriting, usePlanWriting, writePlan } from "#platform/plan-writing.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { UnreadPlan } from "./unread-plan.tsx";
import { type NewerPlan, useSavePlan } from "./use-save-plan.ts";
import css from "./plan-screen.module.css";

/** Writing a new version of the plan. What is typed stays on this page until it is saved or left. */
export function WritePlanScreen({ clientId }: { clientId: string }) {
  const own = useOwnHelp();
  // A copy may be older than what there is.
  const isKnown = own !== null && own.copyOf === null;
  return (
    <div className={css.screen}>
      <ScreenHead title={m.plan_write_title()} backTo="/plan" />
      <p>{m.plan_write_note()}</p>
      {isKnown ? (
        <Writing clientId={clientId} newest={own.plan} />
      ) : (
        <UnreadPlan clientId={clientId} />
      )}
    </div>
  );
}

type WritingProps = { clientId: string; newest: SafetyPlanVersion | null };

function Writing({ clientId, newest }: WritingProps) {
  const base = newest?.plan ?? EMPTY_PLAN;
  const writing = usePlanWriting(clientId) ?? {
    clientId,
    seen: newest?.version ?? 0,
    base,
    draft: base,
  };
  const { save, busy, faults, said, newer } = useSavePlan(writing);
  const [, navigate] = useLocation();
  const leave = () => {
    endPlanWriting();
    navigate("/plan");
  };
  return (
    <>
      <PlanFields
        draft={writing.draft}
        onChange={(draft) => writePlan({ ...writing, draft })}
        faults={faults}
      />
      {newer === null ? null : <Newer newer={newer} />}
      {said === "" ? null : <p role="alert">{said}</p>}
      <div className={css.actions}>
        <Button variant="primary" busy={busy} onClick={() => void save()}>
          {m.plan_save()}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {m.plan_discard()}
        </Button>
      </div>
    </>
  );
}

const fieldWords = (field: PlanField): string => {
  if (field === "rightNow") return m.safety_plan_right_now();
  return field === "reviewOn" ? m.safety_plan_review() : planPartWords(field);
};

/** Somebody saved another version meanwhile: both are there to be read, and nothing is thrown away unasked. */
function Newer({ newer: { theirs, clashes } }: { newer: NewerPlan }) {
  const locale = useLanguage();
  const emergency = useCountryHelp().emergency[0].phone;
  const parts = new Intl.ListFormat(locale).format(clashes.map(fieldWords));
  return (
    <Card title={m.plan_newer_title()}>
      <div role="alert" className={css.hands}>
        <p>{m.plan_newer({ name: theirs.written.name })}</p>
        {clashes.length === 0 ? null : <p>{m.plan_newer_both({ parts })}</p>}
      </div>
      {clashes.length === 0 ? null : (
        <>
          <b>{m.plan_newer_show()}</b>
          <SafetyPlanView
            version={theirs}
            level={3}
            emergency={emergency}
            day={(instant) => calendarDayWords(instant, locale)}
          />
        </>
      )}
    </Card>
  );
}
