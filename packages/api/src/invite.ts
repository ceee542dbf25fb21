import { SignedIn } from "@trellis/domain/account";
import { Uuid } from "@trellis/domain/id";
import { InviteAnswer, InviteLook, InviteNotice, LinkSecret } from "@trellis/domain/invite";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const byAdministrator = { who: "account", kinds: ["administrator"] } as const;
const ofAccount = z.object({ accountId: Uuid });

export const lookAtInvite = operation({
  name: "invite.look",
  summary:
    "What a mailed link is for and how long it works. It names nobody, and looking uses nothing up.",
  method: "POST",
  path: "/api/invites/look",
  audience: { who: "anyone" },
  params: Nothing,
  query: Nothing,
  body: z.object({ secret: LinkSecret }),
  output: InviteLook,
});

export const acceptInvite = operation({
  name: "invite.accept",
  summary:
    "Sets a password with the secret of the link and the code that was said aloud, and signs in. A link works once.",
  method: "POST",
  path: "/api/invites/accept",
  audience: { who: "anyone" },
  params: Nothing,
  query: Nothing,
  body: InviteAnswer,
  output: SignedIn,
});

export const renewInvite = operation({
  name: "invite.renew",
  summary: "Mails an invited person a new link with a new code; the one before works no longer.",
  method: "POST",
  path: "/api/accounts/:accountId/invite",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: InviteNotice,
});

export const revokeInvite = operation({
  name: "invite.revoke",
  summary: "Ends the link of an invited person or of a reset.",
  method: "DELETE",
  path: "/api/accounts/:accountId/invite",
  audience: byAdministrator,
  params: ofAccount,
  query: Nothing,
  body: Nothing,
  output: Nothing,
});

export const renewClientInvite = operation({
  name: "invite.renew-client",
  summary: "Mails one's invited client a new link with a new code; the one before works no longer.",
  method: "POST",
  path: "/api/clients/:clientId/invite",
  audience: { who: "client-record", data: "client-account", action: "write" },
  params: z.object({ clientId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: InviteNotice,
});
