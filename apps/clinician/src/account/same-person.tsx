import type { AccountDetail } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { Link } from "wouter";
import { accountKindWords } from "#platform/account-words.ts";
import { ConfirmDialog } from "#platform/confirm-dialog.tsx";
import type { AccountChanges } from "./account-query.ts";

/** The other accounts of the same person, and how to take that back where it is wrong. */
export function SamePerson({
  account,
  changes: { unlink },
}: {
  account: AccountDetail;
  changes: AccountChanges;
}) {
  const [asking, setAsking] = useState(false);
  const send = () =>
    unlink.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        showToast({ about: account.id, key: "person", text: m.account_same_person_parted() });
      },
    });
  return (
    <>
      {account.samePerson.map(({ id, name, kind }) => (
        <div key={id}>
          <Link href={`/accounts/${id}`}>{`${name} (${accountKindWords(kind)})`}</Link>
        </div>
      ))}
      <small>{m.account_same_person_words()}</small>
      <div>
        <Button onClick={() => setAsking(true)}>{m.account_same_person_part()}</Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title={m.account_same_person_part_title()}
          action={m.account_same_person_part()}
          busy={unlink.isPending}
          error={unlink.error}
          onConfirm={send}
          onClose={() => {
            setAsking(false);
            unlink.reset();
          }}
        >
          <p>{m.account_same_person_part_what()}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
