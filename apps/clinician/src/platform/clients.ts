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

/** A text as searches compare it: case, accents, points and spaces do not count. */
export const plainText = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[\p{M}\p{P}\s]+/gu, "")
    .toLowerCase();

/**
 * Where a search stands: in the name, as letters in a row or word by word, or partly in words of the
 * life line, from their beginning. Case, accents and points do not count. Null when it stands nowhere.
 */
export function findInClient(
  client: Pick<ClientSummary, "initials" | "tag" | "lifeLine">,
  search: string,
): "name" | "life-line" | null {
  const name = plainText(clientName(client));
  const words = search.split(/\s+/).map(plainText);
  if (words.every((word) => name.includes(word)) || name.includes(plainText(search))) return "name";
  const life = (client.lifeLine ?? "").split(/\s+/).map(plainText);
  const found = words.every(
    (word) => name.includes(word) || life.some((each) => each.startsWith(word)),
  );
  return found ? "life-line" : null;
}
