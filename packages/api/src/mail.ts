import { Uuid } from "@trellis/domain/id";
import { Mail, MailState } from "@trellis/domain/mail";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const byAdministrator = { who: "account", kinds: ["administrator"] } as const;

/** Mails of a page of the list. */
export const MAILS_A_PAGE = 50;

export const listMails = operation({
  name: "mail.list",
  summary:
    "The clinic's mails, newest first, 50 a page: to whom, what for, whether it was sent. What they say is shown in a demo alone. `after` is the last id of the page before.",
  method: "GET",
  path: "/api/mails",
  audience: byAdministrator,
  params: Nothing,
  query: z.object({ state: z.optional(MailState), after: z.optional(Uuid) }),
  body: Nothing,
  output: z.object({ mails: z.array(Mail), after: z.nullable(Uuid) }),
});

export const sendMailAgain = operation({
  name: "mail.send-again",
  summary: "Tries a mail again now that waits or was stopped. One that is sent stays as it is.",
  method: "POST",
  path: "/api/mails/:mailId/sending",
  audience: byAdministrator,
  params: z.object({ mailId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: Mail,
});
