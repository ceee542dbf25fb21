import { useQuery } from "@tanstack/react-query";
import type { AccountDetail } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { accountStandWords } from "#platform/account-words.ts";
import { ButtonRow } from "#platform/button-row.tsx";
import { ConfirmDialog } from "#platform/confirm-dialog.tsx";
import { FactList } from "#platform/fact-list.tsx";
import { type Handed, HandedCode } from "#platform/handed-code.tsx";
import { momentText } from "#platform/moment-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { RenewInvite } from "#platform/renew-invite.tsx";
import { SignOutDevices } from "#platform/sign-out-devices.tsx";
import {
  type ClientAccountChanges,
  clientAccountQuery,
  useClientAccountChanges,
} from "./client-account-query.ts";
import { InviteClientSheet } from "./invite-client-sheet.tsx";

/** A therapist's client and their phone: invited, let in again, or not yet. */
export function ClientAccountCard({ clientId }: { clientId: string }) {
  const query = useQuery(clientAccountQuery(clientId));
  const changes = useClientAccountChanges(clientId);
  const [inviting, setInviting] = useState(false);
  const [handed, setHanded] = useState<Handed | null>(null);
  return (
    <Card title={m.client_account_title()}>
      <QueryState query={query} loading={m.client_account_loading()}>
        {(account) =>
          account === null ? (
            <>
              <p>{m.client_account_none()}</p>
              <ButtonRow>
                <Button onClick={() => setInviting(true)}>{m.client_account_invite()}</Button>
              </ButtonRow>
            </>
          ) : (
            <OfClient account={account} changes={changes} onHanded={setHanded} />
          )
        }
      </QueryState>
      {inviting ? (
        <InviteClientSheet
          clientId={clientId}
          by="clinician"
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setHanded(made);
          }}
        />
      ) : null}
      {handed === null ? null : <HandedCode handed={handed} onClose={() => setHanded(null)} />}
    </Card>
  );
}

type OfClientProps = {
  account: AccountDetail;
  changes: ClientAccountChanges;
  onHanded: (handed: Handed) => void;
};

function OfClient({ account, changes, onHanded }: OfClientProps) {
  const { name, email, state, reset } = account;
  const { renew } = changes;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <FactList
        facts={[
          { name: m.person_name(), value: name },
          { name: m.person_email(), value: email },
          { name: m.accounts_state(), value: accountStandWords(account) },
          ...(reset === null
            ? []
            : [
                {
                  name: m.client_account_new_password(),
                  value: m.account_reset_works({ moment: momentText(reset.expiresAt) }),
                },
              ]),
        ]}
      />
      {state === "invited" ? <p>{m.client_account_email_wrong()}</p> : null}
      <ButtonRow>
        {state === "invited" ? (
          <RenewInvite account={account} renew={renew} onHanded={onHanded} />
        ) : null}
        {state === "active" ? (
          <>
            <Button onClick={() => setAsking(true)}>{m.account_reset()}</Button>
            <SignOutDevices accountId={account.id} name={name} signOut={changes.signOut} />
          </>
        ) : null}
      </ButtonRow>
      {asking ? (
        <ResetDialog
          name={name}
          changes={changes}
          onHanded={onHanded}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

type ResetDialogProps = {
  name: string;
  changes: ClientAccountChanges;
  onHanded: (handed: Handed) => void;
  onClose: () => void;
};

function ResetDialog({ name, changes: { reset }, onHanded, onClose }: ResetDialogProps) {
  return (
    <ConfirmDialog
      title={m.account_reset_title({ name })}
      action={m.account_reset_action()}
      busy={reset.isPending}
      error={reset.error}
      onConfirm={() =>
        reset.mutate(undefined, {
          onSuccess: (made) => {
            onClose();
            onHanded({ ...made, name, purpose: "reset" });
          },
        })
      }
      onClose={() => {
        onClose();
        reset.reset();
      }}
    >
      <p>{m.account_reset_sure()}</p>
      <p>{m.account_reset_what()}</p>
    </ConfirmDialog>
  );
}
