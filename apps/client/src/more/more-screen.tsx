import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { boot } from "#platform/boot.ts";
import { HelpLink } from "#platform/help-link.tsx";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { ScreenTitle } from "#platform/screen-title.tsx";
import { useSigned } from "#platform/signed-in.ts";
import { CoverChoice } from "./cover-choice.tsx";
import { LifeLineCard } from "./life-line-card.tsx";
import { MoreLinks } from "./more-links.tsx";
import { ScreenSideChoice } from "./screen-side-choice.tsx";
import { SignOut } from "./sign-out.tsx";

/** Language, sign-out, and what this app is. */
export function MoreScreen() {
  const signed = useSigned();
  return (
    <>
      <ScreenTitle>{m.more_title()}</ScreenTitle>
      <HelpLink />
      <Card>
        <LanguageChoice />
      </Card>
      <Card>
        <ScreenSideChoice />
      </Card>
      {signed.state === "in" ? (
        <>
          <LifeLineCard />
          <Card>
            <CoverChoice />
          </Card>
          <Card title={m.more_skills_title()}>
            <MoreLinks links={[{ to: "/skills", label: m.more_skills_link() }]} />
          </Card>
          <Card title={m.more_record_title()}>
            <MoreLinks
              links={[
                { to: "/plan", label: m.safety_plan_title() },
                { to: "/more/my-cards", label: m.my_cards_title() },
                { to: "/more/who-sees-what", label: m.who_sees_title() },
                { to: "/more/who-looked", label: m.access_log_title() },
              ]}
            />
          </Card>
          <Card title={m.more_account_title()}>
            <p>{m.more_account({ clinic: boot.clinic?.name ?? "" })}</p>
            <MoreLinks
              links={[
                { to: "/more/devices", label: m.devices_title() },
                { to: "/more/password", label: m.change_password_title() },
                { to: "/more/email", label: m.change_email_title() },
              ]}
            />
            <SignOut clientId={signed.clientId} />
          </Card>
        </>
      ) : null}
      {signed.state === "expired" ? (
        <Card title={m.more_account_title()}>
          <p>{m.more_signed_out()}</p>
          <SignOut clientId={signed.clientId} />
        </Card>
      ) : null}
      <AboutCard />
    </>
  );
}

function AboutCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card title={m.more_about_title()}>
      <p>{m.more_about_what()}</p>
      <p>{m.more_about_who_reads()}</p>
      <p>{m.more_about_not_ready()}</p>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {m.more_about_licence_title()}
      </Button>
      {open ? <p>{m.more_about_licence()}</p> : null}
    </Card>
  );
}
