import { useQuery } from "@tanstack/react-query";
import type { DataAction, DataKind, GrantKind } from "@trellis/domain/access";
import { mayWith } from "./client-pages.ts";
import { clientsQuery } from "./clients.ts";

/** What the signed-in clinician is to a client; undefined until it is known, empty when nothing. */
export function useRelations(clientId: string): readonly GrantKind[] | undefined {
  const { data } = useQuery(clientsQuery);
  return data === undefined
    ? undefined
    : (data.find((client) => client.id === clientId)?.relations ?? []);
}

/** True once it is known that the signed-in clinician may do this with the client's data. */
export function useMay(clientId: string, data: DataKind, action: DataAction): boolean {
  return mayWith(useRelations(clientId) ?? [], data, action);
}
