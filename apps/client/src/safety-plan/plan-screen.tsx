import { agreeSafetyPlan, printSafetyPlan } from "@trellis/api/safety-plan";
import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { isEmptyPlan } from "@trellis/clinical/safety-plan/plan-draft";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { LinkButton } from "@trellis/ui/link-button";
import { Link } from "wouter";
import { useCountryHelp } from "#platform/country.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { calendarDayWords } from "#platform/moment-words.ts";
import { readOwnHelp, takePlan } from "#platform/own-help-read.ts";
import { type OwnHelp, useOwnHelp } from "#platform/own-help.ts";
import { PlanCopyChoice } from "#platform/plan-copy-choice.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { callServer } from "#platform/server-call.ts";
import { useSigned } from "#platform/signed-in.ts";
import { useSend } from "#platform/use-send.ts";
import { UnreadPlan } from "./unread-plan.tsx";
import css from "./plan-screen.module.css";

/** The client's safety plan: to read and call from, to agree to, to change, and to print on one sheet. */
export function PlanScreen() {
  const signed = useSigned();
  const own = useOwnHelp();
  return (
    <div className={css.screen}>
      <ScreenHead title={m.safety_plan_title()} backTo="/help" />
      {own === null ? (
        signed.state === "in" ? (
          <UnreadPlan clientId={signed.clientId} />
        ) : (
          <EmptyState title={m.plan_signed_out_title()}>
            <p>{m.plan_signed_out()}</p>
            <Link href="/" asChild>
              <LinkButton>{m.nav_sign_in()}</LinkButton>
            </Link>
          </EmptyState>
        )
      ) : (
        <OwnPlan own={own} isSignedIn={signed.state === "in"} />
      )}
    </div>
  );
}

function OwnPlan({ own, isSignedIn }: { own: OwnHelp; isSignedIn: boolean }) {
  const locale = useLanguage();
  const emergency = useCountryHelp().emergency[0].phone;
  const { plan, clientId, copyOf } = own;
  if (plan === null || isEmptyPlan(plan.plan)) return <NoPlan isSignedIn={isSignedIn} />;
  const print = () => {
    // Without a network it is printed all the same.
    if (isSignedIn)
      void callServer(printSafetyPlan, { params: { clientId } }).catch(() => undefined);
    window.print();
  };
  return (
    <>
      {isSignedIn && copyOf === null ? <Agreement clientId={clientId} version={plan} /> : null}
      <div className={css.sheet}>
        {copyOf === null ? null : (
          <small>{m.plan_from_copy({ day: dayWords(copyOf, locale, { year: true }) })}</small>
        )}
        <SafetyPlanView
          version={plan}
          emergency={emergency}
          day={(instant) => calendarDayWords(instant, locale)}
        />
      </div>
      <div className={css.actions} data-print="no">
        {isSignedIn ? (
          <>
            <Link href="/plan/write" asChild>
              <LinkButton>{m.plan_change()}</LinkButton>
            </Link>
            <Link href="/plan/versions" asChild>
              <LinkButton variant="quiet">{m.plan_versions()}</LinkButton>
            </Link>
          </>
        ) : null}
        <Button variant="quiet" onClick={print}>
          {m.plan_print()}
        </Button>
      </div>
      <div data-print="no" className={css.copy}>
        <PlanCopyChoice clientId={clientId} ask={isSignedIn ? "always" : "once"} />
      </div>
    </>
  );
}

function NoPlan({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <EmptyState
      title={m.plan_none_title()}
      action={
        isSignedIn ? (
          <Link href="/plan/write" asChild>
            <LinkButton>{m.plan_write()}</LinkButton>
          </Link>
        ) : null
      }
    >
      <p>{m.plan_none()}</p>
    </EmptyState>
  );
}

type AgreementProps = { clientId: string; version: SafetyPlanVersion };

/** The therapist wrote this version; the client puts their name to it, or changes it. */
function Agreement({ clientId, version }: AgreementProps) {
  const today = useToday();
  const { send, busy, problem } = useSend(agreeSafetyPlan);
  if (version.written.isClient || version.agreed !== null) return null;
  const agree = async () => {
    const answer = await send({ params: { clientId }, body: { version: version.version } });
    if (answer !== null) await takePlan(answer, today);
    else void readOwnHelp(clientId, today);
  };
  return (
    <div data-print="no">
      <Card title={m.plan_agree_ask({ name: version.written.name })} note={m.plan_agree_ask_note()}>
        <Button variant="primary" busy={busy} onClick={() => void agree()}>
          {m.plan_agree()}
        </Button>
        {problem === null ? null : (
          <p role="alert">{`${m.plan_agree_not_done()} ${problemWords(problem)}`}</p>
        )}
      </Card>
    </div>
  );
}
