import type { AccountKind } from "@trellis/domain/account";
import type { AccessLogRole, AuditFilter } from "@trellis/domain/audit";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

export type AuditRow = {
  readonly sequence: number;
  readonly at: Date;
  /** Microseconds since 1970; the order of a page needs them. */
  readonly micros: number;
  readonly origin: "app" | "operator";
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly accountKind: AccountKind | null;
  readonly operation: string;
  readonly outcome: "done" | "refused";
  readonly reason: string | null;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly clientCount: number;
  /** The first clients. An id of nobody in this clinic, which somebody tried, is left out. */
  readonly clients: readonly {
    readonly id: string;
    readonly initials: string;
    readonly tag: string;
  }[];
};

/** Where the page before ended. */
export type AuditEnd = { readonly micros: number; readonly sequence: number };

/**
 * Rows of the administrator's clinic, newest first. Days are taken in the clinic's zone.
 * @param most rows
 * @param named clients of a row that are named
 */
export const readPage = (
  filter: AuditFilter,
  end: AuditEnd | null,
  most: number,
  named: number,
): Statement<AuditRow> =>
  statement(sql`
    SELECT e.sequence, e.at, (extract(epoch FROM e.at) * 1000000)::bigint AS micros, e.origin,
           e.account_id AS "accountId", a.display_name AS "accountName", a.kind AS "accountKind", e.operation, e.outcome, e.reason,
           s.account_id AS "subjectId", s.display_name AS "subjectName", cardinality(e.client_ids) AS "clientCount",
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.client_id, 'initials', c.initials, 'tag', c.tag)
                                      ORDER BY each.place)
                       FROM unnest(e.client_ids[1:${named}::int]) WITH ORDINALITY AS each(id, place)
                       JOIN client c ON c.clinic_id = e.clinic_id AND c.client_id = each.id), '[]') AS clients
      FROM clinic k
     CROSS JOIN LATERAL app.audit_page(
             ${filter.account ?? null}, ${filter.client ?? null}, ${filter.operation ?? null}, ${filter.outcome ?? null},
             coalesce(${filter.from ?? null}::date::timestamp AT TIME ZONE k.zone, '-infinity'),
             coalesce((${filter.to ?? null}::date + 1)::timestamp AT TIME ZONE k.zone, 'infinity'),
             coalesce('epoch'::timestamptz + ${end?.micros ?? null}::bigint * interval '1 microsecond', 'infinity'),
             coalesce(${end?.sequence ?? null}::bigint, 0), ${most}) e
      LEFT JOIN account a ON a.clinic_id = e.clinic_id AND a.account_id = e.account_id
      LEFT JOIN account s ON s.clinic_id = e.clinic_id AND s.account_id = e.subject_id
     WHERE k.clinic_id = (SELECT app.clinic_id())
     ORDER BY e.at DESC, e.sequence DESC`);

type Own = RecordAccess<"access-log", "read">;

/** The zone that the client's days are told in. */
export const readZone = (access: Own): Statement<{ zone: string }> =>
  statement(
    sql`SELECT zone FROM client WHERE clinic_id = (SELECT app.clinic_id()) AND client_id = ${access.clientId}`,
  );

const dayBegins = (day: string | null, zone: string) =>
  sql`(${day}::date::timestamp AT TIME ZONE ${zone})`;

export type LookCount = {
  readonly date: string;
  readonly role: AccessLogRole;
  readonly count: number;
  readonly isListOnly: boolean;
};

/**
 * How often each role looked, by day, newest first.
 * @param before the day that is the first not to be told any more; null for today and later too
 * @param most days
 */
export const countLooks = (
  access: Own,
  zone: string,
  before: string | null,
  most: number,
): Statement<LookCount> =>
  statement(sql`
    SELECT date::text AS date, role, count, "isListOnly"
      FROM (SELECT day.date, l.role, count(*) AS count, bool_and(l.operation LIKE 'client.list%') AS "isListOnly", dense_rank() OVER (ORDER BY day.date DESC) AS place
              FROM app.access_log(${access.clientId}, '-infinity', coalesce(${dayBegins(before, zone)}, 'infinity')) l
             CROSS JOIN LATERAL (SELECT (l.at AT TIME ZONE ${zone})::date AS date) day
             GROUP BY day.date, l.role) counted
     WHERE place <= ${most}
     ORDER BY counted.date DESC, count DESC, role`);

export type Look = {
  readonly at: Date;
  readonly name: string;
  readonly role: AccessLogRole;
  readonly operation: string;
};

/** Each look of a day in order of time. */
export const readLooks = (access: Own, zone: string, day: string): Statement<Look> =>
  statement(sql`
    SELECT at, name, role, operation
      FROM app.access_log(${access.clientId}, ${dayBegins(day, zone)}, ((${day}::date + 1)::timestamp AT TIME ZONE ${zone}))`);
