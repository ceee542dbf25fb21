import type { AccountDetail, OpenReset } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { ButtonRow } from "#platform/button-row.tsx";
import { ConfirmDialog } from "#platform/confirm-dialog.tsx";
import type { Handed } from "#platform/handed-code.tsx";
import { momentText } from "#platform/moment-words.ts";
import { problemWords } from "#platform/problem-words.ts";
import { RenewInvite } from "#platform/renew-invite.tsx";
import { SignOutDevices } from "#platform/sign-out-devices.tsx";
import type { AccountChanges } from "./account-query.ts";

type SignInHelpProps = {
  account: AccountDetail;
  changes: AccountChanges;
  onHanded: (handed: Handed) => void;
};

/** The ways to get somebody in: the first time, and after they lost their password. */
export function SignInHelp(props: SignInHelpProps) {
  const { account } = props;
  return (
    <Card title={m.account_sign_in()}>
      {account.state === "invited" ? <Invitation {...props} /> : <Reset {...props} />}
    </Card>
  );
}

function Invitation({ account, changes, onHanded }: SignInHelpProps) {
  const { renew, revoke } = changes;
  const { error } = revoke;
  return (
    <>
      <p>{account.invitedUntil === null ? m.account_invite_none() : m.account_invite_open()}</p>
      <ButtonRow>
        <RenewInvite account={account} renew={renew} onHanded={onHanded} />
        {account.invitedUntil === null ? null : (
          <Button busy={revoke.isPending} onClick={() => endLink(account, changes)}>
            {m.account_invite_revoke()}
          </Button>
        )}
      </ButtonRow>
      {error === null ? null : <p role="alert">{problemWords(error)}</p>}
    </>
  );
}

const endLink = ({ id }: AccountDetail, { revoke }: AccountChanges): void =>
  revoke.mutate(undefined, {
    onSuccess: () => showToast({ about: id, key: "link", text: m.account_link_ended() }),
  });

function Reset(props: SignInHelpProps) {
  const { account, changes, onHanded } = props;
  const { reset } = changes;
  const [asking, setAsking] = useState(false);
  if (account.isSelf) return <p>{m.account_reset_self()}</p>;
  const send = () =>
    reset.mutate(undefined, {
      onSuccess: (made) => {
        setAsking(false);
        onHanded({ ...made, name: account.name, purpose: "reset" });
      },
    });
  return (
    <>
      {account.reset === null ? (
        <p>{m.account_reset_words()}</p>
      ) : (
        <UnderWay {...props} reset={account.reset} />
      )}
      <ButtonRow>
        <Button onClick={() => setAsking(true)}>{m.account_reset()}</Button>
        <SignOutDevices accountId={account.id} name={account.name} signOut={changes.signOut} />
      </ButtonRow>
      {asking ? (
        <ConfirmDialog
          title={m.account_reset_title({ name: account.name })}
          action={m.account_reset_action()}
          busy={reset.isPending}
          error={reset.error}
          onConfirm={send}
          onClose={() => {
            setAsking(false);
            reset.reset();
          }}
        >
          <p>{m.account_reset_sure()}</p>
          <p>{m.account_reset_what()}</p>
          {account.kind === "client" ? null : <p>{m.account_reset_second()}</p>}
        </ConfirmDialog>
      ) : null}
    </>
  );
}

type UnderWayProps = SignInHelpProps & { reset: OpenReset };

function UnderWay({ account, changes, reset }: UnderWayProps) {
  const { approve, revoke } = changes;
  const { askedBy, askedAt, expiresAt, waitsForApproval, mayApprove } = reset;
  const error = approve.error ?? revoke.error;
  return (
    <>
      <p>{m.account_reset_asked({ name: askedBy, moment: momentText(askedAt) })}</p>
      <p>
        {waitsForApproval
          ? mayApprove
            ? m.account_reset_may_approve()
            : m.account_reset_waits()
          : m.account_reset_works({ moment: momentText(expiresAt) })}
      </p>
      <ButtonRow>
        {waitsForApproval && mayApprove ? (
          <Button
            busy={approve.isPending}
            onClick={() =>
              approve.mutate(undefined, {
                onSuccess: () =>
                  showToast({ about: account.id, key: "link", text: m.account_reset_approved() }),
              })
            }
          >
            {m.account_reset_approve()}
          </Button>
        ) : null}
        <Button busy={revoke.isPending} onClick={() => endLink(account, changes)}>
          {m.account_reset_revoke()}
        </Button>
      </ButtonRow>
      {error === null ? null : <p role="alert">{problemWords(error)}</p>}
    </>
  );
}
