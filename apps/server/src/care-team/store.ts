import type { AccountKind } from "@trellis/domain/account";
import type { CareGrant, ChangeOfTherapist, NewGrant } from "@trellis/domain/care-team";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"care-team", "read" | "write">;
type MayWrite = RecordAccess<"care-team", "write">;

type GrantRow = Omit<CareGrant, "from" | "until"> & { from: Date; until: Date | null };

export const readTeam = (access: MayRead): Statement<GrantRow> =>
  statement(sql`
    SELECT grant_id AS id, account_id AS "accountId", name, kind, starts_at AS "from", ends_at AS until, state,
           given_by AS "givenBy", ended_by AS "endedBy"
      FROM app.care_team(${access.clientId})`);

/** Moments as the contract writes them. */
export const asTeam = (rows: readonly GrantRow[]): { grants: CareGrant[] } => ({
  grants: rows.map((row) => ({
    ...row,
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
  })),
});

/** Whether it made a grant that was not there. */
type Given = { is_new: boolean };

export const giveGrant = (access: MayWrite, made: NewGrant): Statement<Given> =>
  statement(sql`
    SELECT app.give_grant(${access.clientId}, ${made.id}, ${made.accountId}, ${made.kind}, ${made.from}, ${made.until}) AS is_new`);

export const endGrantOf = (access: MayWrite, grantId: string): Statement =>
  statement(sql`SELECT app.end_grant(${access.clientId}, ${grantId})`);

/** @param grantId for the grant of the one who comes */
export const replaceTherapist = (
  access: MayWrite,
  change: ChangeOfTherapist,
  grantId: string,
): Statement<Given> =>
  statement(sql`
    SELECT app.change_therapist(${access.clientId}, ${change.fromAccountId}, ${change.toAccountId}, ${change.at}, ${grantId}) AS is_new`);

export type ConcernedRow = { account_id: string; kind: AccountKind; email_sealed: Buffer };

/**
 * Who is told that an administrator brought somebody to a record: the client, and those who are their therapists, will
 * be, or were in the last year, so that nobody is taken out of the way first. Not the one who came.
 */
export const readConcerned = (access: MayWrite, newcomer: string): Statement<ConcernedRow> =>
  statement(sql`
    SELECT a.account_id, a.kind, a.email_sealed
      FROM account a
      JOIN (SELECT c.account_id FROM client c
             WHERE c.clinic_id = (SELECT app.clinic_id()) AND c.client_id = ${access.clientId}
             UNION
            SELECT g.account_id FROM access_grant g
             WHERE g.clinic_id = (SELECT app.clinic_id()) AND g.client_id = ${access.clientId} AND g.kind = 'therapist'
               AND g.ends_at IS DISTINCT FROM g.starts_at AND (g.ends_at IS NULL OR g.ends_at > now() - interval '1 year')
           ) concerned USING (account_id)
     WHERE a.clinic_id = (SELECT app.clinic_id()) AND a.deactivated_at IS NULL AND a.account_id <> ${newcomer}
     ORDER BY a.account_id`);

/** The neutral name under which the clinic's mails come. */
export const readAppName = (): Statement<{ app_name: string }> =>
  statement(sql`SELECT k.app_name FROM clinic k WHERE k.clinic_id = (SELECT app.clinic_id())`);

/** Clinicians who can sign in, by name. */
export const listAtWork = (): Statement<{ id: string; name: string }> =>
  statement(sql`SELECT account_id AS id, display_name AS name FROM app.clinicians()`);
