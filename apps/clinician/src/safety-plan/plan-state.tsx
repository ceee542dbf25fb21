import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { Button } from "@trellis/ui/button";
import { dayText } from "#platform/day-words.ts";
import { diaryToday } from "#platform/day.ts";
import { dayOfMoment } from "#platform/moment-words.ts";
import { problemWords } from "#platform/problem-words.ts";
import css from "./plan-page.module.css";

type PlanStateProps = {
  version: SafetyPlanVersion;
  mayWrite: boolean;
  busy: boolean;
  error: Error | null;
  onAgree: () => void;
};

/** Whose name is still to come under this version, and whether the day of the next look has come. */
export function PlanState({ version, mayWrite, busy, error, onAgree }: PlanStateProps) {
  const { plan } = version;
  const isDue = plan.reviewOn !== null && plan.reviewOn <= diaryToday();
  return (
    <div className={css.state} data-print="no">
      {mayWrite ? null : <p>{m.plan_page_reader()}</p>}
      <Names version={version} onAgree={mayWrite ? onAgree : null} busy={busy} />
      <div role="alert">{error === null ? null : <p>{problemWords(error)}</p>}</div>
      {isDue && plan.reviewOn !== null ? (
        <Banner title={m.plan_page_review_due({ day: dayText(plan.reviewOn) })}>
          {m.plan_page_review_due_words()}
        </Banner>
      ) : null}
    </div>
  );
}

type NamesProps = { version: SafetyPlanVersion; onAgree: (() => void) | null; busy: boolean };

function Names({ version, onAgree, busy }: NamesProps) {
  const { written, agreed } = version;
  if (agreed !== null || version.lost === true) return null;
  if (!written.isClient)
    return <Banner title={m.plan_page_waits()}>{m.plan_page_waits_words()}</Banner>;
  return (
    <Banner
      title={m.plan_page_to_agree({ name: written.name, day: dayOfMoment(written.at) })}
      action={
        onAgree === null ? undefined : (
          <Button busy={busy} onClick={onAgree}>
            {m.plan_page_agree()}
          </Button>
        )
      }
    >
      {m.plan_page_to_agree_words()}
    </Banner>
  );
}
