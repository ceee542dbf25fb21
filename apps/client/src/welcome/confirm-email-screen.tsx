import { confirmEmail } from "@trellis/api/own-account";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { LinkButton } from "@trellis/ui/link-button";
import { Skeleton } from "@trellis/ui/skeleton";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { linkEndOrCutOf } from "#platform/link-end.ts";
import { forgetLinkSecret, useLinkSecret } from "#platform/link-secret.ts";
import { problemWords } from "#platform/problem-words.ts";
import { Said } from "#platform/said.tsx";
import { ScreenTitle } from "#platform/screen-title.tsx";
import { useSigned } from "#platform/signed-in.ts";
import { useSend } from "#platform/use-send.ts";

/** Where the link to a new address leads. A tap confirms, so that a programme that opens links does not. */
export function ConfirmEmailScreen() {
  const secret = useLinkSecret();
  const [done, setDone] = useState(false);
  const isSignedIn = useSigned().state === "in";
  const finish = () => {
    setDone(true);
    forgetLinkSecret();
  };
  return (
    <>
      <ScreenTitle>{m.confirm_email_title()}</ScreenTitle>
      <Said words={done ? m.confirm_email_done_title() : null} />
      {done ? (
        <>
          <p>{m.confirm_email_done()}</p>
          <WayOn />
        </>
      ) : secret === undefined ? (
        <Skeleton label={m.loading()} lines={2} />
      ) : secret === null ? (
        <Way title={m.welcome_no_link_title()}>{m.welcome_no_link()}</Way>
      ) : (
        <Confirm key={secret} secret={secret} isSignedIn={isSignedIn} onDone={finish} />
      )}
      {isSignedIn ? null : (
        <Card>
          <LanguageChoice />
        </Card>
      )}
    </>
  );
}

type ConfirmProps = { secret: string; isSignedIn: boolean; onDone: () => void };

function Confirm({ secret, isSignedIn, onDone }: ConfirmProps) {
  const { send, busy, problem } = useSend(confirmEmail);
  const confirm = async () => {
    if ((await send({ body: { secret } })) !== null) onDone();
  };
  const end = linkEndOrCutOf(problem);
  if (end === "unknown")
    return <Way title={m.welcome_link_unknown_title()}>{m.confirm_email_unknown()}</Way>;
  if (end !== null) {
    return (
      <Way title={m.welcome_link_over_title()}>
        {isSignedIn ? m.confirm_email_over() : m.confirm_email_over_signed_out()}
      </Way>
    );
  }
  return (
    <>
      <p>{m.confirm_email_what()}</p>
      <div role="alert">{problem === null ? null : <p>{problemWords(problem)}</p>}</div>
      <Button variant="primary" wide busy={busy} onClick={() => void confirm()}>
        {m.confirm_email_submit()}
      </Button>
    </>
  );
}

/** A last word, and the way back into the app. */
function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <EmptyState title={title} action={<WayOn />}>
      <p>{children}</p>
    </EmptyState>
  );
}

const WayOn = () => (
  <Link href="/" asChild>
    <LinkButton>{m.confirm_email_on()}</LinkButton>
  </Link>
);
