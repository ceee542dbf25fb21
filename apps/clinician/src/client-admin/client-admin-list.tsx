import { useInfiniteQuery } from "@tanstack/react-query";
import type { ClinicClient } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { accountStateWords } from "#platform/account-words.ts";
import { clientPageHref } from "#platform/client-pages.ts";
import { clientName } from "#platform/clients.ts";
import { FilterRow } from "#platform/filter-row.tsx";
import { Line, LineFact, LineList } from "#platform/line-list.tsx";
import { MoreButton } from "#platform/more-button.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { useSettled } from "#platform/use-settled.ts";
import { AddClinicClientSheet } from "./add-clinic-client-sheet.tsx";
import { clinicClientsQuery } from "./client-admin-query.ts";

/** All clients of the clinic, by initials, with who treats them and nothing else. */
export function ClientAdminList() {
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      {m.new_client_add()}
    </Button>
  );
  return (
    <>
      <PageHead title={m.client_admin_title()} actions={add} />
      <Clients />
      {adding ? <AddClinicClientSheet onClose={() => setAdding(false)} /> : null}
    </>
  );
}

type Who = "all" | "without";

/** Whether all are wanted stands in the address; what is searched for stays out of it. */
function useWho(): readonly [Who, (who: Who) => void] {
  const [params, setParams] = useSearchParams();
  const who = params.get("without") === "therapist" ? "without" : "all";
  const set = (to: Who) =>
    setParams(to === "without" ? { without: "therapist" } : {}, { replace: true });
  return [who, set];
}

function Clients() {
  const [who, setWho] = useWho();
  const [search, setSearch] = useState("");
  const find = useSettled(search.trim());
  const query = useInfiniteQuery(clinicClientsQuery(find, who === "without"));
  return (
    <>
      <FilterRow>
        <TextField
          label={m.client_admin_find()}
          description={m.client_admin_find_hint()}
          type="search"
          value={search}
          onChange={setSearch}
          autoComplete="off"
          maxLength={40}
        />
        <SelectField
          label={m.client_admin_who()}
          options={[
            { value: "all", label: m.client_admin_all() },
            { value: "without", label: m.client_admin_without() },
          ]}
          value={who}
          onChange={setWho}
        />
      </FilterRow>
      <QueryState query={query} loading={m.client_admin_loading()} shape="cards" lines={3}>
        {({ pages }) => (
          <>
            <Found clients={pages.flatMap(({ clients }) => clients)} />
            <MoreButton query={query} />
          </>
        )}
      </QueryState>
    </>
  );
}

function Found({ clients }: { clients: readonly ClinicClient[] }) {
  if (clients.length === 0)
    return (
      <EmptyState title={m.client_admin_none_title()}>
        <p>{m.client_admin_none_words()}</p>
      </EmptyState>
    );
  return (
    <LineList>
      {clients.map((client) => (
        <Line
          key={client.id}
          href={clientPageHref(client.id, "care-team")}
          name={clientName(client)}
        >
          <LineFact>
            {client.therapists.length === 0
              ? m.client_admin_no_therapist()
              : client.therapists.map(({ name }) => name).join(", ")}
          </LineFact>
          <LineFact>
            {client.account === null
              ? m.client_admin_no_account()
              : m.client_admin_account({ state: accountStateWords(client.account.state) })}
          </LineFact>
        </Line>
      ))}
    </LineList>
  );
}
