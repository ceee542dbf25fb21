import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

/** Rows about one client that one account made, by operation. */
export type ReadRow = {
  readonly clientId: string;
  readonly initials: string;
  readonly tag: string;
  readonly operation: string;
  readonly outcome: "done" | "refused";
  readonly times: number;
  /** Clocks of the clinic's zone, `YYYY-MM-DD HH:MM`. */
  readonly first: string;
  readonly last: string;
};

/** Days of the clinic's zone, both included; null for no end. */
export type ReadDays = { readonly from: string | null; readonly to: string | null };

/** Everything that an account did with records, or with one of its sign-ins, by client and operation. */
export const readByAccount = (
  accountId: string,
  signInId: string | null,
  days: ReadDays,
): Statement<ReadRow> =>
  statement(sql`
    SELECT l.client_id AS "clientId", coalesce(c.initials, '') AS initials, coalesce(c.tag, '') AS tag, l.operation, l.outcome,
           l.times, to_char(l.first AT TIME ZONE k.zone, 'YYYY-MM-DD HH24:MI') AS first,
           to_char(l.last AT TIME ZONE k.zone, 'YYYY-MM-DD HH24:MI') AS last
      FROM clinic k
     CROSS JOIN LATERAL (
           SELECT about.client_id, e.operation, e.outcome, count(*) AS times, min(e.at) AS first, max(e.at) AS last
             FROM audit_event e CROSS JOIN LATERAL unnest(e.client_ids) about(client_id)
            WHERE e.clinic_id = k.clinic_id AND e.account_id = ${accountId}
              AND (${signInId}::uuid IS NULL OR e.sign_in_id = ${signInId})
              AND e.at >= coalesce(${days.from}::date::timestamp AT TIME ZONE k.zone, '-infinity')
              AND e.at < coalesce((${days.to}::date + 1)::timestamp AT TIME ZONE k.zone, 'infinity')
            GROUP BY 1, 2, 3) l
      LEFT JOIN client c ON c.clinic_id = k.clinic_id AND c.client_id = l.client_id
     WHERE k.clinic_id = app.operator_clinic()
     ORDER BY initials, tag, "clientId", l.operation`);

/** The account of a sign-in of the operator's clinic. */
export const findSignIn = (signInId: string): Statement<{ accountId: string }> =>
  statement(
    sql`SELECT account_id AS "accountId" FROM sign_in WHERE clinic_id = app.operator_clinic() AND sign_in_id = ${signInId}`,
  );

/** An account of the operator's clinic by its id. */
export const findAccount = (
  accountId: string,
): Statement<{ accountId: string; name: string; kind: string }> =>
  statement(
    sql`SELECT account_id AS "accountId", display_name AS name, kind FROM account
         WHERE clinic_id = app.operator_clinic() AND account_id = ${accountId}`,
  );
