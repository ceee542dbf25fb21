import { readAccessLog } from "@trellis/api/audit";
import type { AccessLog, AccessLogDay } from "@trellis/domain/audit";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { LogDay } from "./log-day.tsx";
import css from "./access-log-screen.module.css";

/**
 * Who looked at one's record, by day and role: minutes and counts would be read as love and desertion
 * (clinical review §3.3.9), so they come when asked for, and the screen says that opening is not watching.
 */
export function AccessLogScreen({ clientId }: { clientId: string }) {
  // The first page, then one for each time that earlier days were asked for.
  const [pages, setPages] = useState<readonly (CivilDate | undefined)[]>([undefined]);
  return (
    <>
      <ScreenHead title={m.access_log_title()} backTo="/more" />
      <p>{m.access_log_what()}</p>
      <Card title={m.access_log_not_watching_title()}>
        <p>{m.access_log_not_watching()}</p>
      </Card>
      {pages.map((before, at) => (
        <LogPage
          key={before ?? ""}
          clientId={clientId}
          before={before}
          onEarlier={at === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </>
  );
}

type LogPageProps = {
  clientId: string;
  before: CivilDate | undefined;
  /** Asks for the days before this one; not given where they stand below already. */
  onEarlier: ((before: CivilDate) => void) | undefined;
};

function LogPage({ clientId, before, onEarlier }: LogPageProps) {
  const query = before === undefined ? {} : { before };
  const answer = useAnswer(readAccessLog, { params: { clientId }, query });
  return (
    <AnswerState answer={answer} notLoaded={m.access_log_not_loaded()}>
      {(log) => (
        <>
          <Days log={log} clientId={clientId} isFirst={before === undefined} />
          {log.before === null || onEarlier === undefined ? null : (
            <Button onClick={() => onEarlier(log.before as CivilDate)}>
              {m.access_log_earlier()}
            </Button>
          )}
        </>
      )}
    </AnswerState>
  );
}

/** A day stands there for what others did. One's own looks are told with the day's details. */
const byOthers = (day: AccessLogDay): boolean => day.looks.some(({ role }) => role !== "self");

type DaysProps = { log: AccessLog; clientId: string; isFirst: boolean };

function Days({ log, clientId, isFirst }: DaysProps) {
  const days = log.days.filter(byOthers);
  if (days.length > 0) {
    return (
      <Card>
        <ul className={css.days}>
          {days.map((day) => (
            <LogDay key={day.date} day={day} zone={log.zone} clientId={clientId} />
          ))}
        </ul>
      </Card>
    );
  }
  if (log.before !== null) return <p>{m.access_log_none_here()}</p>;
  if (!isFirst) return <p>{m.access_log_no_earlier()}</p>;
  return (
    <EmptyState title={m.access_log_empty_title()}>
      <p>{m.access_log_empty()}</p>
    </EmptyState>
  );
}
