import { useInfiniteQuery } from "@tanstack/react-query";
import { AccountKind } from "@trellis/domain/account";
import { type Account, AccountState } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { accountKindWords, accountStandWords, accountStateWords } from "#platform/account-words.ts";
import { FilterRow } from "#platform/filter-row.tsx";
import { type Handed, HandedCode } from "#platform/handed-code.tsx";
import { Line, LineFact, LineList } from "#platform/line-list.tsx";
import { MoreButton } from "#platform/more-button.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { useSettled } from "#platform/use-settled.ts";
import { accountsQuery } from "./account-query.ts";
import { InviteSheet } from "./invite-sheet.tsx";

/** Everybody who can sign in at this clinic, or could. */
export function AccountList() {
  const [inviting, setInviting] = useState(false);
  const [handed, setHanded] = useState<Handed | null>(null);
  const invite = (
    <Button variant="primary" onClick={() => setInviting(true)}>
      {m.accounts_invite()}
    </Button>
  );
  return (
    <>
      <PageHead title={m.accounts_title()} actions={invite} />
      <Accounts />
      {inviting ? (
        <InviteSheet
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setHanded(made);
          }}
        />
      ) : null}
      {handed === null ? null : <HandedCode handed={handed} onClose={() => setHanded(null)} />}
    </>
  );
}

/** Kind and state stand in the address; what is searched for is a name and stays out of it. */
function useFilter() {
  const [params, setParams] = useSearchParams();
  const kind = AccountKind.safeParse(params.get("kind")).data ?? null;
  const state = AccountState.safeParse(params.get("state")).data ?? null;
  const set = (name: "kind" | "state", value: string) =>
    setParams(
      (before) => {
        if (value === ALL) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return { kind, state, set };
}

const ALL = "all";

function Accounts() {
  const { kind, state, set } = useFilter();
  const [search, setSearch] = useState("");
  const find = useSettled(search.trim());
  const query = useInfiniteQuery(accountsQuery({ kind, state, find }));
  return (
    <>
      <FilterRow>
        <TextField
          label={m.accounts_find()}
          description={m.accounts_find_hint()}
          type="search"
          value={search}
          onChange={setSearch}
          autoComplete="off"
          maxLength={254}
        />
        <SelectField
          label={m.accounts_kind()}
          options={[
            { value: ALL, label: m.accounts_all() },
            ...AccountKind.options.map((each) => ({ value: each, label: accountKindWords(each) })),
          ]}
          value={kind ?? ALL}
          onChange={(value) => set("kind", value)}
        />
        <SelectField
          label={m.accounts_state()}
          options={[
            { value: ALL, label: m.accounts_all() },
            ...AccountState.options.map((each) => ({
              value: each,
              label: accountStateWords(each),
            })),
          ]}
          value={state ?? ALL}
          onChange={(value) => set("state", value)}
        />
      </FilterRow>
      <QueryState query={query} loading={m.accounts_loading()} shape="cards" lines={3}>
        {({ pages }) => (
          <>
            <Found accounts={pages.flatMap(({ accounts }) => accounts)} />
            <MoreButton query={query} />
          </>
        )}
      </QueryState>
    </>
  );
}

function Found({ accounts }: { accounts: readonly Account[] }) {
  if (accounts.length === 0)
    return (
      <EmptyState title={m.accounts_none_title()}>
        <p>{m.accounts_none_words()}</p>
      </EmptyState>
    );
  return (
    <LineList>
      {accounts.map((account) => (
        <Line key={account.id} href={`/accounts/${account.id}`} name={account.name}>
          <LineFact>{account.email}</LineFact>
          <LineFact>
            {account.isSelf
              ? m.account_kind_self({ kind: accountKindWords(account.kind) })
              : accountKindWords(account.kind)}
          </LineFact>
          <LineFact>{accountStandWords(account)}</LineFact>
        </Line>
      ))}
    </LineList>
  );
}
