import { useQuery } from "@tanstack/react-query";
import type { ClientSummary } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { TextField } from "@trellis/ui/text-field";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { clientHref, mayWith } from "#platform/client-pages.ts";
import { clientName, clientsQuery, findInClient, sortedClients } from "#platform/clients.ts";
import { dayText } from "#platform/day-words.ts";
import { useLocale } from "#platform/locale.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { relationWords } from "#platform/relation-words.ts";
import { AddClientSheet } from "./add-client-sheet.tsx";
import css from "./client-list.module.css";

/** From this many clients on, the list can be narrowed. */
const MANY = 11;

/** My clients: a quiet list, by initials and by nothing else. */
export function ClientList() {
  const query = useQuery(clientsQuery);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      {m.new_client_add()}
    </Button>
  );
  return (
    <>
      <PageHead title={m.caseload_title()} actions={add} />
      <QueryState query={query} loading={m.caseload_loading()} shape="cards" lines={3}>
        {(clients) =>
          clients.length === 0 ? (
            <EmptyState title={m.caseload_empty_title()}>
              <p>{m.caseload_empty_words()}</p>
            </EmptyState>
          ) : (
            <Narrowed clients={clients} />
          )
        }
      </QueryState>
      {adding ? <AddClientSheet onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function Narrowed({ clients }: { clients: readonly ClientSummary[] }) {
  const { locale } = useLocale();
  const [search, setSearch] = useState("");
  const sorted = useMemo(() => sortedClients(clients, locale), [clients, locale]);
  const found = sorted.filter((client) => findInClient(client, search) !== null);
  return (
    <>
      {clients.length < MANY ? null : (
        <div className={css.search} role="search">
          <TextField
            label={m.caseload_filter()}
            type="search"
            value={search}
            onChange={setSearch}
            autoComplete="off"
          />
          <small role="status">
            {search.trim() === "" ? "" : m.caseload_found({ count: found.length })}
          </small>
        </div>
      )}
      {found.length === 0 ? (
        <p>{m.caseload_none_found()}</p>
      ) : (
        <ul className={css.list}>
          {found.map((client) => (
            <Line key={client.id} client={client} />
          ))}
        </ul>
      )}
    </>
  );
}

function Line({ client }: { client: ClientSummary }) {
  const { lastSessionOn, lastEntryOn, lifeLine, relations } = client;
  return (
    <li className={css.line}>
      <Link className={css.name} href={clientHref(client)}>
        {clientName(client)}
      </Link>
      <span className={css.life}>
        {lifeLine ? <q dir="auto">{lifeLine}</q> : null}
        {relations.includes("therapist") ? null : (
          <span className={css.relation}>{relations.map(relationWords).join(", ")}</span>
        )}
      </span>
      <span className={css.fact}>
        {lastSessionOn === null
          ? m.caseload_no_session()
          : m.caseload_last_session({ day: dayText(lastSessionOn) })}
      </span>
      <span className={css.fact}>
        {mayWith(relations, "diary-card", "read")
          ? lastEntryOn === null
            ? m.caseload_no_entry()
            : m.caseload_last_entry({ day: dayText(lastEntryOn) })
          : null}
      </span>
    </li>
  );
}
