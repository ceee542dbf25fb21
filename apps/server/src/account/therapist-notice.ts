import { randomUUID } from "node:crypto";
import { careTeamLink } from "@trellis/domain/care-team";
import type { Tx } from "#platform/database.ts";
import { queueMail } from "#platform/mail.ts";
import type { Arrived } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { emailOf } from "./account-row.ts";
import { keysOf } from "./requests.ts";
import { readAppName, readTherapists } from "./store.ts";

/**
 * The mails that tell a client's therapists that an administrator made the client's account, or changed the address
 * that its invitation goes to: whoever reads that mailbox is the client from then on. They name nobody.
 */
export async function therapistNotices(
  tx: Tx,
  clientId: string,
  arrived: Arrived,
): Promise<readonly Statement[]> {
  const keys = await keysOf(arrived);
  const [therapists, [clinic]] = await tx.run(readTherapists(clientId), readAppName());
  return therapists.map((each) =>
    queueMail(keys, {
      id: randomUUID(),
      to: emailOf(each, keys),
      kind: "client-account-changed",
      locale: null,
      words: {
        appName: clinic?.app_name ?? "",
        link: careTeamLink(arrived.origin, clientId),
      },
    }),
  );
}
