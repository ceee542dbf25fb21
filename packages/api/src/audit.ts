import { AccessLog, AuditCursor, AuditEvent, AuditFilter } from "@trellis/domain/audit";
import { CivilDateSchema } from "@trellis/domain/civil-date";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const listAudit = operation({
  name: "audit.list",
  summary: "Who read or changed what in this clinic, newest first, fifty rows at a time.",
  method: "GET",
  path: "/api/audit",
  audience: { who: "account", kinds: ["administrator"] },
  params: Nothing,
  query: z.extend(AuditFilter, { after: z.optional(AuditCursor) }),
  body: Nothing,
  output: z.object({ events: z.array(AuditEvent), after: z.nullable(AuditCursor) }),
});

export const exportAudit = operation({
  name: "audit.export",
  summary:
    "The same rows as a table for a spreadsheet, the newest 20,000 of them. The export is itself audited.",
  method: "GET",
  path: "/api/audit/export",
  audience: { who: "account", kinds: ["administrator"] },
  params: Nothing,
  query: AuditFilter,
  body: Nothing,
  output: z.object({
    /** RFC 4180, in UTF-8 with a byte order mark; no cell begins like a formula. */
    csv: z.string(),
    rows: z.int(),
    /** True when there were more rows; ask for fewer days. */
    isCapped: z.boolean(),
  }),
});

export const readAccessLog = operation({
  name: "access-log.read",
  summary:
    "Who looked at one's own record, by day and role; `detail` names a day of which each look is told.",
  method: "GET",
  path: "/api/clients/:clientId/access-log",
  audience: { who: "client-record", data: "access-log", action: "read" },
  params: z.object({ clientId: Uuid }),
  query: z.object({
    before: z.optional(CivilDateSchema),
    detail: z.optional(CivilDateSchema),
  }),
  body: Nothing,
  output: AccessLog,
});
