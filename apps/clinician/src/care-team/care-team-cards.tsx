import { GRANT_KINDS, THERAPIST_GIVES } from "@trellis/domain/access";
import type { CareGrant, CareTeam } from "@trellis/domain/care-team";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { showToast } from "@trellis/ui/toast-queue";
import { lastDayText } from "#platform/grant-days.ts";
import { newId } from "#platform/ids.ts";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { dayOfMoment } from "#platform/moment-words.ts";
import { problemWords } from "#platform/problem-words.ts";
import { relationWords } from "#platform/relation-words.ts";
import type { By, CareTeamChanges } from "./care-team-query.ts";
import css from "./care-team.module.css";

type CareTeamCardsProps = {
  clientId: string;
  team: CareTeam;
  by: By;
  /** Whoever looks may give and end relations. */
  mayChange: boolean;
  changes: CareTeamChanges;
};

/** Who is something to a client now, who will be, and who was. */
export function CareTeamCards({ clientId, team, by, mayChange, changes }: CareTeamCardsProps) {
  const of = (state: CareGrant["state"]) =>
    team.grants.filter((grant) => grant.state === state).toSorted(byKind);
  const [now, coming] = [of("now"), of("coming")];
  const past = team.grants.filter(({ state }) => state === "past");
  const part = useKeptFocus<HTMLDivElement>(now.length + coming.length);
  const mayEnd = ({ kind }: CareGrant) =>
    mayChange && (by === "administrator" || THERAPIST_GIVES.some((given) => given === kind));
  const end = (grant: CareGrant) => endWithUndo(clientId, grant, changes);
  return (
    <div ref={part} className={css.cards}>
      <Card title={m.care_team_now()}>
        {now.some(({ kind }) => kind === "therapist") ? null : <p>{m.care_team_no_therapist()}</p>}
        <GrantList grants={now} mayEnd={mayEnd} onEnd={end} />
      </Card>
      {coming.length === 0 ? null : (
        <Card title={m.care_team_coming()}>
          <GrantList grants={coming} mayEnd={mayEnd} onEnd={end} />
        </Card>
      )}
      {past.length === 0 ? null : (
        <details className={css.past}>
          <summary className={css.summary}>{m.care_team_past({ count: past.length })}</summary>
          <GrantList grants={past} mayEnd={() => false} onEnd={end} />
        </details>
      )}
    </div>
  );
}

/** Therapists first; who is the same stays in the order in which the server names them. */
const byKind = (a: CareGrant, b: CareGrant): number =>
  GRANT_KINDS.indexOf(a.kind) - GRANT_KINDS.indexOf(b.kind);

function endWithUndo(clientId: string, grant: CareGrant, { add, end }: CareTeamChanges): void {
  const where = { about: clientId, key: `grant ${grant.id}` };
  const tell = (error: Error) => showToast({ ...where, text: problemWords(error) });
  const giveAgain = () => {
    const { accountId, kind, from, until } = grant;
    add.mutate(
      { id: newId(), accountId, kind, from, until },
      {
        onSuccess: () =>
          showToast({ ...where, text: m.care_team_given_again({ name: grant.name }) }),
        onError: tell,
      },
    );
  };
  end.mutate(grant.id, {
    onSuccess: () =>
      showToast({
        ...where,
        text: endedText(grant),
        action: { label: m.clinician_undo(), onAction: giveAgain },
      }),
    onError: tell,
  });
}

function endedText({ name, kind, state }: CareGrant): string {
  const who = { name, relation: relationWords(kind) };
  return state === "coming" ? m.care_team_taken_back_named(who) : m.care_team_ended(who);
}

type GrantListProps = {
  grants: readonly CareGrant[];
  mayEnd: (grant: CareGrant) => boolean;
  onEnd: (grant: CareGrant) => void;
};

function GrantList({ grants, mayEnd, onEnd }: GrantListProps) {
  if (grants.length === 0) return null;
  return (
    <ul className={css.list}>
      {grants.map((grant) => (
        <li key={grant.id} className={css.grant}>
          <div className={css.words}>
            <b>{grant.name}</b>
            <span>{`${relationWords(grant.kind)} · ${daysWords(grant)}`}</span>
            <small>{authorWords(grant)}</small>
          </div>
          {mayEnd(grant) ? (
            <Button variant="quiet" aria-label={endLabel(grant)} onClick={() => onEnd(grant)}>
              {grant.state === "coming" ? m.care_team_take_back() : m.care_team_end()}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function endLabel({ name, kind, state }: CareGrant): string {
  const who = { name, relation: relationWords(kind) };
  return state === "coming" ? m.care_team_take_back_named(who) : m.care_team_end_named(who);
}

function daysWords({ from, until }: CareGrant): string {
  if (until === from) return m.care_team_taken_back();
  const first = dayOfMoment(from);
  return until === null
    ? m.care_team_since({ from: first })
    : m.care_team_from_until({ from: first, until: lastDayText(until) });
}

function authorWords({ givenBy, endedBy, from, until }: CareGrant): string {
  const given =
    givenBy === null ? m.care_team_given_on_server() : m.care_team_given_by({ name: givenBy });
  if (endedBy === null) return given;
  const who = { name: endedBy };
  return `${given} · ${until === from ? m.care_team_taken_back_by(who) : m.care_team_ended_by(who)}`;
}
