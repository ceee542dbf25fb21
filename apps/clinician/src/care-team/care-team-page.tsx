import { useQuery } from "@tanstack/react-query";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { ClientFrame } from "#platform/client-frame.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { useMay } from "#platform/relations.ts";
import { CareTeamCards } from "./care-team-cards.tsx";
import { careTeamQuery, useCareTeamChanges } from "./care-team-query.ts";
import { ClientAccountCard } from "./client-account-card.tsx";
import { GrantSheet } from "./grant-sheet.tsx";

/** Who works with this client; for the therapist also how the client signs in. */
export function CareTeamPage({ clientId }: { clientId: string }) {
  const query = useQuery(careTeamQuery(clientId, "clinician"));
  const changes = useCareTeamChanges(clientId, "clinician");
  const mayChange = useMay(clientId, "care-team", "write");
  const mayInvite = useMay(clientId, "client-account", "write");
  const [adding, setAdding] = useState(false);
  return (
    <ClientFrame
      clientId={clientId}
      current="care-team"
      actions={
        mayChange ? (
          <Button variant="primary" onClick={() => setAdding(true)}>
            {m.care_team_add()}
          </Button>
        ) : undefined
      }
    >
      <QueryState query={query} loading={m.care_team_loading()} shape="cards" lines={2}>
        {(team) => (
          <CareTeamCards
            clientId={clientId}
            team={team}
            by="clinician"
            mayChange={mayChange}
            changes={changes}
          />
        )}
      </QueryState>
      {mayInvite ? <ClientAccountCard clientId={clientId} /> : null}
      {adding ? (
        <GrantSheet
          clientId={clientId}
          by="clinician"
          changes={changes}
          onClose={() => {
            setAdding(false);
            changes.add.reset();
          }}
        />
      ) : null}
    </ClientFrame>
  );
}
