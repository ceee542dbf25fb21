import { useQuery } from "@tanstack/react-query";
import { type AccountDetail, hasBegun } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { LinkButton } from "@trellis/ui/link-button";
import { useState } from "react";
import { Link } from "wouter";
import { accountKindWords, accountStandWords } from "#platform/account-words.ts";
import { ButtonRow } from "#platform/button-row.tsx";
import { FactList } from "#platform/fact-list.tsx";
import { type Handed, HandedCode } from "#platform/handed-code.tsx";
import { momentText } from "#platform/moment-words.ts";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { AccountEnd } from "./account-end.tsx";
import { type AccountChanges, accountQuery, useAccountChanges } from "./account-query.ts";
import { EmailSheet, NameSheet } from "./account-sheets.tsx";
import { SamePerson } from "./same-person.tsx";
import { SignInHelp } from "./sign-in-help.tsx";

/** One account: who it is, where it stands, and what an administrator can do about it. */
export function AccountPage({ accountId }: { accountId: string }) {
  const query = useQuery(accountQuery(accountId));
  return (
    <>
      <PageHead
        title={query.data?.name ?? m.account_title()}
        page={m.account_title()}
        note={<Link href="/accounts">{m.account_all()}</Link>}
      />
      <QueryState
        query={query}
        loading={m.account_loading()}
        shape="cards"
        lines={2}
        missing={<EmptyState title={m.account_none()} />}
      >
        {(account) => <Account account={account} />}
      </QueryState>
    </>
  );
}

function Account({ account }: { account: AccountDetail }) {
  const changes = useAccountChanges(account.id);
  const [editing, setEditing] = useState<"name" | "email" | null>(null);
  const [handed, setHanded] = useState<Handed | null>(null);
  const stop = () => {
    setEditing(null);
    changes.rename.reset();
    changes.changeEmail.reset();
  };
  return (
    <>
      <Person account={account} changes={changes} onEdit={setEditing} />
      {account.state === "deactivated" ? null : (
        <SignInHelp account={account} changes={changes} onHanded={setHanded} />
      )}
      {account.isSelf ? null : <AccountEnd account={account} changes={changes} />}
      {editing === "name" ? <NameSheet account={account} changes={changes} onClose={stop} /> : null}
      {editing === "email" ? (
        <EmailSheet account={account} changes={changes} onClose={stop} />
      ) : null}
      {handed === null ? null : <HandedCode handed={handed} onClose={() => setHanded(null)} />}
    </>
  );
}

type PersonProps = {
  account: AccountDetail;
  changes: AccountChanges;
  onEdit: (what: "name" | "email") => void;
};

function Person({ account, changes, onEdit }: PersonProps) {
  const { kind, email, emailChange, samePerson, clientId, isSelf, state } = account;
  return (
    <Card title={m.account_person()}>
      <FactList
        facts={[
          {
            name: m.accounts_kind(),
            value: isSelf
              ? m.account_kind_self({ kind: accountKindWords(kind) })
              : accountKindWords(kind),
          },
          { name: m.person_email(), value: email },
          { name: m.accounts_state(), value: accountStandWords(account) },
          ...(emailChange === null
            ? []
            : [{ name: m.account_new_email(), value: newEmailWords(emailChange) }]),
          ...(samePerson.length === 0
            ? []
            : [
                {
                  name: m.account_same_person(),
                  value: <SamePerson account={account} changes={changes} />,
                },
              ]),
        ]}
      />
      {isSelf ? <p>{m.account_is_self()}</p> : null}
      <ButtonRow>
        <Button onClick={() => onEdit("name")}>{m.account_rename()}</Button>
        {isSelf || state === "deactivated" ? null : (
          <Button onClick={() => onEdit("email")}>{m.account_change_email()}</Button>
        )}
        {clientId === null ? null : (
          <Link href={`/clients/${clientId}/care-team`} asChild>
            <LinkButton>{m.account_client_access()}</LinkButton>
          </Link>
        )}
        <Link href={`/audit?account=${account.id}`} asChild>
          <LinkButton>{m.account_audit_link()}</LinkButton>
        </Link>
      </ButtonRow>
    </Card>
  );
}

function newEmailWords(change: NonNullable<AccountDetail["emailChange"]>): string {
  const { email, worksFrom, expiresAt, askedBySelf } = change;
  const until = momentText(expiresAt);
  return askedBySelf && hasBegun(change)
    ? m.account_new_email_own({ email, until })
    : m.account_new_email_waits({ email, from: momentText(worksFrom), until });
}
