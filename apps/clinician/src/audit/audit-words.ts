import type { AuditEvent } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";

/** Initials and tag of a client. */
export const clientWords = ({ initials, tag }: AuditEvent["clients"][number]): string =>
  `${initials} ${tag}`.trim();

/** Day and time to the second at this device's clock: rows of one minute have to be told apart. */
export const secondText = (instant: string): string =>
  new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeStyle: "medium" }).format(
    new Date(instant),
  );

/** Who it was, where there is no account. */
export const nobodyWords = ({ origin }: AuditEvent): string =>
  origin === "operator" ? m.audit_operator() : m.audit_nobody();
