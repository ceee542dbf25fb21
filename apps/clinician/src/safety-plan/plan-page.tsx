import { useQuery } from "@tanstack/react-query";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { showToast } from "@trellis/ui/toast-queue";
import { useId, useState } from "react";
import { ClientFrame } from "#platform/client-frame.tsx";
import { useEmergencyNumber } from "#platform/emergency-number.ts";
import { ModeLine } from "#platform/mode-banner.tsx";
import { dayOfMoment } from "#platform/moment-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { useMay } from "#platform/relations.ts";
import { CoachingCard } from "./coaching-card.tsx";
import { PlanForm } from "./plan-form.tsx";
import { planQuery, usePlanChanges, usePlanPrintNote } from "./plan-query.ts";
import { PlanState } from "./plan-state.tsx";
import { PlanVersions } from "./plan-versions.tsx";
import css from "./plan-page.module.css";

/** The client's safety plan: read, written together, agreed to by both, and printed on one page. */
export function PlanPage({ clientId }: { clientId: string }) {
  const query = useQuery(planQuery(clientId));
  const mayWrite = useMay(clientId, "safety-plan", "write");
  const [writing, setWriting] = useState(false);
  const newest = query.data;
  usePlanPrintNote(clientId, newest != null && !writing);
  const write = mayWrite ? () => setWriting(true) : null;
  return (
    <ClientFrame
      clientId={clientId}
      current="plan"
      actions={newest == null || writing ? undefined : <Actions onWrite={write} />}
    >
      <QueryState query={query} loading={m.plan_page_loading()} shape="cards" lines={2}>
        {(version) =>
          writing ? (
            <PlanForm clientId={clientId} newest={version} onClose={() => setWriting(false)} />
          ) : (
            <div className={css.page}>
              <div className={css.main}>
                {version === null ? (
                  <NoPlan onWrite={write} />
                ) : (
                  <Plan clientId={clientId} version={version} mayWrite={mayWrite} />
                )}
              </div>
              <div className={css.side} data-print="no">
                <CoachingCard clientId={clientId} />
                {version === null || version.version === 1 ? null : (
                  <PlanVersions key={version.version} clientId={clientId} />
                )}
              </div>
            </div>
          )
        }
      </QueryState>
    </ClientFrame>
  );
}

/** @param onWrite null for those who read alone */
function Actions({ onWrite }: { onWrite: (() => void) | null }) {
  return (
    <>
      <Button onClick={() => window.print()}>{m.plan_page_print()}</Button>
      {onWrite === null ? null : (
        <Button variant="primary" onClick={onWrite}>
          {m.plan_page_change()}
        </Button>
      )}
    </>
  );
}

function NoPlan({ onWrite }: { onWrite: (() => void) | null }) {
  return (
    <EmptyState
      title={m.plan_page_none_title()}
      action={
        onWrite === null ? undefined : (
          <Button variant="primary" onClick={onWrite}>
            {m.plan_page_write()}
          </Button>
        )
      }
    >
      <p>{m.plan_page_none_words()}</p>
    </EmptyState>
  );
}

type PlanProps = { clientId: string; version: SafetyPlanVersion; mayWrite: boolean };

function Plan({ clientId, version, mayWrite }: PlanProps) {
  const heading = useId();
  const emergency = useEmergencyNumber();
  const { agree } = usePlanChanges(clientId);
  const sign = () =>
    agree.mutate(version.version, {
      onSuccess: () =>
        showToast({
          about: clientId,
          key: "plan",
          text: m.plan_page_agreed({ version: String(version.version) }),
        }),
    });
  return (
    <>
      <PlanState
        version={version}
        mayWrite={mayWrite}
        busy={agree.isPending}
        error={agree.error}
        onAgree={sign}
      />
      <section className={css.sheet} aria-labelledby={heading}>
        <h2 id={heading}>{m.plan_page_heading({ version: String(version.version) })}</h2>
        <SafetyPlanView version={version} day={dayOfMoment} emergency={emergency} level={3} />
        <span className={css.paper}>
          <ModeLine />
        </span>
      </section>
    </>
  );
}
