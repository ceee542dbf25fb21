import type { AccountDetail } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { Handed } from "./handed-code.tsx";
import { problemWords } from "./problem-words.ts";
import type { useChange } from "./use-change.ts";

type Made = Pick<Handed, "code" | "expiresAt">;

type RenewInviteProps = {
  account: Pick<AccountDetail, "name" | "invitedUntil">;
  renew: ReturnType<typeof useChange<unknown, Made>>;
  onHanded: (handed: Handed) => void;
};

/** A new invitation; asks first while an earlier one works, because that ends. */
export function RenewInvite({
  account: { name, invitedUntil },
  renew,
  onHanded,
}: RenewInviteProps) {
  const [asking, setAsking] = useState(false);
  const send = () =>
    renew.mutate(undefined, {
      onSuccess: ({ code, expiresAt }) => {
        setAsking(false);
        onHanded({ code, expiresAt, name, purpose: "invite" });
      },
    });
  return (
    <>
      <Button
        busy={renew.isPending}
        onClick={() => (invitedUntil === null ? send() : setAsking(true))}
      >
        {m.account_invite_renew()}
      </Button>
      {asking || renew.error === null ? null : <p role="alert">{problemWords(renew.error)}</p>}
      {asking ? (
        <ConfirmDialog
          title={m.account_invite_renew_title({ name })}
          action={m.account_invite_renew()}
          busy={renew.isPending}
          error={renew.error}
          onConfirm={send}
          onClose={() => {
            setAsking(false);
            renew.reset();
          }}
        >
          <p>{m.account_invite_renew_what()}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
