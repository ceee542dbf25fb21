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

export const giveGrant = (access: MayWrite, made: NewGrant): Statement =>
  statement(sql`
    SELECT app.give_grant(${access.clientId}, ${made.id}, ${made.accountId}, ${made.kind}, ${made.from}, ${made.until})`);

export const endGrantOf = (access: MayWrite, grantId: string): Statement =>
  statement(sql`SELECT app.end_grant(${access.clientId}, ${grantId})`);

/** @param grantId for the grant of the one who comes */
export const replaceTherapist = (
  access: MayWrite,
  change: ChangeOfTherapist,
  grantId: string,
): Statement =>
  statement(sql`
    SELECT app.change_therapist(${access.clientId}, ${change.fromAccountId}, ${change.toAccountId}, ${change.at}, ${grantId})`);

/** Clinicians who can sign in, by name. */
export const listAtWork = (): Statement<{ id: string; name: string }> =>
  statement(sql`SELECT account_id AS id, display_name AS name FROM app.clinicians()`);
