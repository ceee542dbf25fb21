import type { AccountDetail, LeftClient } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { Dialog } from "@trellis/ui/dialog";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { Link } from "wouter";
import { ButtonRow } from "#platform/button-row.tsx";
import { clientName } from "#platform/clients.ts";
import { ConfirmDialog } from "#platform/confirm-dialog.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useReturnFocus } from "#platform/return-focus.ts";
import type { AccountChanges } from "./account-query.ts";

type AccountEndProps = { account: AccountDetail; changes: AccountChanges };

/** The end of an account, and its way back. */
export function AccountEnd({ account, changes }: AccountEndProps) {
  const [left, setLeft] = useState<readonly LeftClient[]>([]);
  return (
    <>
      <Card title={m.account_end()}>
        {account.state === "deactivated" ? (
          <Reactivate account={account} changes={changes} />
        ) : (
          <Deactivate account={account} changes={changes} onLeft={setLeft} />
        )}
      </Card>
      {left.length === 0 ? null : <LeftDialog left={left} onClose={() => setLeft([])} />}
    </>
  );
}

function Reactivate({ account, changes: { reactivate } }: AccountEndProps) {
  return (
    <>
      <p>{m.account_reactivate_words()}</p>
      <ButtonRow>
        <Button
          busy={reactivate.isPending}
          onClick={() =>
            reactivate.mutate(undefined, {
              onSuccess: () =>
                showToast({ about: account.id, key: "end", text: m.account_reactivated() }),
            })
          }
        >
          {m.account_reactivate()}
        </Button>
      </ButtonRow>
      {reactivate.error === null ? null : <p role="alert">{problemWords(reactivate.error)}</p>}
    </>
  );
}

type DeactivateProps = AccountEndProps & { onLeft: (left: readonly LeftClient[]) => void };

function Deactivate({ account, changes: { deactivate }, onLeft }: DeactivateProps) {
  const [asking, setAsking] = useState(false);
  const send = () =>
    deactivate.mutate(undefined, {
      onSuccess: ({ withoutTherapist }) => {
        setAsking(false);
        showToast({ about: account.id, key: "end", text: m.account_deactivated() });
        onLeft(withoutTherapist);
      },
    });
  return (
    <>
      <p>{m.account_deactivate_words()}</p>
      <ButtonRow>
        <Button onClick={() => setAsking(true)}>{m.account_deactivate()}</Button>
      </ButtonRow>
      {asking ? (
        <ConfirmDialog
          title={m.account_deactivate_title({ name: account.name })}
          action={m.account_deactivate()}
          danger
          busy={deactivate.isPending}
          error={deactivate.error}
          onConfirm={send}
          onClose={() => {
            setAsking(false);
            deactivate.reset();
          }}
        >
          <p>{m.account_deactivate_what()}</p>
          {account.soleTherapistOf.length === 0 ? null : (
            <>
              <p>{m.account_deactivate_leaves({ count: account.soleTherapistOf.length })}</p>
              <ul>
                {account.soleTherapistOf.map((client) => (
                  <li key={client.clientId}>{clientName(client)}</li>
                ))}
              </ul>
            </>
          )}
          <p>{m.account_deactivate_back()}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

type LeftDialogProps = { left: readonly LeftClient[]; onClose: () => void };

/** Who has no therapist any more; each name leads to where another one is found. */
function LeftDialog({ left, onClose }: LeftDialogProps) {
  useReturnFocus();
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.account_left_title({ count: left.length })}
      closeLabel={m.clinician_close()}
      actions={
        <Button variant="primary" onClick={onClose}>
          {m.account_left_close()}
        </Button>
      }
    >
      <p>{m.account_left_words()}</p>
      <ul>
        {left.map((client) => (
          <li key={client.clientId}>
            <Link href={`/clients/${client.clientId}/care-team`}>{clientName(client)}</Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
