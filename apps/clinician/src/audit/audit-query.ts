import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listAccounts, readAccount } from "@trellis/api/account";
import { exportAudit, listAudit } from "@trellis/api/audit";
import { listClinicClients, readClinicClient } from "@trellis/api/client";
import type { OutputOf } from "@trellis/api/operation";
import type { AuditFilter } from "@trellis/domain/audit";
import { ask } from "#platform/api.ts";

/** The clinic's audit, newest first, a page at a time. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: async ({ pageParam }) =>
      ask(listAudit, {
        query: { ...filter, ...(pageParam === null ? {} : { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** In milliseconds. Each asking for people to choose from is itself a row of the audit. */
const PEOPLE_STAND = 10 * 60_000;

/** Everybody who works in the clinic, to choose from: clients have a filter of their own. */
export const staffQuery = queryOptions({
  queryKey: ["audit-staff"],
  queryFn: async () => {
    const of = async (kind: "clinician" | "administrator") =>
      (await ask(listAccounts, { query: { kind } })).accounts;
    const both = await Promise.all([of("clinician"), of("administrator")]);
    return both.flat().map(({ id, name }) => ({ id, name }));
  },
  staleTime: PEOPLE_STAND,
});

/** The first page of the clinic's clients, to choose from. */
export const someClientsQuery = queryOptions({
  queryKey: ["client-admin", "audit"],
  queryFn: async () => ask(listClinicClients, {}),
  staleTime: PEOPLE_STAND,
});

/** Whose account the address names. */
export const namedAccountQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["account", accountId],
    queryFn: async () => ask(readAccount, { params: { accountId } }),
  });

/** Whose record the address names. */
export const namedClientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client-admin", "one", clientId],
    queryFn: async () => ask(readClinicClient, { params: { clientId } }),
  });

/** Fetches the rows as a table and hands it to the browser as a file. */
export async function saveAudit(filter: AuditFilter): Promise<OutputOf<typeof exportAudit>> {
  const made = await ask(exportAudit, { query: filter });
  const url = URL.createObjectURL(new Blob([made.csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "audit.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MILLISECONDS);
  return made;
}

/** Browsers read the file after the click. */
const REVOKE_MILLISECONDS = 60_000;
