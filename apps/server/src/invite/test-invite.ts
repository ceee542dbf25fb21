import { randomUUID } from "node:crypto";
import { insertClient, insertGrant } from "#platform/clinic-setup.ts";
import type { Database } from "#platform/database.ts";
import type { MailContent } from "#platform/mail-words.ts";
import { contentPlace, recipientPlace } from "#platform/mail.ts";
import { withOperatorTx } from "#platform/operator.ts";
import type { TestClinic } from "#platform/test-clinic.ts";
import { type Caller, request, type TestTrellis } from "#platform/test-trellis.ts";

export type TestMail = { readonly kind: string; readonly to: string; readonly text: string };

/** What was mailed in a clinic, opened with its keys, in the order in which it was queued. */
export async function mailsOf(
  trellis: TestTrellis,
  superuser: Database,
  code: string,
): Promise<readonly TestMail[]> {
  const keys = await trellis.fieldKeys.ofClinic(code);
  const { rows } = await superuser.pool.query<{
    mail_id: string;
    kind: string;
    recipient_sealed: Buffer;
    content_sealed: Buffer;
  }>(
    `SELECT m.mail_id, m.kind, m.recipient_sealed, m.content_sealed FROM mail m JOIN clinic c USING (clinic_id)
      WHERE c.code = $1 ORDER BY m.queued_at, m.kind`,
    [code],
  );
  return rows.map((row) => {
    const content = JSON.parse(
      keys.open(contentPlace(row.mail_id), row.content_sealed),
    ) as MailContent;
    return {
      kind: row.kind,
      to: keys.open(recipientPlace(row.mail_id), row.recipient_sealed),
      text: content.text,
    };
  });
}

/** The link of the newest mail to an address. */
export async function linkTo(
  trellis: TestTrellis,
  superuser: Database,
  code: string,
  to: string,
): Promise<string> {
  const mails = await mailsOf(trellis, superuser, code);
  const mail = mails.findLast((each) => each.to === to && each.text.includes("#"));
  const link = /http\S+#\S+/.exec(mail?.text ?? "")?.[0];
  if (link === undefined) throw new Error(`no link was mailed to ${to}`);
  return link;
}

export const secretOf = (link: string): string => link.slice(link.indexOf("#") + 1);

/** Somebody new; `email` is theirs alone. */
export function somebody(name = `Somebody ${randomUUID()}`) {
  const id = randomUUID();
  return { id, name, email: `${id}@example.org` };
}

/** A client without account, with this therapist. */
export async function addClientOf(
  trellis: TestTrellis,
  clinic: TestClinic,
  therapistId: string,
): Promise<string> {
  const id = randomUUID();
  await withOperatorTx(trellis.owner, clinic.clinicId, (tx) =>
    tx.finish(
      insertClient({
        id,
        accountId: null,
        initials: "N. N.",
        tag: id.slice(0, 8),
        lifeLine: null,
        zone: "Europe/Berlin",
      }),
      insertGrant(therapistId, id, "therapist"),
    ),
  );
  return id;
}

export const nobody = (app: Caller["app"]): Caller => ({ app, cookie: null });

export const PASSWORD = "a password of some length";

/** Opens a link with a code and a password. */
export const accept = (
  trellis: TestTrellis,
  app: Caller["app"],
  secret: string,
  code: string,
  password = PASSWORD,
) => request(trellis, nobody(app), "POST", "/api/invites/accept", { secret, code, password });

/** A code of six digits that is not this one. */
export const wrongCode = (code: string): string =>
  String((Number(code) + 1) % 1_000_000).padStart(6, "0");
