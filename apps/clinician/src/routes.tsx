import { useQuery } from "@tanstack/react-query";
import type { AccountKind } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { LinkButton } from "@trellis/ui/link-button";
import { lazy, type ReactNode, Suspense } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { Arriving } from "#platform/arriving.tsx";
import { clientHref, clientPageHref } from "#platform/client-pages.ts";
import { clientsQuery } from "#platform/clients.ts";
import { ErrorBoundary } from "#platform/error-boundary.tsx";
import { isId } from "#platform/ids.ts";
import { PageHeading } from "#platform/page-heading.tsx";
import { navPlaces } from "#platform/places.ts";
import { NoRecord, QueryState } from "#platform/query-state.tsx";
import { ClientList } from "./caseload/client-list.tsx";
import { SessionPage } from "./therapy-session/session-page.tsx";

const AccessPage = lazy(async () => {
  const loaded = await import("./access-table/access-page.tsx");
  return { default: loaded.AccessPage };
});
const AccountList = lazy(async () => {
  const loaded = await import("./account/account-list.tsx");
  return { default: loaded.AccountList };
});
const AccountPage = lazy(async () => {
  const loaded = await import("./account/account-page.tsx");
  return { default: loaded.AccountPage };
});
const AuditPage = lazy(async () => {
  const loaded = await import("./audit/audit-page.tsx");
  return { default: loaded.AuditPage };
});
const CardPage = lazy(async () => {
  const loaded = await import("./card-item/card-page.tsx");
  return { default: loaded.CardPage };
});
const CareTeamPage = lazy(async () => {
  const loaded = await import("./care-team/care-team-page.tsx");
  return { default: loaded.CareTeamPage };
});
const ClientAdminPage = lazy(async () => {
  const loaded = await import("./care-team/client-admin-page.tsx");
  return { default: loaded.ClientAdminPage };
});
const ClientAdminList = lazy(async () => {
  const loaded = await import("./client-admin/client-admin-list.tsx");
  return { default: loaded.ClientAdminList };
});
const MailList = lazy(async () => {
  const loaded = await import("./mail/mail-list.tsx");
  return { default: loaded.MailList };
});
const PlanPage = lazy(async () => {
  const loaded = await import("./safety-plan/plan-page.tsx");
  return { default: loaded.PlanPage };
});
const PaperPage = lazy(async () => {
  const loaded = await import("./paper-week/paper-page.tsx");
  return { default: loaded.PaperPage };
});
const PracticePage = lazy(async () => {
  const loaded = await import("./skill-practice/practice-page.tsx");
  return { default: loaded.PracticePage };
});
const ImportPage = lazy(async () => {
  const loaded = await import("./card-import/import-page.tsx");
  return { default: loaded.ImportPage };
});

const SettingsPage = lazy(async () => {
  const loaded = await import("./clinic-setting/settings-page.tsx");
  return { default: loaded.SettingsPage };
});
const InstallationPage = lazy(async () => {
  const loaded = await import("./installation/installation-page.tsx");
  return { default: loaded.InstallationPage };
});
const OwnAccountPage = lazy(async () => {
  const loaded = await import("./own-account/own-account-page.tsx");
  return { default: loaded.OwnAccountPage };
});

type PagesProps = { kind: AccountKind };

/** Every page of the app and its address below `/clinic`. */
export function Pages({ kind }: PagesProps) {
  const [path] = useLocation();
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Arriving />}>
        <Switch>
          {kind === "administrator" ? administratorPages() : clinicianPages()}
          {everyonesPages(kind)}
          <Route>
            <NoPage kind={kind} />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

/** A clinician's clients, one page each for a part of the record. */
const clinicianPages = () => (
  <>
    <Route path="/">
      <ClientList />
    </Route>
    <Route path="/clients/:id">{({ id }) => ofClient(id, <ToClient clientId={id} />)}</Route>
    <Route path="/clients/:id/session">
      {({ id }) => ofClient(id, <SessionPage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/card">
      {({ id }) => ofClient(id, <CardPage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/paper">
      {({ id }) => ofClient(id, <PaperPage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/plan">
      {({ id }) => ofClient(id, <PlanPage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/import">
      {({ id }) => ofClient(id, <ImportPage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/practice">
      {({ id }) => ofClient(id, <PracticePage key={id} clientId={id} />)}
    </Route>
    <Route path="/clients/:id/care-team">
      {({ id }) => ofClient(id, <CareTeamPage key={id} clientId={id} />)}
    </Route>
  </>
);

/** An administrator's pages: accounts and access, and nothing of a record. */
const administratorPages = () => (
  <>
    <Route path="/">
      <Redirect to="/accounts" replace />
    </Route>
    <Route path="/accounts">
      <AccountList />
    </Route>
    <Route path="/accounts/:id">
      {({ id }) => (isId(id) ? <AccountPage key={id} accountId={id} /> : <NoAccountPage />)}
    </Route>
    <Route path="/clients">
      <ClientAdminList />
    </Route>
    <Route path="/clients/:id">
      {({ id }) => <Redirect to={clientPageHref(id, "care-team")} replace />}
    </Route>
    <Route path="/clients/:id/care-team">
      {({ id }) => ofClient(id, <ClientAdminPage key={id} clientId={id} />)}
    </Route>
    <Route path="/mails">
      <MailList />
    </Route>
    <Route path="/audit">
      <AuditPage />
    </Route>
  </>
);

/** Pages that both find at the same address. */
const everyonesPages = (kind: AccountKind) => (
  <>
    <Route path="/account">
      <OwnAccountPage kind={kind} />
    </Route>
    <Route path="/who-sees-what">
      <AccessPage />
    </Route>
    <Route path="/settings">
      <SettingsPage kind={kind} />
    </Route>
    <Route path="/this-server">
      <InstallationPage />
    </Route>
  </>
);

const ofClient = (id: string, page: ReactNode) => (isId(id) ? page : <NoRecordPage />);

/** The first page of a client that one may open. */
function ToClient({ clientId }: { clientId: string }) {
  const query = useQuery(clientsQuery);
  return (
    <QueryState query={query} loading={m.caseload_loading()}>
      {(clients) => {
        const client = clients.find(({ id }) => id === clientId);
        return client === undefined ? (
          <NoRecordPage />
        ) : (
          <Redirect to={clientHref(client)} replace />
        );
      }}
    </QueryState>
  );
}

function NoRecordPage() {
  return (
    <>
      <PageHeading page={m.clinician_client()}>{m.clinician_client()}</PageHeading>
      <NoRecord />
    </>
  );
}

function NoAccountPage() {
  return (
    <>
      <PageHeading page={m.account_title()}>{m.account_title()}</PageHeading>
      <EmptyState title={m.account_none()} />
    </>
  );
}

function NoPage({ kind }: PagesProps) {
  const [first] = navPlaces(kind);
  return (
    <>
      <PageHeading page={m.clinician_no_page_title()}>{m.clinician_no_page_title()}</PageHeading>
      <EmptyState
        title={m.clinician_no_page_what()}
        action={
          first === undefined ? undefined : (
            <Link href={first.href} asChild>
              <LinkButton>{first.label}</LinkButton>
            </Link>
          )
        }
      />
    </>
  );
}
