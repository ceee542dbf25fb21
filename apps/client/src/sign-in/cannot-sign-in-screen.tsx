import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { Link } from "wouter";
import { boot } from "#platform/boot.ts";
import { ClinicContacts } from "#platform/clinic-contacts.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import css from "./cannot-sign-in-screen.module.css";

/** What to do when the way in is closed. Nothing here is by mail alone (R-AU-5), so nothing can be asked for here. */
export function CannotSignInScreen() {
  return (
    <>
      <ScreenHead title={m.cannot_sign_in_title()} backTo="/" />
      <Card title={m.cannot_sign_in_check_title()}>
        <ul className={css.points}>
          <li>{m.cannot_sign_in_check_email()}</li>
          <li>{m.cannot_sign_in_check_password()}</li>
          <li>{m.cannot_sign_in_check_clinic({ clinic: boot.clinic?.name ?? "" })}</li>
          <li>{m.cannot_sign_in_check_wait()}</li>
          <li>{m.cannot_sign_in_check_closed()}</li>
        </ul>
      </Card>
      <Card title={m.cannot_sign_in_password_title()}>
        <ol className={css.points}>
          <li>{m.cannot_sign_in_password_ask()}</li>
          <li>{m.cannot_sign_in_password_both()}</li>
          <li>{m.cannot_sign_in_password_soon()}</li>
        </ol>
        <ClinicContacts />
        <p>{m.cannot_sign_in_password_kept()}</p>
        <p>{m.cannot_sign_in_password_why()}</p>
      </Card>
      <Card title={m.cannot_sign_in_phone_title()}>
        <p>{m.cannot_sign_in_phone_other()}</p>
        <p>{m.cannot_sign_in_phone_clinic()}</p>
      </Card>
      <Card title={m.cannot_sign_in_email_title()}>
        <p>{m.cannot_sign_in_email()}</p>
      </Card>
      <Link href="/" asChild>
        <LinkButton wide>{m.cannot_sign_in_back()}</LinkButton>
      </Link>
    </>
  );
}
