import { useMutation } from "@tanstack/react-query";
import { confirmEmail } from "@trellis/api/own-account";
import { m } from "@trellis/messages/messages";
import { LinkButton } from "@trellis/ui/link-button";
import { Link } from "wouter";
import { ask } from "#platform/api.ts";
import { DoorForm } from "#platform/door-form.tsx";
import { DoorPage } from "#platform/door-page.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useLinkSecret } from "#platform/use-link-secret.ts";

/** Confirms a new address of one's account. Looking at the page alone changes nothing: mail programs open links, too. */
export function ConfirmEmailPage({ secret: first }: { secret: string | null }) {
  const { secret } = useLinkSecret(first);
  const confirm = useMutation({
    mutationFn: async (each: string) => ask(confirmEmail, { body: { secret: each } }),
    gcTime: 0,
  });
  if (secret === null)
    return (
      <DoorPage title={m.clinic_welcome_no_link_title()}>
        <p>{m.clinic_welcome_no_link()}</p>
      </DoorPage>
    );
  return (
    <DoorPage title={m.clinic_confirm_title()}>
      {confirm.isSuccess ? (
        <>
          <p role="status">{m.clinic_confirm_done()}</p>
          <Link href="/" asChild>
            <LinkButton variant="primary" wide>
              {m.clinic_welcome_to_sign_in()}
            </LinkButton>
          </Link>
        </>
      ) : (
        <DoorForm
          submit={m.clinic_confirm_submit()}
          busy={confirm.isPending}
          refusal={confirm.isError ? problemWords(confirm.error) : null}
          onSubmit={() => confirm.mutate(secret)}
        >
          <p>{m.clinic_confirm_words()}</p>
        </DoorForm>
      )}
    </DoorPage>
  );
}
