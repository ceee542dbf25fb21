import { exportAudit, listAudit, readAccessLog } from "@trellis/api/audit";
import {
  type AccessLogDay,
  type AuditEvent,
  type AuditFilter,
  NAMED_CLIENTS,
  oncePerMinute,
  recordActOf,
  recordThingOf,
} from "@trellis/domain/audit";
import { civilDate } from "@trellis/domain/civil-date";
import { auditStatement } from "#platform/access.ts";
import { notFound } from "#platform/failure.ts";
import { forAccount, forRecord, type Route } from "#platform/route.ts";
import { auditCsv } from "./csv.ts";
import {
  type AuditEnd,
  type AuditRow,
  countLooks,
  type LookCount,
  readLooks,
  readPage,
  readZone,
} from "./store.ts";

const PAGE_ROWS = 50;
const EXPORT_ROWS = 20_000;
/** Longer than any list of clients of one clinician. */
const EXPORT_NAMED = 1000;
const LOG_DAYS = 31;

export const auditRoutes: readonly Route[] = [
  forAccount(listAudit, async (tx, { query }, { requestId }) => {
    const { after, ...filter } = query;
    const [rows] = await tx.finish(
      readPage(filter, readEnd(after), PAGE_ROWS + 1, NAMED_CLIENTS),
      auditStatement(listAudit.name, clientsOf(filter), requestId, true),
    );
    const last = rows.length > PAGE_ROWS ? rows[PAGE_ROWS - 1] : undefined;
    return {
      events: rows.slice(0, PAGE_ROWS).map(asEvent),
      after: last ? `${last.micros}-${last.sequence}` : null,
    };
  }),

  forAccount(exportAudit, async (tx, { query }, { requestId }) => {
    const [rows] = await tx.finish(
      readPage(query, null, EXPORT_ROWS + 1, EXPORT_NAMED),
      auditStatement(exportAudit.name, clientsOf(query), requestId, false),
    );
    const kept = rows.slice(0, EXPORT_ROWS);
    return { csv: auditCsv(kept), rows: kept.length, isCapped: rows.length > kept.length };
  }),

  forRecord(readAccessLog, async (tx, access, { query }) => {
    const [[own]] = await tx.run(readZone(access));
    if (!own) throw notFound();
    const { zone } = own;
    const [counts, looks] = await tx.finish(
      countLooks(access, zone, query.before ?? null, LOG_DAYS + 1),
      ...(query.detail === undefined ? [] : [readLooks(access, zone, query.detail)]),
    );
    const days = byDay(counts);
    return {
      zone,
      days: days.slice(0, LOG_DAYS),
      before: days.length > LOG_DAYS ? (days[LOG_DAYS - 1]?.date ?? null) : null,
      detail:
        looks === undefined
          ? null
          : [
              ...oncePerMinute(
                looks.map(({ at, name, role, operation }) => ({
                  at: at.toISOString(),
                  name,
                  role,
                  thing: recordThingOf(operation),
                  act: recordActOf(operation),
                })),
              ),
            ],
    };
  }),
];

/** Whoever asks about one client is shown in that client's log. */
const clientsOf = ({ client }: AuditFilter): readonly string[] =>
  client === undefined ? [] : [client];

function readEnd(after: string | undefined): AuditEnd | null {
  if (after === undefined) return null;
  const [micros = 0, sequence = 0] = after.split("-").map(Number);
  return { micros, sequence };
}

const asEvent = (row: AuditRow): AuditEvent => ({
  sequence: row.sequence,
  at: row.at.toISOString(),
  origin: row.origin,
  account:
    row.accountId === null || row.accountKind === null
      ? null
      : { id: row.accountId, name: row.accountName ?? "", kind: row.accountKind },
  operation: row.operation,
  outcome: row.outcome,
  reason: row.reason,
  clients: [...row.clients],
  clientCount: row.clientCount,
  subject: row.subjectId === null ? null : { id: row.subjectId, name: row.subjectName ?? "" },
});

function byDay(counts: readonly LookCount[]): readonly AccessLogDay[] {
  const days: AccessLogDay[] = [];
  for (const { date, role, count, isListOnly } of counts) {
    if (days.at(-1)?.date !== date) days.push({ date: civilDate(date), looks: [] });
    days.at(-1)?.looks.push({ role, count, isListOnly });
  }
  return days;
}
