import type { Locale } from "@trellis/domain/account";
import type { MailKind } from "@trellis/domain/mail";
import { sql } from "kysely";
import type { ClinicKeys } from "./field-keys.ts";
import { type MailWords, writeMail } from "./mail-words.ts";
import type { SealedPlace } from "./sealed-column.ts";
import { type Statement, statement } from "./statement.ts";

/** Ring this job's bell after the commit of what queued a mail: `services.jobs.wake(MAIL_JOB)`. */
export const MAIL_JOB = "mail.send";

export type NewMail<Kind extends MailKind = MailKind> = {
  /** Fresh and random; also what a receiving server knows the mail by. */
  readonly id: string;
  readonly to: string;
  readonly kind: Kind;
  /** Null where the person's language is not known: both languages in one mail. */
  readonly locale: Locale | null;
  readonly words: MailWords[Kind];
};

/** A mail as it is stored: who gets it and what it says can be read with the clinic's keys alone. */
export type SealedMail = {
  readonly id: string;
  readonly kind: MailKind;
  readonly recipient: Buffer;
  readonly content: Buffer;
};

/** Where the two sealed parts of a mail stand. */
export const recipientPlace = (mailId: string): SealedPlace => ({
  table: "mail",
  column: "recipient_sealed",
  rowId: mailId,
});
export const contentPlace = (mailId: string): SealedPlace => ({
  table: "mail",
  column: "content_sealed",
  rowId: mailId,
});

/** Writes and seals a mail, for a function of the owner that takes it on (`app.put_mail`). */
export function sealMail<Kind extends MailKind>(keys: ClinicKeys, mail: NewMail<Kind>): SealedMail {
  const { id, kind, locale, to, words } = mail;
  return {
    id,
    kind,
    recipient: keys.seal(recipientPlace(id), to),
    content: keys.seal(contentPlace(id), JSON.stringify(writeMail(kind, locale, words))),
  };
}

/** Queues a mail in the transaction of its cause, for whoever is signed in. */
export function queueMail<Kind extends MailKind>(keys: ClinicKeys, mail: NewMail<Kind>): Statement {
  const sealed = sealMail(keys, mail);
  return statement(
    sql`SELECT app.queue_mail(${sealed.id}, ${sealed.kind}, ${sealed.recipient}, ${sealed.content})`,
  );
}

/** The same on the command line, in the clinic that the operator works on. */
export function queueMailAsOperator<Kind extends MailKind>(
  keys: ClinicKeys,
  mail: NewMail<Kind>,
): Statement {
  const sealed = sealMail(keys, mail);
  return statement(
    sql`SELECT app.put_mail(app.operator_clinic(), ${sealed.id}, ${sealed.kind}, ${sealed.recipient}, ${sealed.content})`,
  );
}
