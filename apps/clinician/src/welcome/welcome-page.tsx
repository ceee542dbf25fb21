import { useQuery } from "@tanstack/react-query";
import { lookAtInvite } from "@trellis/api/invite";
import type { InviteLook } from "@trellis/domain/invite";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { LinkButton } from "@trellis/ui/link-button";
import { Skeleton } from "@trellis/ui/skeleton";
import { Link } from "wouter";
import { ask } from "#platform/api.ts";
import { DoorPage } from "#platform/door-page.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useLinkSecret } from "#platform/use-link-secret.ts";
import { ChooseForm } from "./choose-form.tsx";
import css from "./welcome.module.css";

/**
 * The first visit of somebody who was invited, or who gets a new password.
 * @param secret stood in the address when the app began
 */
export function WelcomePage({ secret: first }: { secret: string | null }) {
  const { secret, times } = useLinkSecret(first);
  if (secret === null) return <NoLink />;
  return <OfLink key={times} secret={secret} times={times} />;
}

function NoLink() {
  return (
    <DoorPage title={m.clinic_welcome_no_link_title()}>
      <p>{m.clinic_welcome_no_link()}</p>
      <ToSignIn />
    </DoorPage>
  );
}

const ToSignIn = () => (
  <p className={css.way}>
    <Link href="/">{m.clinic_welcome_to_sign_in()}</Link>
  </p>
);

function OfLink({ secret, times }: { secret: string; times: number }) {
  const query = useQuery({
    queryKey: ["invite-look", secret, times],
    queryFn: async () => ask(lookAtInvite, { body: { secret } }),
    gcTime: 0,
    staleTime: 0,
  });
  const again = (
    <Button busy={query.isFetching} onClick={() => void query.refetch()}>
      {m.retry()}
    </Button>
  );
  if (query.data === undefined)
    return query.error === null ? (
      <DoorPage title={m.clinic_welcome_title()}>
        <Skeleton label={m.clinic_welcome_loading()} />
      </DoorPage>
    ) : (
      <DoorPage title={m.clinic_welcome_over_title()}>
        <p role="alert">{problemWords(query.error)}</p>
        {again}
        <ToSignIn />
      </DoorPage>
    );
  const look = query.data;
  if (look.app !== "clinician") return <OtherApp look={look} secret={secret} />;
  if (look.waitsForApproval)
    return (
      <DoorPage title={m.clinic_welcome_waits_title()} note={look.clinic.name}>
        <p role="status">{m.clinic_welcome_waits()}</p>
        {again}
      </DoorPage>
    );
  return (
    <DoorPage
      title={look.purpose === "invite" ? m.clinic_welcome_title() : m.clinic_welcome_reset_title()}
      note={look.clinic.name}
    >
      <ChooseForm secret={secret} look={look} />
    </DoorPage>
  );
}

function OtherApp({ look, secret }: { look: InviteLook; secret: string }) {
  return (
    <DoorPage title={m.clinic_welcome_other_app_title()} note={look.clinic.name}>
      <p>{m.clinic_welcome_other_app()}</p>
      <LinkButton href={`/c/${look.clinic.code}/welcome#${secret}`}>
        {m.clinic_welcome_other_app_go()}
      </LinkButton>
    </DoorPage>
  );
}
