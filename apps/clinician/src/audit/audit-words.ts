import type { AuditEvent } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";

/** Initials and tag of a client. */
export const clientWords = ({
  initials,
  tag,
}: Pick<AuditEvent["clients"][number], "initials" | "tag">): string => `${initials} ${tag}`.trim();

/** Day and time to the second at this device's clock: rows of one minute have to be told apart. "AM" stays on its line. */
export function secondText(instant: string): string {
  const format = new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeStyle: "medium" });
  const parts = format.formatToParts(new Date(instant));
  const hour = parts.findIndex(({ type }) => type === "hour");
  return parts
    .map(({ value }, at) => (at > hour ? value.replaceAll(/\s/g, "\u00A0") : value))
    .join("");
}

/** Who it was, where there is no account. */
export const nobodyWords = ({ origin }: AuditEvent): string =>
  origin === "operator" ? m.audit_operator() : m.audit_nobody();
