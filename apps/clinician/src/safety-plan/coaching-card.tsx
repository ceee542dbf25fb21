import { useQuery } from "@tanstack/react-query";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { Link } from "wouter";
import { dayText } from "#platform/day-words.ts";
import { diaryToday } from "#platform/day.ts";
import { QueryState } from "#platform/query-state.tsx";
import { relationWords } from "#platform/relation-words.ts";
import { useRelations } from "#platform/relations.ts";
import { coachingQuery } from "./plan-query.ts";
import css from "./plan-page.module.css";

/** Therapist and cover with their times, as the client's phone shows them. */
export function CoachingCard({ clientId }: { clientId: string }) {
  const query = useQuery(coachingQuery(clientId));
  const relations = useRelations(clientId) ?? [];
  const isCalled = relations.some((each) => each === "therapist" || each === "cover");
  return (
    <Card title={m.plan_page_coaching()} note={m.plan_page_coaching_note()}>
      <QueryState query={query} loading={m.plan_page_coaching_loading()} lines={2}>
        {(people) =>
          people.length === 0 ? (
            <p>{m.plan_page_coaching_none()}</p>
          ) : (
            <ul className={css.people}>
              {people.map((person, at) => (
                <Person key={String(at)} person={person} />
              ))}
            </ul>
          )
        }
      </QueryState>
      {isCalled ? (
        <div>
          <Link href="/account" asChild>
            <LinkButton variant="quiet">{m.plan_page_coaching_own()}</LinkButton>
          </Link>
        </div>
      ) : null}
    </Card>
  );
}

function Person({ person }: { person: CoachingPerson }) {
  const { name, kind, times } = person;
  const isWritten = times.phone !== null || times.hours !== "" || times.limits !== "";
  const facts = [
    { name: m.plan_page_coaching_hours(), value: times.hours },
    { name: m.plan_page_coaching_limits(), value: times.limits },
  ];
  return (
    <li>
      <p className={css.name}>{name}</p>
      <small>
        {[relationWords(kind), daysWords(person)].filter((words) => words !== "").join(" · ")}
      </small>
      {times.phone === null ? null : <p>{times.phone}</p>}
      {isWritten ? (
        <dl className={css.times}>
          {facts
            .filter(({ value }) => value !== "")
            .map(({ name: term, value }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      ) : (
        <small>{m.plan_page_coaching_no_times()}</small>
      )}
    </li>
  );
}

/** From when until when, where that says more than that it holds now. */
function daysWords({ from, until }: CoachingPerson): string {
  if (until !== null)
    return m.plan_page_coaching_from_until({ from: dayText(from), until: dayText(until) });
  return from > diaryToday() ? m.plan_page_coaching_from({ from: dayText(from) }) : "";
}
