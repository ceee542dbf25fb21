import { listMails, MAILS_A_PAGE, sendMailAgain } from "@trellis/api/mail";
import type { Mail } from "@trellis/domain/mail";
import { auditStatement } from "#platform/access.ts";
import { Failure, notFound } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { contentPlace, MAIL_JOB, recipientPlace } from "#platform/mail.ts";
import { type Arrived, forAccount, type Route } from "#platform/route.ts";
import { type MailRow, readMail, readMails, retryMail } from "./store.ts";

const keysOf = ({ services, presented }: Arrived): Promise<ClinicKeys> =>
  services.fieldKeys.ofClinic(presented?.clinicCode ?? "");

const asMail = (keys: ClinicKeys, row: MailRow): Mail => ({
  id: row.mail_id,
  kind: row.kind,
  recipient: keys.open(recipientPlace(row.mail_id), row.recipient_sealed),
  state: row.state,
  trouble: row.trouble,
  tries: row.tries,
  queuedAt: row.queued_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  nextTryAt: row.state === "waiting" ? row.next_try_at.toISOString() : null,
  content:
    row.content_sealed === null
      ? null
      : (JSON.parse(keys.open(contentPlace(row.mail_id), row.content_sealed)) as Mail["content"]),
});

const beingSent = () =>
  new Failure(409, "changed-meanwhile", "This mail is sent, or is being sent right now.");

export const mailRoutes: readonly Route[] = [
  forAccount(listMails, async (tx, { query }, arrived) => {
    const keys = await keysOf(arrived);
    const [rows] = await tx.finish(
      readMails(query.state ?? null, query.after ?? null, MAILS_A_PAGE),
      auditStatement(listMails.name, [], arrived.requestId, true),
    );
    const page = rows.slice(0, MAILS_A_PAGE);
    return {
      mails: page.map((row) => asMail(keys, row)),
      after: rows.length > MAILS_A_PAGE ? (page.at(-1)?.mail_id ?? null) : null,
    };
  }),

  forAccount(sendMailAgain, async (tx, { params }, arrived) => {
    const keys = await keysOf(arrived);
    const [[before]] = await tx.run(readMail(params.mailId));
    if (!before) throw notFound();
    const [[retried], [row]] = await tx.run(retryMail(params.mailId), readMail(params.mailId));
    if (!row || retried?.done !== true) throw beingSent();
    await tx.finish(auditStatement(sendMailAgain.name, [], arrived.requestId, false));
    arrived.services.jobs.wake(MAIL_JOB);
    return asMail(keys, row);
  }),
];
