import { AccountKind } from "@trellis/domain/account";
import {
  Account,
  AccountDetail,
  AccountName,
  AccountState,
  LeftClient,
  NewAccount,
  NewClientAccount,
} from "@trellis/domain/account-life";
import { Uuid } from "@trellis/domain/id";
import { InviteNotice, ResetNotice } from "@trellis/domain/invite";
import { text } from "@trellis/domain/text";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const byAdministrator = { who: "account", kinds: ["administrator"] } as const;
const byTherapist = { who: "client-record", data: "client-account", action: "write" } as const;
const ofAccount = z.object({ accountId: Uuid });
const ofClient = z.object({ clientId: Uuid });

/** Accounts of a page of the list. */
export const ACCOUNTS_A_PAGE = 50;

export const listAccounts = operation({
  name: "account.list",
  summary:
    "Accounts of the clinic by name, 50 a page. `find` is the beginning of a name or a whole e-mail; `after` is the last id of the page before.",
  method: "GET",
  path: "/api/accounts",
  audience: byAdministrator,
  params: Nothing,
  query: z.object({
    kind: z.optional(AccountKind),
    state: z.optional(AccountState),
    find: z.optional(text(254)),
    after: z.optional(Uuid),
  }),
  body: Nothing,
  output: z.object({ accounts: z.array(Account), after: z.nullable(Uuid) }),
});

export const readAccount = operation({
  name: "account.read",
  summary: "One account, with a reset or a change of e-mail that is under way.",
  method: "GET",
  path: "/api/accounts/:accountId",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: AccountDetail,
});

export const readClientAccount = operation({
  name: "account.read-of-client",
  summary: "The account of a client for their therapist; null when there is none yet.",
  method: "GET",
  path: "/api/clients/:clientId/account",
  audience: { who: "client-record", data: "client-account", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: z.object({ account: z.nullable(AccountDetail) }),
});

const invited = z.object({ account: Account, invite: InviteNotice });

export const inviteAccount = operation({
  name: "account.invite",
  summary:
    "Makes an account for a clinician or administrator and mails them a link. The code is for saying aloud.",
  method: "POST",
  path: "/api/accounts",
  audience: byAdministrator,
  params: Nothing,
  query: Nothing,
  body: NewAccount,
  output: invited,
});

export const inviteClient = operation({
  name: "account.invite-client",
  summary: "Makes an account for one's client and mails them a link. The code is for saying aloud.",
  method: "POST",
  path: "/api/clients/:clientId/account",
  audience: byTherapist,
  params: ofClient,
  query: Nothing,
  body: NewClientAccount,
  output: invited,
});

export const inviteClientByAdministrator = operation({
  name: "account.invite-client-by-administrator",
  summary: "The same for any client of the clinic.",
  method: "POST",
  path: "/api/clinic/clients/:clientId/account",
  audience: byAdministrator,
  params: ofClient,
  query: Nothing,
  body: NewClientAccount,
  output: invited,
});

export const resetAccount = operation({
  name: "account.reset",
  summary:
    "Helps somebody back in who lost their password: mails a link for 15 minutes. For clinicians and administrators another administrator has to approve.",
  method: "POST",
  path: "/api/accounts/:accountId/reset",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: ResetNotice,
});

export const resetClientAccount = operation({
  name: "account.reset-client",
  summary:
    "Helps one's client back in who lost their password or phone: mails a link for 15 minutes.",
  method: "POST",
  path: "/api/clients/:clientId/reset",
  audience: byTherapist,
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: ResetNotice,
});

export const approveReset = operation({
  name: "account.approve-reset",
  summary: "Approves a reset that another administrator asked for. Its 15 minutes begin now.",
  method: "POST",
  path: "/api/accounts/:accountId/reset/approval",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: AccountDetail,
});

const signedOut = z.object({ ended: z.number() });

export const endSignInsOf = operation({
  name: "account.end-sign-ins",
  summary:
    "Signs an account out everywhere at once, as for a lost phone, and says on how many devices. The password stays.",
  method: "DELETE",
  path: "/api/accounts/:accountId/sign-ins",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: signedOut,
});

export const endSignInsOfClient = operation({
  name: "account.end-sign-ins-of-client",
  summary: "The same for one's client.",
  method: "DELETE",
  path: "/api/clients/:clientId/sign-ins",
  audience: byTherapist,
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: signedOut,
});

export const renameAccount = operation({
  name: "account.rename",
  summary: "Changes the name of an account.",
  method: "PUT",
  path: "/api/accounts/:accountId",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: z.object({ name: AccountName }),
  output: AccountDetail,
});

export const unlinkPerson = operation({
  name: "account.unlink-person",
  summary:
    "Takes back that this account is of the same person as others. The others stay together.",
  method: "DELETE",
  path: "/api/accounts/:accountId/same-person",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: AccountDetail,
});

export const deactivateAccount = operation({
  name: "account.deactivate",
  summary:
    "Ends an account: its sign-ins, links and relations to clients end at once. Says which clients are left without a therapist.",
  method: "POST",
  path: "/api/accounts/:accountId/deactivation",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: z.object({ account: AccountDetail, withoutTherapist: z.array(LeftClient) }),
});

export const reactivateAccount = operation({
  name: "account.reactivate",
  summary: "Lets a deactivated account sign in again. Relations to clients do not come back.",
  method: "DELETE",
  path: "/api/accounts/:accountId/deactivation",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: AccountDetail,
});
