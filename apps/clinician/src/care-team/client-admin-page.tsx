import { useQuery } from "@tanstack/react-query";
import type { CareTeam } from "@trellis/domain/care-team";
import type { ClinicClient } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { useState } from "react";
import { Link } from "wouter";
import { accountStateWords } from "#platform/account-words.ts";
import { ButtonRow } from "#platform/button-row.tsx";
import { clientName } from "#platform/clients.ts";
import { type Handed, HandedCode } from "#platform/handed-code.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { CareTeamCards } from "./care-team-cards.tsx";
import {
  type CareTeamChanges,
  careTeamQuery,
  clinicClientQuery,
  useCareTeamChanges,
} from "./care-team-query.ts";
import { GrantSheet } from "./grant-sheet.tsx";
import { InviteClientSheet } from "./invite-client-sheet.tsx";
import { TherapistSheet } from "./therapist-sheet.tsx";

type Editing = "grant" | "therapist" | null;

/** A client as the clinic's office knows them: who works with them, and their account. Nothing of the record. */
export function ClientAdminPage({ clientId }: { clientId: string }) {
  const client = useQuery(clinicClientQuery(clientId));
  const team = useQuery(careTeamQuery(clientId, "administrator"));
  const changes = useCareTeamChanges(clientId, "administrator");
  const [editing, setEditing] = useState<Editing>(null);
  const stop = () => {
    setEditing(null);
    changes.add.reset();
    changes.therapist.reset();
  };
  return (
    <>
      <PageHead
        title={client.data === undefined ? m.clinician_client() : clientName(client.data)}
        page={m.care_team_tab()}
        note={<Link href="/clients">{m.client_admin_all_link()}</Link>}
        actions={
          team.data === undefined ? undefined : (
            <Actions clientId={clientId} team={team.data} onEdit={setEditing} />
          )
        }
      />
      <QueryState query={client} loading={m.client_admin_loading()}>
        {(known) => <AccountCard client={known} />}
      </QueryState>
      <QueryState query={team} loading={m.care_team_loading()} shape="cards" lines={2}>
        {(loaded) => (
          <>
            <CareTeamCards
              clientId={clientId}
              team={loaded}
              by="administrator"
              mayChange
              changes={changes}
            />
            <EditSheet
              clientId={clientId}
              editing={editing}
              team={loaded}
              changes={changes}
              onClose={stop}
            />
          </>
        )}
      </QueryState>
    </>
  );
}

type ActionsProps = { clientId: string; team: CareTeam; onEdit: (editing: Editing) => void };

function Actions({ clientId, team, onEdit }: ActionsProps) {
  const hasTherapist = team.grants.some(
    ({ kind, state }) => kind === "therapist" && state === "now",
  );
  return (
    <>
      <Button variant="primary" onClick={() => onEdit("therapist")}>
        {hasTherapist ? m.care_team_therapist_change() : m.care_team_therapist_first()}
      </Button>
      <Button onClick={() => onEdit("grant")}>{m.care_team_add()}</Button>
      <Link href={`/audit?client=${clientId}`} asChild>
        <LinkButton>{m.client_admin_audit_link()}</LinkButton>
      </Link>
    </>
  );
}

type EditSheetProps = {
  clientId: string;
  editing: Editing;
  team: CareTeam;
  changes: CareTeamChanges;
  onClose: () => void;
};

function EditSheet({ clientId, editing, team, changes, onClose }: EditSheetProps) {
  switch (editing) {
    case null:
      return null;
    case "grant":
      return (
        <GrantSheet clientId={clientId} by="administrator" changes={changes} onClose={onClose} />
      );
    case "therapist":
      return <TherapistSheet clientId={clientId} team={team} changes={changes} onClose={onClose} />;
  }
}

function AccountCard({ client }: { client: ClinicClient }) {
  const [inviting, setInviting] = useState(false);
  const [handed, setHanded] = useState<Handed | null>(null);
  return (
    <Card title={m.client_account_title()}>
      {client.account === null ? (
        <>
          <p>{m.client_account_none()}</p>
          <ButtonRow>
            <Button onClick={() => setInviting(true)}>{m.client_account_invite()}</Button>
          </ButtonRow>
        </>
      ) : (
        <>
          <p>{m.client_admin_account({ state: accountStateWords(client.account.state) })}</p>
          <ButtonRow>
            <Link href={`/accounts/${client.account.id}`} asChild>
              <LinkButton>{m.client_account_open()}</LinkButton>
            </Link>
          </ButtonRow>
        </>
      )}
      {inviting ? (
        <InviteClientSheet
          clientId={client.id}
          by="administrator"
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
