import { Email, Password } from "@trellis/domain/account";
import { AccountDetail, OwnAccount } from "@trellis/domain/account-life";
import { Uuid } from "@trellis/domain/id";
import { LinkSecret } from "@trellis/domain/invite";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const everyone = ["clinician", "client", "administrator"] as const;

export const readOwnAccount = operation({
  name: "account.read-own",
  summary: "One's own account, with a change of e-mail that is under way.",
  method: "GET",
  path: "/api/account",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: OwnAccount,
});

export const changeEmail = operation({
  name: "account.change-email",
  summary:
    "Asks for another e-mail of one's own account. A link goes to the new address, a notice to the old one.",
  method: "POST",
  path: "/api/account/email",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: z.object({ email: Email, password: Password }),
  output: OwnAccount,
});

export const cancelEmailChange = operation({
  name: "account.cancel-email-change",
  summary: "Takes back a change of e-mail of one's own account, whoever asked for it.",
  method: "DELETE",
  path: "/api/account/email",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: OwnAccount,
});

export const changeEmailOf = operation({
  name: "account.change-email-of",
  summary:
    "Asks for another e-mail of somebody's account. The link in the mail works from 24 hours on, so that its owner can object.",
  method: "POST",
  path: "/api/accounts/:accountId/email",
  audience: { who: "account", kinds: ["administrator"] },
  params: z.object({ accountId: Uuid }),
  query: Nothing,
  body: z.object({ email: Email }),
  output: AccountDetail,
});

export const confirmEmail = operation({
  name: "account.confirm-email",
  summary:
    "Confirms a new address with the secret of the mailed link; one signs in with it from now on.",
  method: "POST",
  path: "/api/email-changes/confirm",
  audience: { who: "anyone" },
  params: Nothing,
  query: Nothing,
  body: z.object({ secret: LinkSecret }),
  output: Nothing,
});
