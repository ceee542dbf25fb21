import { m } from "@trellis/messages/messages";
import { LinkButton } from "@trellis/ui/link-button";
import { boot } from "./boot.ts";
import { dial } from "./phone-link.tsx";
import css from "./clinic-contacts.module.css";

/** The clinic's own numbers for somebody who cannot get in, where it has given any. */
export function ClinicContacts() {
  const contacts = boot.clinic?.help.contacts ?? [];
  if (contacts.length === 0) return null;
  return (
    <>
      <b>{m.cannot_sign_in_call()}</b>
      {contacts.map(({ name, phone, about }, at) => (
        <div key={String(at)} className={css.contact}>
          <span>{name}</span>
          {about === "" ? null : <small>{about}</small>}
          <LinkButton href={dial(phone)} wide>
            {m.help_call({ number: phone })}
          </LinkButton>
        </div>
      ))}
    </>
  );
}
