import { readAccessLog } from "@trellis/api/audit";
import { asTitle, dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { AccessLogDay, AccessLogLook } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { clockWords } from "#platform/moment-words.ts";
import { useAnswer } from "#platform/use-answer.ts";
import { lookWords, roleWords } from "./access-log-words.ts";
import css from "./access-log-screen.module.css";

type LogDayProps = { day: AccessLogDay; zone: string; clientId: string };

/** A day and who opened something on it; each single time when it is asked for. */
export function LogDay({ day, zone, clientId }: LogDayProps) {
  const locale = useLanguage();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const words = dayWords(day.date, locale, { year: needsYear(day.date, today) });
  const others = day.looks.filter(({ role }) => role !== "self");
  return (
    <li className={css.day}>
      <b>{asTitle(words, locale)}</b>
      {others.map(({ role, isListOnly }) => (
        <span key={role}>
          {isListOnly ? m.access_log_role_in_list({ role: roleWords(role) }) : roleWords(role)}
        </span>
      ))}
      <Button
        variant="quiet"
        aria-expanded={open}
        aria-label={
          open ? m.access_log_less_named({ day: words }) : m.access_log_more_named({ day: words })
        }
        onClick={() => setOpen(!open)}
      >
        {open ? m.access_log_less() : m.access_log_more()}
      </Button>
      {open ? <Looks date={day.date} zone={zone} clientId={clientId} /> : null}
    </li>
  );
}

type LooksProps = { date: AccessLogDay["date"]; zone: string; clientId: string };

function Looks({ date, zone, clientId }: LooksProps) {
  const answer = useAnswer(readAccessLog, { params: { clientId }, query: { detail: date } });
  return (
    <AnswerState answer={answer} notLoaded={m.access_log_not_loaded()}>
      {({ detail }) => (
        <dl className={css.looks}>
          {(detail ?? []).map((look, at) => (
            <Look key={at} look={look} zone={zone} />
          ))}
        </dl>
      )}
    </AnswerState>
  );
}

function Look({ look, zone }: { look: AccessLogLook; zone: string }) {
  const locale = useLanguage();
  const who = [look.name, roleWords(look.role)].filter((words) => words !== "").join(" · ");
  return (
    <div className={css.look}>
      <dt>{clockWords(look.at, locale, zone)}</dt>
      <dd>
        <span>{lookWords(look)}</span>
        <small>{look.role === "self" ? roleWords("self") : who}</small>
      </dd>
    </div>
  );
}
