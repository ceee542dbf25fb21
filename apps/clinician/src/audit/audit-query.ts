import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { exportAudit, listAudit } from "@trellis/api/audit";
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
