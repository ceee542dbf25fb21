import { infiniteQueryOptions, keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { addClientByAdministrator, listClinicClients } from "@trellis/api/client";
import type { NewClient } from "@trellis/domain/client";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";

const LIST = ["client-admin"] as const;

/** The clinic's clients, a page at a time. The list before stays to be seen until it is there. */
export const clinicClientsQuery = (find: string, withoutTherapist: boolean) =>
  infiniteQueryOptions({
    queryKey: [...LIST, "list", find, withoutTherapist],
    queryFn: async ({ pageParam }) =>
      ask(listClinicClients, {
        query: {
          ...(find === "" ? {} : { find }),
          ...(withoutTherapist ? { without: "therapist" as const } : {}),
          ...(pageParam === null ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
    placeholderData: keepPreviousData,
  });

/** Adds a client with a therapist, or with none yet. */
export function useAddClient() {
  const queries = useQueryClient();
  return useChange({
    send: async (body: NewClient & { therapistId: string | null }) =>
      ask(addClientByAdministrator, { body }),
    onMade: () => {
      void queries.invalidateQueries({ queryKey: LIST });
    },
  });
}
