import type { ClinicHelp, PhoneLine } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { Suspense } from "react";
import { Link } from "wouter";
import { boot } from "#platform/boot.ts";
import { checkedWords, sourceWords } from "#platform/checked-words.ts";
import { useCountryHelp } from "#platform/country.ts";
import { lazyOrNothing } from "#platform/lazy-or-nothing.ts";
import { useOwnHelp } from "#platform/own-help.ts";
import { dial } from "#platform/phone-link.tsx";
import { ScreenTitle } from "#platform/screen-title.tsx";
import type { OwnPlanProps } from "./own-plan.tsx";
import css from "./help-screen.module.css";

/** Fetched ahead with the other pages of help; when they do not come, the numbers are all there. */
const OwnPlan = lazyOrNothing<OwnPlanProps>(async () => (await import("./own-plan.tsx")).OwnPlan);
const CountryChoice = lazyOrNothing(
  async () => (await import("./country-choice.tsx")).CountryChoice,
);

/**
 * Whom to call now, and what one's own plan says. Needs no request and no sign-in, tells nobody that it was
 * opened (R-CS-6), and reads nothing of the card: it is the same before and after an act.
 */
export function HelpScreen() {
  const help = useCountryHelp();
  const own = useOwnHelp();
  const { contacts } = boot.clinic?.help ?? { contacts: [] };
  return (
    <>
      <ScreenTitle>{m.help_title()}</ScreenTitle>
      <p className={css.first}>{m.help_nobody_watches()}</p>
      <Ways plan={own !== null && own.plan !== null} />
      <Card title={m.help_emergency_title()} note={m.help_emergency_note()}>
        {help.emergency.map((line, at) => (
          <CallButton key={line.phone} line={line} strong={at === 0} />
        ))}
        {help.country === null ? <p>{m.help_country_unknown()}</p> : null}
      </Card>
      {help.crisis.map((line) => (
        <Card key={line.name + line.phone} title={line.name} note={m.help_crisis_note()}>
          <CallButton line={line} strong={false} />
        </Card>
      ))}
      {contacts.length === 0 ? null : <Contacts contacts={contacts} />}
      {own === null || own.plan === null ? null : (
        <Suspense fallback={null}>
          <OwnPlan own={own} version={own.plan} emergency={help.emergency[0].phone} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <CountryChoice />
      </Suspense>
      <small>{m.help_same_always()}</small>
    </>
  );
}

/** The other pages of help, in the order in which they are of use. */
function Ways({ plan }: { plan: boolean }) {
  return (
    <nav className={css.ways} aria-label={m.help_ways()}>
      <Link className={css.way} href="/right-now">
        {m.help_to_right_now()}
      </Link>
      <Link className={css.way} href="/coaching">
        {m.help_to_coaching()}
      </Link>
      {plan ? (
        <a className={css.way} href="#own-plan">
          {m.help_to_plan()}
        </a>
      ) : (
        <Link className={css.way} href="/plan">
          {m.help_to_plan()}
        </Link>
      )}
    </nav>
  );
}

function CallButton({ line, strong }: { line: PhoneLine; strong: boolean }) {
  return (
    <div className={css.call}>
      <LinkButton href={dial(line.phone)} variant={strong ? "primary" : "plain"} wide>
        {m.help_call({ number: line.phone })}
      </LinkButton>
      <div className={css.about}>
        <small>{sourceWords(line)}</small> <small>{checkedWords(line)}</small>
      </div>
    </div>
  );
}

function Contacts({ contacts }: { contacts: ClinicHelp["contacts"] }) {
  const hours = boot.clinic?.coachingHours ?? "";
  return (
    <Card title={m.help_contacts_title()}>
      {contacts.map(({ name, phone, about }, at) => (
        <section key={String(at)} className={css.contact}>
          <h3>{name}</h3>
          {about === "" ? null : <small>{about}</small>}
          <div className={css.call}>
            <LinkButton href={dial(phone)} wide>
              {m.help_call({ number: phone })}
            </LinkButton>
          </div>
        </section>
      ))}
      {hours === "" ? null : <p>{m.help_coaching_hours({ hours })}</p>}
    </Card>
  );
}
