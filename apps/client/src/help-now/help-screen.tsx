import { type ClinicHelp, HELP_COUNTRIES, type PhoneLine } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { SelectField } from "@trellis/ui/select-field";
import { boot } from "#platform/boot.ts";
import { checkedWords } from "#platform/checked-words.ts";
import { chooseCountry, useCountry, useCountryHelp } from "#platform/country.ts";
import { useLanguage } from "#platform/language.ts";
import { dial } from "#platform/phone-link.tsx";
import { ScreenTitle } from "#platform/screen-title.tsx";
import css from "./help-screen.module.css";

/** Whom to call now. Needs no request and no sign-in, and tells nobody that it was opened (R-CS-6). */
export function HelpScreen() {
  const help = useCountryHelp();
  const { contacts } = boot.clinic?.help ?? { contacts: [] };
  return (
    <>
      <ScreenTitle>{m.help_title()}</ScreenTitle>
      <p className={css.first}>{m.help_nobody_watches()}</p>
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
      <Card>
        <CountryChoice />
      </Card>
    </>
  );
}

function CallButton({ line, strong }: { line: PhoneLine; strong: boolean }) {
  return (
    <div className={css.call}>
      <LinkButton href={dial(line.phone)} variant={strong ? "primary" : "plain"} wide>
        {m.help_call({ number: line.phone })}
      </LinkButton>
      <small>{checkedWords(line)}</small>
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

function CountryChoice() {
  const country = useCountry();
  const locale = useLanguage();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const known = [...new Set([...HELP_COUNTRIES, boot.clinic?.country ?? ""])]
    .filter((each) => /^[A-Z]{2}$/.test(each))
    .map((each) => ({ value: each, label: names.of(each) ?? each }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  const options = [...known, { value: "ZZ", label: m.help_country_other() }];
  const chosen = options.some((each) => each.value === country) ? country : "ZZ";
  return (
    <SelectField
      label={m.help_country_label()}
      description={m.help_country_description()}
      options={options}
      value={chosen}
      onChange={chooseCountry}
    />
  );
}
