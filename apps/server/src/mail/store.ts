import type { MailKind, MailState, MailTrouble } from "@trellis/domain/mail";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

export type MailRow = {
  mail_id: string;
  kind: MailKind;
  state: MailState;
  trouble: MailTrouble | null;
  tries: number;
  queued_at: Date;
  sent_at: Date | null;
  next_try_at: Date;
  recipient_sealed: Buffer;
  /** Null in a clinic, and where it was emptied. */
  content_sealed: Buffer | null;
};

const COLUMNS = sql`
  m.mail_id, m.kind, m.state, m.trouble, m.tries, m.queued_at, m.sent_at, m.next_try_at, m.recipient_sealed,
  CASE WHEN (SELECT i.mode FROM installation i) = 'demo' THEN m.content_sealed END AS content_sealed`;

/** Row-level security says so as well; each of the two walls has to hold alone. */
const OWN_CLINIC = sql`m.clinic_id = (SELECT app.clinic_id())`;

/** A page of the list, newest first, and one row more to tell whether there is another page. */
export const readMails = (
  state: MailState | null,
  after: string | null,
  most: number,
): Statement<MailRow> =>
  statement(sql`
    SELECT ${COLUMNS} FROM mail m
     WHERE ${OWN_CLINIC} AND (${state}::text IS NULL OR m.state = ${state})
       AND (${after}::uuid IS NULL OR (m.queued_at, m.mail_id) <
            (SELECT l.queued_at, l.mail_id FROM mail l WHERE l.clinic_id = m.clinic_id AND l.mail_id = ${after}))
     ORDER BY m.queued_at DESC, m.mail_id DESC LIMIT ${most + 1}`);

export const readMail = (mailId: string): Statement<MailRow> =>
  statement(sql`SELECT ${COLUMNS} FROM mail m WHERE ${OWN_CLINIC} AND m.mail_id = ${mailId}`);

export const retryMail = (mailId: string): Statement<{ done: boolean }> =>
  statement(sql`SELECT app.retry_mail(${mailId}) AS done`);

export type ClaimedMail = {
  mail_id: string;
  kind: MailKind;
  recipient_sealed: Buffer;
  content_sealed: Buffer;
  tries: number;
  claimed_until: Date;
  app_name: string;
};

/** Takes on one mail of a clinic that is due; no row when there is none that another server has not. */
export const claimMail = (clinicCode: string): Statement<ClaimedMail> =>
  statement(sql`
    SELECT mail_id, kind, recipient_sealed, content_sealed, tries, claimed_until, app_name
      FROM app.claim_mail(${clinicCode})`);

export type MailOutcome =
  | { readonly sent: true }
  /** `again`: seconds until the next try, null to stop. */
  | { readonly sent: false; readonly trouble: MailTrouble; readonly again: number | null };

export const settleMail = (
  clinicCode: string,
  mail: Pick<ClaimedMail, "mail_id" | "claimed_until">,
  outcome: MailOutcome,
): Statement<{ done: boolean }> => {
  const { trouble, again } = outcome.sent ? { trouble: null, again: null } : outcome;
  return statement(sql`
    SELECT app.settle_mail(${clinicCode}, ${mail.mail_id}, ${mail.claimed_until}, ${outcome.sent}, ${trouble},
                           make_interval(secs => ${again})) AS done`);
};
