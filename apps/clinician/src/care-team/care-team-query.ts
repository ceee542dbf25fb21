import { queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  addGrant,
  addGrantByAdministrator,
  changeTherapist,
  endGrant,
  endGrantByAdministrator,
  readCareTeam,
  readCareTeamByAdministrator,
} from "@trellis/api/care-team";
import { readClinicClient } from "@trellis/api/client";
import { THERAPIST_GIVES } from "@trellis/domain/access";
import type { CareTeam, ChangeOfTherapist, NewGrant } from "@trellis/domain/care-team";
import { ask } from "#platform/api.ts";
import { useChange, useGate } from "#platform/use-change.ts";

/** Who looks at the care team: a clinician as part of the record, or an administrator who sees nothing else of it. */
export type By = "clinician" | "administrator";

/** Who is, was and will be what to a client. */
export const careTeamQuery = (clientId: string, by: By) =>
  queryOptions({
    queryKey: ["care-team", clientId],
    queryFn: async (): Promise<CareTeam> =>
      by === "administrator"
        ? ask(readCareTeamByAdministrator, { params: { clientId } })
        : ask(readCareTeam, { params: { clientId } }),
  });

/** A client as an administrator sees them. */
export const clinicClientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client-admin", "one", clientId],
    queryFn: async () => ask(readClinicClient, { params: { clientId } }),
  });

async function addAs(by: By, clientId: string, grant: NewGrant): Promise<CareTeam> {
  const params = { clientId };
  if (by === "administrator") return ask(addGrantByAdministrator, { params, body: grant });
  const kind = THERAPIST_GIVES.find((each) => each === grant.kind);
  if (kind === undefined) throw new Error("a therapist does not give this relation");
  return ask(addGrant, { params, body: { ...grant, kind } });
}

/** The ways to change a care team, each made once by a double click. Each answer is the whole team. */
export function useCareTeamChanges(clientId: string, by: By) {
  const queries = useQueryClient();
  const gate = useGate();
  const put = (team: CareTeam) => {
    queries.setQueryData(careTeamQuery(clientId, by).queryKey, team);
    void queries.invalidateQueries({ queryKey: ["clients"] });
    void queries.invalidateQueries({ queryKey: ["client-admin"] });
  };
  return {
    add: useChange({
      gate,
      send: async (grant: NewGrant) => addAs(by, clientId, grant),
      onMade: put,
    }),
    end: useChange({
      gate,
      send: async (grantId: string) => {
        const params = { clientId, grantId };
        return by === "administrator"
          ? ask(endGrantByAdministrator, { params })
          : ask(endGrant, { params });
      },
      onMade: put,
    }),
    therapist: useChange({
      gate,
      send: async (body: ChangeOfTherapist) => ask(changeTherapist, { params: { clientId }, body }),
      onMade: put,
    }),
  };
}

export type CareTeamChanges = ReturnType<typeof useCareTeamChanges>;
