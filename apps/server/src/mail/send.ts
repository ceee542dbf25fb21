import { setTimeout as wait } from "node:timers/promises";
import type { MailKind } from "@trellis/domain/mail";
import * as z from "zod/mini";
import { listClinicCodes } from "#platform/clinic-list.ts";
import { type Database, withTx } from "#platform/database.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import type { Job } from "#platform/jobs.ts";
import type { MailConfig } from "#platform/mail-config.ts";
import { contentPlace, MAIL_JOB, recipientPlace } from "#platform/mail.ts";
import type { Services } from "#platform/route.ts";
import { type ClaimedMail, claimMail, type MailOutcome, settleMail } from "./store.ts";
import { type MailTransport, openTransport, type OutgoingMail, troubleOf } from "./transport.ts";

const MINUTE = 60;
/** Seconds from one try to the next; after the last one the mail is stopped. */
const PAUSES = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);
/** A way back in lasts 15 minutes; later than that its mail only confuses. */
const PAUSES_OF_RESET = [1, 3, 5].map((minutes) => minutes * MINUTE);

const pauseAfter = (kind: MailKind, tries: number): number | null =>
  (kind === "reset" ? PAUSES_OF_RESET : PAUSES)[tries - 1] ?? null;

const Content = z.object({ subject: z.string(), text: z.string() });

/**
 * Sends what is due in every clinic. Several servers may do so at once: each mail is taken on by one of them. A clinic
 * whose keys do not open holds up no other one; the job fails for it when the others are done.
 */
export const sendMails = (config: MailConfig): Job => ({
  name: MAIL_JOB,
  everyMinutes: 1,
  run: async (services) => {
    const transport = openTransport(config);
    const troubles: unknown[] = [];
    for (const code of await listClinicCodes(services.database)) {
      await sendMailsOf(services, code, transport).catch((error: unknown) => troubles.push(error));
    }
    if (troubles.length > 0) throw troubles[0];
  },
});

async function sendMailsOf(
  { database, fieldKeys }: Services,
  code: string,
  transport: MailTransport,
): Promise<void> {
  // Before a mail is taken on: one that cannot be opened for want of keys has lost no try.
  const keys = await fieldKeys.ofClinic(code);
  for (;;) {
    const [[mail]] = await withTx(database, [], (tx) => tx.finish(claimMail(code)));
    if (!mail) return;
    const outcome = await handOn(keys, code, mail, transport);
    await settle(database, code, mail, outcome);
  }
}

async function handOn(
  keys: ClinicKeys,
  clinicCode: string,
  mail: ClaimedMail,
  transport: MailTransport,
): Promise<MailOutcome> {
  const outgoing = openMail(keys, clinicCode, mail);
  if (outgoing === null) return { sent: false, trouble: "cannot-be-opened", again: null };
  try {
    await transport(outgoing);
    return { sent: true };
  } catch (error) {
    const { trouble, isFinal } = troubleOf(error);
    return { sent: false, trouble, again: isFinal ? null : pauseAfter(mail.kind, mail.tries) };
  }
}

function openMail(keys: ClinicKeys, clinicCode: string, mail: ClaimedMail): OutgoingMail | null {
  try {
    const content = keys.open(contentPlace(mail.mail_id), mail.content_sealed);
    return {
      ...z.parse(Content, JSON.parse(content)),
      id: mail.mail_id,
      clinicCode,
      to: keys.open(recipientPlace(mail.mail_id), mail.recipient_sealed),
      fromName: mail.app_name,
    };
  } catch {
    return null;
  }
}

const SETTLE_TRIES = 5;

/** A mail that is out and not noted would go out twice, so a database that is away for a moment is waited for. */
async function settle(
  database: Database,
  code: string,
  mail: ClaimedMail,
  outcome: MailOutcome,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await withTx(database, [], (tx) => tx.finish(settleMail(code, mail, outcome)));
      return;
    } catch (error) {
      if (tries === SETTLE_TRIES) throw error;
      await wait(tries * 1000);
    }
  }
}
