import { useQuery } from "@tanstack/react-query";
import { planHandWords } from "@trellis/clinical/safety-plan-words/safety-plan-words";
import { SafetyPlanView } from "@trellis/clinical/safety-plan/safety-plan-view";
import { changedPlanFields, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { useEmergencyNumber } from "#platform/emergency-number.ts";
import { dayOfMoment } from "#platform/moment-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { planFieldWords } from "./plan-field-words.ts";
import { planVersionsQuery } from "./plan-query.ts";
import css from "./plan-page.module.css";

/** Versions of before, fetched when somebody asks for them. */
export function PlanVersions({ clientId }: { clientId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={m.plan_page_versions()} note={m.plan_page_versions_note()}>
      <div>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? m.plan_page_versions_hide() : m.plan_page_versions_show()}
        </Button>
      </div>
      {open ? <Versions clientId={clientId} /> : null}
    </Card>
  );
}

function Versions({ clientId }: { clientId: string }) {
  const query = useQuery(planVersionsQuery(clientId));
  return (
    <QueryState query={query} loading={m.plan_page_versions_loading()} lines={3}>
      {(versions) => (
        <ol className={css.versions}>
          {versions.slice(1).map((version, at) => (
            <Version key={version.version} version={version} before={versions[at + 2]} />
          ))}
        </ol>
      )}
    </QueryState>
  );
}

type VersionProps = { version: SafetyPlanVersion; before: SafetyPlanVersion | undefined };

function Version({ version, before }: VersionProps) {
  const [open, setOpen] = useState(false);
  const emergency = useEmergencyNumber();
  const number = String(version.version);
  const hands = planHandWords(version, dayOfMoment);
  return (
    <li className={css.version}>
      <h3 className={css.versionTitle}>{m.plan_page_version({ version: number })}</h3>
      <small>{`${hands.written} · ${hands.agreed}`}</small>
      <small>{changeWords(version, before)}</small>
      <div>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open
            ? m.plan_page_version_hide({ version: number })
            : m.plan_page_version_show({ version: number })}
        </Button>
      </div>
      {open ? (
        <SafetyPlanView version={version} day={dayOfMoment} emergency={emergency} level={3} />
      ) : null}
    </li>
  );
}

function changeWords(
  { plan, version }: SafetyPlanVersion,
  before: SafetyPlanVersion | undefined,
): string {
  if (version === 1) return m.plan_page_version_first();
  // The oldest of a long list: what came before it is not at hand.
  if (before === undefined) return "";
  const parts = changedPlanFields(before.plan, plan).map(planFieldWords).join(" · ");
  return m.plan_page_version_changed({ parts });
}
