import { useQuery } from "@tanstack/react-query";
import type { ClientSummary } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type ClientPage, clientPageHref, clientPages, pageName } from "./client-pages.ts";
import { clientName, clientsQuery } from "./clients.ts";
import { PageHeading } from "./page-heading.tsx";
import { NoRecord } from "./query-state.tsx";
import { useRelations } from "./relations.ts";
import css from "./client-frame.module.css";

type ClientFrameProps = {
  clientId: string;
  current: ClientPage;
  /** Who it is, when the page's own answer says so; else the list of clients is asked. `null`: on its way. */
  known?: Pick<ClientSummary, "initials" | "tag" | "lifeLine"> | null;
  /** Soft words at the end of the head. */
  aside?: ReactNode;
  /** Buttons beside the pages' names. */
  actions?: ReactNode;
  /** Keeps the client's name off what is printed. */
  nameless?: boolean;
  children: ReactNode;
};

/** Head of a client's pages: who it is, the life line, and the pages that one may open. */
export function ClientFrame(props: ClientFrameProps) {
  const { clientId, current, known, aside, actions, nameless, children } = props;
  const list = useQuery(clientsQuery);
  const relations = useRelations(clientId);
  const client = known ?? list.data?.find((each) => each.id === clientId);
  const pages = relations === undefined ? [current] : clientPages(relations);
  const isOpen = pages.includes(current);
  return (
    <>
      <div className={css.head} data-print={nameless === true ? "no" : undefined}>
        <div className={css.who}>
          <PageHeading page={pageName(current)}>
            {client === undefined ? m.clinician_client() : clientName(client)}
          </PageHeading>
          {client?.lifeLine ? (
            <p className={css.line}>
              <q dir="auto">{client.lifeLine}</q>
            </p>
          ) : null}
        </div>
        {aside === undefined ? null : <div className={css.aside}>{aside}</div>}
      </div>
      {pages.length === 0 ? null : (
        <div className={css.pages} data-print="no">
          <nav className={css.nav} aria-label={m.clinician_client_nav_label()}>
            {pages.map((page) => (
              <Link
                key={page}
                href={clientPageHref(clientId, page)}
                className={css.page}
                aria-current={page === current ? "page" : undefined}
              >
                {pageName(page)}
              </Link>
            ))}
          </nav>
          {isOpen && actions !== undefined ? <div className={css.actions}>{actions}</div> : null}
        </div>
      )}
      {isOpen ? children : <NoRecord />}
    </>
  );
}
