import type { AccountKind } from "@trellis/domain/account";
import type { InvitePurpose } from "@trellis/domain/invite";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

/** A link as it arrives: its clinic and the hash of its secret. */
export type PresentedLink = { readonly clinic: string; readonly secretHash: Buffer };

export type LookRow = {
  outcome: string;
  kind: AccountKind | null;
  purpose: InvitePurpose | null;
  expires_at: Date | null;
  waits_for_approval: boolean | null;
  clinic_name: string | null;
  app_name: string | null;
};

export const lookAtInvite = ({ clinic, secretHash }: PresentedLink): Statement<LookRow> =>
  statement(sql`
    SELECT outcome, kind, purpose, expires_at, waits_for_approval, clinic_name, app_name
      FROM app.look_at_invite(${clinic}, ${secretHash})`);

export type TryRow = { outcome: string; kind: AccountKind | null; tries_left: number | null };

/** Counts a wrong code; send it in a transaction of its own, which commits. */
export const tryInvite = (
  { clinic, secretHash }: PresentedLink,
  codeHash: Buffer,
): Statement<TryRow> =>
  statement(sql`
    SELECT outcome, kind, tries_left FROM app.try_invite(${clinic}, ${secretHash}, ${codeHash})`);

export type AcceptedRow = {
  login_index: Buffer;
  account_id: string;
  kind: AccountKind;
  purpose: InvitePurpose;
  email_sealed: Buffer;
};

/** Uses the link up and sets the password; no row when somebody else was faster. */
export const acceptInvite = (
  { clinic, secretHash }: PresentedLink,
  codeHash: Buffer,
  salt: Buffer,
  hash: Buffer,
): Statement<AcceptedRow> =>
  statement(sql`
    SELECT login_index, account_id, kind, purpose, email_sealed
      FROM app.accept_invite(${clinic}, ${secretHash}, ${codeHash}, ${salt}, ${hash})`);
