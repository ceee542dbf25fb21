import { queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  endSignInsOfClient,
  inviteClient,
  inviteClientByAdministrator,
  readClientAccount,
  resetClientAccount,
} from "@trellis/api/account";
import { renewClientInvite } from "@trellis/api/invite";
import type { NewClientAccount } from "@trellis/domain/account-life";
import { ask } from "#platform/api.ts";
import { useChange, useGate } from "#platform/use-change.ts";
import type { By } from "./care-team-query.ts";

/** The account of one's client; null before there is one. */
export const clientAccountQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client-account", clientId],
    queryFn: async () => (await ask(readClientAccount, { params: { clientId } })).account,
  });

/** Makes an account for a client who is here already. */
export function useInviteClient(clientId: string, by: By) {
  const queries = useQueryClient();
  const params = { clientId };
  return useChange({
    send: async (body: NewClientAccount) =>
      by === "administrator"
        ? ask(inviteClientByAdministrator, { params, body })
        : ask(inviteClient, { params, body }),
    onMade: () => {
      void queries.invalidateQueries({ queryKey: ["client-account", clientId] });
      void queries.invalidateQueries({ queryKey: ["client-admin"] });
      void queries.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
}

/** The ways in which a therapist helps their client to sign in. */
export function useClientAccountChanges(clientId: string) {
  const queries = useQueryClient();
  const gate = useGate();
  const params = { clientId };
  const { queryKey } = clientAccountQuery(clientId);
  const readAgain = async () => queries.invalidateQueries({ queryKey });
  return {
    renew: useChange({
      gate,
      send: async () => ask(renewClientInvite, { params }),
      onMade: readAgain,
    }),
    signOut: useChange({
      gate,
      send: async () => ask(endSignInsOfClient, { params }),
      onMade: readAgain,
    }),
    reset: useChange({
      gate,
      send: async () => ask(resetClientAccount, { params }),
      onMade: readAgain,
    }),
  };
}

export type ClientAccountChanges = ReturnType<typeof useClientAccountChanges>;
