import { useQuery } from "@tanstack/react-query";
import type { ClientSummary } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { clientName, clientsQuery } from "./clients.ts";
import { PageHeading } from "./page-heading.tsx";
import css from "./client-frame.module.css";

export type ClientPage = "session" | "card" | "import";

type ClientFrameProps = {
  clientId: string;
  current: ClientPage;
  /** Who it is, when the page's own answer says so; else the list of clients is asked. `null`: on its way. */
  known?: Pick<ClientSummary, "initials" | "tag" | "lifeLine"> | null;
  /** Soft words at the end of the head. */
  aside?: ReactNode;
  /** Buttons beside the pages' names. */
  actions?: ReactNode;
  children: ReactNode;
};

/** The pages of a client, in the order of their names on the screen. */
export const CLIENT_PAGES: readonly ClientPage[] = ["session", "card", "import"];

/** The address of a client's page inside this app. */
export const clientPageHref = (clientId: string, page: ClientPage): string =>
  `/clients/${clientId}/${page}`;

export function pageName(page: ClientPage): string {
  switch (page) {
    case "session":
      return m.session_tab();
    case "card":
      return m.card_design_tab();
    case "import":
      return m.import_tab();
  }
}

/** Head of a client's pages: who it is, the life line, and the pages. */
export function ClientFrame(props: ClientFrameProps) {
  const { clientId, current, known, aside, actions, children } = props;
  const list = useQuery({ ...clientsQuery, enabled: known === undefined });
  const client = known ?? list.data?.find((each) => each.id === clientId);
  return (
    <>
      <div className={css.head}>
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
      <div className={css.pages} data-print="no">
        <nav className={css.nav} aria-label={m.clinician_client_nav_label()}>
          {CLIENT_PAGES.map((page) => (
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
        {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}
