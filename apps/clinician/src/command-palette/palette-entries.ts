import type { ClientSummary } from "@trellis/domain/client";
import { clientHref } from "#platform/client-pages.ts";
import { clientName, findInClient, plainText, sortedClients } from "#platform/clients.ts";

export type PaletteEntry = { readonly id: string; readonly label: string; readonly href: string };

/** Most clients that are offered at once; more words narrow the search. */
export const MOST_ENTRIES = 12;

/**
 * What a search offers: clients first, those found by name before those found by life line, then pages whose name holds the search.
 * @param pages places to go to beside the clients
 */
export function paletteEntries(
  clients: readonly ClientSummary[],
  pages: readonly PaletteEntry[],
  search: string,
  locale: string,
): PaletteEntry[] {
  const sorted = sortedClients(clients, locale);
  const foundIn = (place: "name" | "life-line") =>
    sorted.filter((client) => findInClient(client, search) === place);
  const found = [...foundIn("name"), ...foundIn("life-line")]
    .slice(0, MOST_ENTRIES)
    .map((client) => ({
      id: client.id,
      label: clientName(client),
      href: clientHref(client),
    }));
  const words = plainText(search);
  return [...found, ...pages.filter((page) => plainText(page.label).includes(words))];
}

/** The place after a step up or down in a list that goes round; -1 in an empty one. */
export const stepTo = (at: number, step: number, count: number): number =>
  count === 0 ? -1 : (at + step + count) % count;
