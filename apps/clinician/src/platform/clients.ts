import { queryOptions } from "@tanstack/react-query";
import { listClients } from "@trellis/api/client";
import type { ClientSummary } from "@trellis/domain/client";
import { ask } from "./api.ts";

/** The clients of the signed-in clinician. */
export const clientsQuery = queryOptions({
  queryKey: ["clients"],
  queryFn: async () => (await ask(listClients, {})).clients,
});

/** What names a client on a screen: "R. M. · K7"; the tag may be empty. */
export const clientName = (client: Pick<ClientSummary, "initials" | "tag">): string =>
  [client.initials, client.tag].filter((part) => part.trim() !== "").join(" · ");

/** By initials, then by tag, and by nothing else: no order says anything about a person. */
export function sortedClients<C extends Pick<ClientSummary, "id" | "initials" | "tag">>(
  clients: readonly C[],
  locale: string,
): C[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  return clients.toSorted(
    (a, b) => compare(a.initials, b.initials) || compare(a.tag, b.tag) || (a.id < b.id ? -1 : 1),
  );
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[\p{M}\p{P}\s]+/gu, "")
    .toLowerCase();

/** True when each word of the search stands in initials, tag or life line; case, accents and points do not count. */
export function matchesClient(
  client: Pick<ClientSummary, "initials" | "tag" | "lifeLine">,
  search: string,
): boolean {
  const parts = [client.initials, client.tag, client.lifeLine ?? "", clientName(client)].map(plain);
  return search
    .split(/\s+/)
    .map(plain)
    .every((word) => parts.some((part) => part.includes(word)));
}
