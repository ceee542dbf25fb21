import { lookAtInvite } from "@trellis/api/invite";
import type { InviteLook } from "@trellis/domain/invite";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { LinkButton } from "@trellis/ui/link-button";
import { Skeleton } from "@trellis/ui/skeleton";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { boot } from "#platform/boot.ts";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { useLanguage } from "#platform/language.ts";
import { useLinkSecret } from "#platform/link-secret.ts";
import { momentWords } from "#platform/moment-words.ts";
import { isLinkOverOrCut, problemWords } from "#platform/problem-words.ts";
import { ScreenTitle } from "#platform/screen-title.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { WelcomeForm } from "./welcome-form.tsx";

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

/** What stands there when the link leads nowhere, and the way to sign in. */
function NoWay({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <ScreenTitle>{m.welcome_title()}</ScreenTitle>
      <EmptyState
        title={title}
        action={
          <Link href="/" asChild>
            <LinkButton>{m.welcome_to_sign_in()}</LinkButton>
          </Link>
        }
      >
        <p>{children}</p>
        <p>{m.welcome_link_over_sign_in()}</p>
      </EmptyState>
    </>
  );
}

function OfLink({ secret }: { secret: string }) {
  const { data: look, problem, readAgain } = useAnswer(lookAtInvite, { body: { secret } });
  if (problem !== null && isLinkOverOrCut(problem))
    return <NoWay title={m.welcome_link_over_title()}>{m.welcome_link_over()}</NoWay>;
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
  return <Invited look={look} secret={secret} readAgain={readAgain} />;
}

type InvitedProps = { look: InviteLook; secret: string; readAgain: () => void };

function Invited({ look, secret, readAgain }: InvitedProps) {
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
          <WelcomeForm
            secret={secret}
            shortest={look.shortestPassword}
            over={<p role="alert">{`${m.welcome_link_over_title()}. ${m.welcome_link_over()}`}</p>}
          />
          <small>{m.welcome_until({ time: momentWords(look.expiresAt, locale) })}</small>
        </Card>
      )}
      {isFirst ? <p>{m.welcome_who_reads()}</p> : null}
    </>
  );
}
