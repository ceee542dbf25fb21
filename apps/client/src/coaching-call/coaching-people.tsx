import { dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { boot } from "#platform/boot.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import type { OwnHelp } from "#platform/own-help.ts";
import { dial } from "#platform/phone-link.tsx";
import { useSigned } from "#platform/signed-in.ts";
import { isThere, peopleInOrder } from "./people-in-order.ts";
import css from "./coaching-screen.module.css";

/** Whom to call, when, and what they keep to. Ways to further help stand at the head of the screen. */
export function CoachingPeople({ own }: { own: OwnHelp | null }) {
  const today = useToday();
  const signed = useSigned();
  const nobody =
    own !== null
      ? m.coaching_nobody
      : signed.state === "in"
        ? m.coaching_not_here
        : m.coaching_signed_out;
  const people = peopleInOrder(own?.coaching ?? [], today);
  const hours = boot.clinic?.coachingHours ?? "";
  return (
    <Card title={m.coaching_call_title()}>
      {people.map((person, at) => (
        <Person key={String(at)} person={person} today={today} />
      ))}
      {people.length > 0 ? null : <p>{nobody()}</p>}
      {hours === "" ? null : <p>{m.coaching_clinic_hours({ hours })}</p>}
    </Card>
  );
}

function Person({ person, today }: { person: CoachingPerson; today: CivilDate }) {
  const locale = useLanguage();
  const { phone, hours, limits } = person.times;
  return (
    <section className={css.person}>
      <h3>{person.name}</h3>
      <small>{standingWords(person, today, locale)}</small>
      {hours === "" ? null : <p>{m.coaching_hours({ hours })}</p>}
      {limits === "" ? null : <p>{m.coaching_limits({ limits })}</p>}
      {phone === null ? (
        <p>{m.coaching_no_phone()}</p>
      ) : (
        <LinkButton href={dial(phone)} wide variant={isThere(person, today) ? "primary" : "plain"}>
          {m.help_call({ number: phone })}
        </LinkButton>
      )}
    </section>
  );
}

/** What somebody is to the client, and for a cover from when until when. */
function standingWords(person: CoachingPerson, today: CivilDate, locale: string): string {
  if (person.kind === "therapist") return m.coaching_therapist();
  const words = (day: CivilDate) => dayWords(day, locale, { year: needsYear(day, today) });
  const { from, until } = person;
  if (isThere(person, today))
    return until === null ? m.coaching_cover_open() : m.coaching_cover_until({ day: words(until) });
  return until === null
    ? m.coaching_cover_from_open({ from: words(from) })
    : m.coaching_cover_from({ from: words(from), until: words(until) });
}
