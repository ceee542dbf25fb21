import { useQueryClient } from "@tanstack/react-query";
import { addClient } from "@trellis/api/client";
import type { NewClient } from "@trellis/domain/client";
import { useLocation } from "wouter";
import { ask } from "#platform/api.ts";
import { clientPageHref } from "#platform/client-pages.ts";
import { clientsQuery } from "#platform/clients.ts";
import { NewClientSheet } from "#platform/new-client-sheet.tsx";
import { useChange } from "#platform/use-change.ts";

/** Adds a client of one's own, and leads to where they are invited. */
export function AddClientSheet({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const add = useChange({
    send: async (body: NewClient) => ask(addClient, { body }),
    onMade: (client) => {
      queries.setQueryData(clientsQuery.queryKey, (list) =>
        list === undefined ? list : [...list.filter(({ id }) => id !== client.id), client],
      );
      void queries.invalidateQueries({ queryKey: clientsQuery.queryKey });
      onClose();
      // Once the sheet is closed, so that the new page's heading can take the focus.
      setTimeout(() => navigate(clientPageHref(client.id, "care-team")));
    },
  });
  return (
    <NewClientSheet
      busy={add.isPending}
      error={add.error}
      onSubmit={(client) => add.mutate(client)}
      onChanged={add.reset}
      onClose={onClose}
    />
  );
}
