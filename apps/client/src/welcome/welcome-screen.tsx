import { acceptInvite, lookAtInvite } from "@trellis/api/invite";
import type { InviteLook } from "@trellis/domain/invite";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { useEffect } from "react";
import { boot } from "#platform/boot.ts";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { useLanguage } from "#platform/language.ts";
import { linkEndOf, linkEndOrCutOf } from "#platform/link-end.ts";
import { useLinkSecret } from "#platform/link-secret.ts";
import { momentWords } from "#platform/moment-words.ts";
import { problemWords } from "#platform/problem-words.ts";
import { ScreenTitle } from "#platform/screen-title.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { useSend } from "#platform/use-send.ts";
import { LinkOver, NoWay } from "./no-way.tsx";
import { forgetTyped } from "./typed.ts";
import { type Accept, WelcomeForm } from "./welcome-form.tsx";

/** Where the link of an invite or of a new password leads: the six numbers, and a password of one's own. */
export function WelcomeScreen() {
  const secret = useLinkSecret();
  return (
    <>
      {secret === undefined ? (
        <Skeleton label={m.loading()} shape="cards" lines={2} />
      ) : secret === null ? (
        <NoWay title={m.welcome_no_link_title()}>{m.welcome_no_link()}</NoWay>
      ) : (
        <OfLink key={secret} secret={secret} />
      )}
      <Card>
        <LanguageChoice />
      </Card>
    </>
  );
}

function OfLink({ secret }: { secret: string }) {
  const { data: look, problem, readAgain } = useAnswer(lookAtInvite, { body: { secret } });
  const accept = useSend(acceptInvite);
  const end = linkEndOf(accept.problem) ?? linkEndOrCutOf(problem);
  useEffect(() => {
    if (end !== null) forgetTyped();
  }, [end]);
  if (end !== null) return <LinkOver end={end} />;
  if (problem !== null) {
    return (
      <>
        <ScreenTitle>{m.welcome_title()}</ScreenTitle>
        <ErrorState title={m.welcome_not_looked()} retry={{ label: m.retry(), onRetry: readAgain }}>
          <p>{problemWords(problem)}</p>
        </ErrorState>
      </>
    );
  }
  if (look === null) return <Skeleton label={m.loading()} shape="cards" lines={2} />;
  if (look.app !== "client" || look.clinic.code !== boot.clinic?.code) {
    return (
      <NoWay title={m.welcome_other_app_title()}>
        {m.welcome_other_app({ clinic: boot.clinic?.name ?? "" })}
      </NoWay>
    );
  }
  return <Invited look={look} secret={secret} accept={accept} readAgain={readAgain} />;
}

type InvitedProps = {
  look: InviteLook;
  secret: string;
  accept: Accept;
  readAgain: () => void;
};

function Invited({ look, secret, accept, readAgain }: InvitedProps) {
  const locale = useLanguage();
  const isFirst = look.purpose === "invite";
  return (
    <>
      <ScreenTitle>{isFirst ? m.welcome_title() : m.welcome_reset_title()}</ScreenTitle>
      <p>
        {isFirst ? m.welcome_invite({ clinic: look.clinic.name }) : m.welcome_reset()}{" "}
        {m.welcome_how()}
      </p>
      {look.waitsForApproval ? (
        <ErrorState
          title={m.welcome_waits_title()}
          retry={{ label: m.retry(), onRetry: readAgain }}
        >
          <p>{m.welcome_waits()}</p>
        </ErrorState>
      ) : (
        <Card>
          <WelcomeForm secret={secret} shortest={look.shortestPassword} accept={accept} />
          <small>{m.welcome_until({ time: momentWords(look.expiresAt, locale) })}</small>
        </Card>
      )}
      {isFirst ? <p>{m.welcome_who_reads()}</p> : null}
    </>
  );
}
