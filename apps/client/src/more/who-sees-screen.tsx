import { readCareTeam } from "@trellis/api/care-team";
import { AccessLists } from "@trellis/clinical/access-table/access-lists";
import { AccessTable } from "@trellis/clinical/access-table/access-table";
import { viewerWords } from "@trellis/clinical/access-words/access-words";
import type { CareGrant, GrantState } from "@trellis/domain/care-team";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { useLanguage } from "#platform/language.ts";
import { calendarDayWords } from "#platform/moment-words.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import css from "./who-sees-screen.module.css";

/** Who belongs to one's team, what each can and cannot see, and the table by which the server decides. */
export function WhoSeesScreen({ clientId }: { clientId: string }) {
  const answer = useAnswer(readCareTeam, { params: { clientId } });
  return (
    <div className={css.screen} data-page="wide">
      <ScreenHead title={m.who_sees_title()} backTo="/more" />
      <p>{`${m.who_sees_what()} ${m.who_sees_live()}`}</p>
      <p>{m.who_sees_change()}</p>
      <AnswerState answer={answer} notLoaded={m.who_sees_not_loaded()}>
        {({ grants }) => <Team grants={grants} />}
      </AnswerState>
      <Card title={m.who_sees_accounts_title()} note={m.who_sees_accounts_note()}>
        <AccessLists viewer="administrator" audience="client" />
      </Card>
      <Card title={m.who_sees_computer_title()}>
        <p>{m.who_sees_computer()}</p>
      </Card>
      <WholeTable />
      <p>{m.who_sees_other_way()}</p>
    </div>
  );
}

function Team({ grants }: { grants: readonly CareGrant[] }) {
  const locale = useLanguage();
  const inState = (state: GrantState) => grants.filter((grant) => grant.state === state);
  const now = inState("now");
  return (
    <>
      {now.length === 0 ? (
        <EmptyState title={m.who_sees_nobody_title()}>
          <p>{m.who_sees_nobody()}</p>
        </EmptyState>
      ) : null}
      {now.map((grant) => (
        <Card
          key={grant.id}
          title={grant.name}
          note={`${viewerWords(grant.kind, "client")} · ${timeWords(grant, locale)}`}
        >
          <AccessLists viewer={grant.kind} audience="client" />
        </Card>
      ))}
      <Others title={m.who_sees_coming_title()} grants={inState("coming")} />
      <Others
        title={m.who_sees_past_title()}
        note={m.who_sees_past_note()}
        grants={inState("past")}
      />
    </>
  );
}

type OthersProps = { title: string; note?: string; grants: readonly CareGrant[] };

function Others({ title, note, grants }: OthersProps) {
  const locale = useLanguage();
  if (grants.length === 0) return null;
  return (
    <Card title={title} note={note}>
      <ul className={css.grants}>
        {grants.map((grant) => (
          <li key={grant.id} className={css.grant}>
            <b>{grant.name}</b>
            <span>{viewerWords(grant.kind, "client")}</span>
            <small>{timeWords(grant, locale)}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function timeWords({ from, until }: CareGrant, locale: string): string {
  const start = calendarDayWords(from, locale);
  return until === null
    ? m.who_sees_since({ day: start })
    : m.who_sees_from_until({ from: start, until: calendarDayWords(until, locale) });
}

function WholeTable() {
  const [open, setOpen] = useState(false);
  return (
    <Card title={m.who_sees_all_title()} note={m.who_sees_all_note()}>
      {open ? (
        <AccessTable audience="client" />
      ) : (
        <Button onClick={() => setOpen(true)}>{m.who_sees_all_show()}</Button>
      )}
    </Card>
  );
}
