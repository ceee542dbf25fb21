import type { InvitePurpose } from "@trellis/domain/invite";
import { sql } from "kysely";
import type { MadeInvite } from "#platform/link-secret.ts";
import type { SealedMail } from "#platform/mail.ts";
import { type Statement, statement } from "#platform/statement.ts";

export type IssuedRow = { expires_at: Date; waits_for_approval: boolean };

/** A link in place of the ones before. */
export const issueInvite = (
  accountId: string,
  purpose: InvitePurpose,
  { secretHash, codeHash }: MadeInvite,
): Statement<IssuedRow> =>
  statement(sql`
    SELECT expires_at, waits_for_approval FROM app.issue_invite(${accountId}, ${purpose}, ${secretHash}, ${codeHash})`);

export const revokeInvite = (accountId: string): Statement =>
  statement(sql`SELECT app.revoke_invite(${accountId})`);

export const approveReset = (accountId: string): Statement =>
  statement(sql`SELECT app.approve_reset(${accountId})`);

/** An address that was asked for, with what it will be found by and the hash of its link. */
export type AskedEmail = {
  readonly changeId: string;
  readonly login: Buffer;
  readonly mailbox: Buffer | null;
  readonly sealed: Buffer;
  readonly secretHash: Buffer;
};

/** Refused when there were five changes of one's own address in the last hour. */
export const refuseManyEmailChanges = (): Statement =>
  statement(sql`SELECT app.refuse_many_email_changes()`);

/** Refused unless the hash is that of one's password. */
export const askOwnEmailChange = (passwordHash: Buffer, asked: AskedEmail): Statement =>
  statement(sql`
    SELECT app.ask_own_email_change(${passwordHash}, ${asked.changeId}, ${asked.login}, ${asked.mailbox},
                                    ${asked.sealed}, ${asked.secretHash})`);

/** From when on the change works; null when it was made at once, since nobody has signed in yet. */
export const askEmailChangeOf = (
  accountId: string,
  asked: AskedEmail,
  accountSealed: Buffer,
): Statement<{ works_from: Date | null }> =>
  statement(sql`
    SELECT app.ask_email_change_of(${accountId}, ${asked.changeId}, ${asked.login}, ${asked.mailbox},
                                   ${asked.sealed}, ${accountSealed}, ${asked.secretHash}) AS works_from`);

export const cancelOwnEmailChange = (): Statement =>
  statement(sql`SELECT app.cancel_own_email_change()`);

export type EmailChangeLook = {
  outcome: string;
  change_id: string;
  account_id: string;
  email_sealed: Buffer;
  works_from: Date;
  /** The address that the account still has. */
  old_sealed: Buffer;
  app_name: string;
};

/** What the secret of a link stands for; no row when it is unknown. */
export const lookAtEmailChange = (clinic: string, secretHash: Buffer): Statement<EmailChangeLook> =>
  statement(sql`
    SELECT outcome, change_id, account_id, email_sealed, works_from, old_sealed, app_name
      FROM app.look_at_email_change(${clinic}, ${secretHash})`);

/** @param notice the mail that tells the old address of it */
export const confirmEmailChange = (
  clinic: string,
  secretHash: Buffer,
  sealed: Buffer,
  notice: SealedMail,
): Statement<{ done: boolean }> =>
  statement(sql`
    SELECT app.confirm_email_change(${clinic}, ${secretHash}, ${sealed},
                                    ${notice.id}, ${notice.recipient}, ${notice.content}) AS done`);
