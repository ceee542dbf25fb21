import { randomUUID } from "node:crypto";
import { careTeamLink } from "@trellis/domain/care-team";
import type { RecordAccess } from "#platform/access.ts";
import { emailPlace } from "#platform/clinic-setup.ts";
import type { Tx } from "#platform/database.ts";
import { signInNeeded } from "#platform/failure.ts";
import { queueMail } from "#platform/mail.ts";
import type { Arrived } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { readAppName, readConcerned } from "./store.ts";

/**
 * The mails that say that an administrator brought somebody to a record. They name neither the person nor the client.
 * @param newcomer the account of the one who was brought
 */
export async function noticesOf(
  tx: Tx,
  access: RecordAccess<"care-team", "write">,
  newcomer: string,
  { services, presented, origin }: Arrived,
): Promise<readonly Statement[]> {
  if (presented === null) throw signInNeeded();
  const keys = await services.fieldKeys.ofClinic(presented.clinicCode);
  const [concerned, [clinic]] = await tx.run(readConcerned(access, newcomer), readAppName());
  return concerned.map(({ account_id, kind, email_sealed }) =>
    queueMail(keys, {
      id: randomUUID(),
      to: keys.open(emailPlace(account_id), email_sealed),
      kind: "care-team-changed",
      locale: null,
      words: {
        appName: clinic?.app_name ?? "",
        link: kind === "client" ? null : careTeamLink(origin, access.clientId),
      },
    }),
  );
}
