import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { ClinicContacts } from "#platform/clinic-contacts.tsx";
import type { LinkEnd } from "#platform/link-end.ts";
import { ScreenTitle } from "#platform/screen-title.tsx";

/** What stands there when one cannot come in by a link, and the way to sign in. */
export function NoWay({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <ScreenTitle>{title}</ScreenTitle>
      <Card>
        <p>{children}</p>
        <p>{m.welcome_link_over_sign_in()}</p>
        <Link href="/" asChild>
          <LinkButton>{m.welcome_to_sign_in()}</LinkButton>
        </Link>
      </Card>
    </>
  );
}

/** A link that leads nowhere: why, and what to do. */
export function LinkOver({ end }: { end: LinkEnd }) {
  switch (end) {
    case "locked":
      return <Locked />;
    case "unknown":
      return <NoWay title={m.welcome_link_unknown_title()}>{m.welcome_link_unknown()}</NoWay>;
    case "used":
      return <NoWay title={m.welcome_link_over_title()}>{m.welcome_link_used()}</NoWay>;
    case "expired":
      return <NoWay title={m.welcome_link_over_title()}>{m.welcome_link_expired()}</NoWay>;
    case "ended":
      return <NoWay title={m.welcome_link_over_title()}>{m.welcome_link_ended()}</NoWay>;
  }
}

/** After five wrong codes a person of the clinic has to help. */
function Locked() {
  return (
    <>
      <ScreenTitle>{m.welcome_link_locked_title()}</ScreenTitle>
      <Card>
        <p>{m.welcome_link_locked()}</p>
        <ClinicContacts />
        <Link href="/cannot-sign-in" asChild>
          <LinkButton>{m.cannot_sign_in_title()}</LinkButton>
        </Link>
      </Card>
    </>
  );
}
