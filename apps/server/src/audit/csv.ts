import type { AuditRow } from "./store.ts";

const HEAD = [
  "time (UTC)",
  "account",
  "account kind",
  "account id",
  "origin",
  "operation",
  "outcome",
  "reason",
  "about account",
  "about account id",
  "clients",
  "client ids",
  "row",
];

/** RFC 4180 with a byte order mark, by which spreadsheets know UTF-8. */
export const auditCsv = (rows: readonly AuditRow[]): string =>
  `\uFEFF${[HEAD, ...rows.map(cellsOf)].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;

const cellsOf = (row: AuditRow): readonly string[] => [
  row.at.toISOString(),
  row.accountName ?? "",
  row.accountKind ?? "",
  row.accountId ?? "",
  row.origin,
  row.operation,
  row.outcome,
  row.reason ?? "",
  row.subjectName ?? "",
  row.subjectId ?? "",
  row.clients.map(({ initials, tag }) => `${initials} ${tag}`.trim()).join("; "),
  row.clients.map(({ id }) => id).join("; "),
  String(row.sequence),
];

/**
 * A cell that no spreadsheet takes for a formula, whatever a name begins with (ASVS 1.2.10): an apostrophe comes before
 * it, as OWASP advises.
 */
export function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text;
  return /[",\t\r\n;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
