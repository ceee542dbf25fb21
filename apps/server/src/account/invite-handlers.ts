import { randomUUID } from "node:crypto";
import {
  approveReset,
  inviteAccount,
  inviteClient,
  inviteClientByAdministrator,
  resetAccount,
  resetClientAccount,
} from "@trellis/api/account";
import { renewClientInvite, renewInvite, revokeInvite } from "@trellis/api/invite";
import type { AccountKind } from "@trellis/domain/account";
import type { Account, NewClientAccount } from "@trellis/domain/account-life";
import {
  type InviteNotice,
  type InvitePurpose,
  type ResetNotice,
  welcomeLink,
} from "@trellis/domain/invite";
import { auditStatement } from "#platform/access.ts";
import { countingRefusals } from "#platform/counted-refusal.ts";
import type { Tx } from "#platform/database.ts";
import { notFound, signInNeeded } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { makeInvite, type MadeInvite } from "#platform/link-secret.ts";
import { MAIL_JOB, queueMail } from "#platform/mail.ts";
import { type Arrived, forAccount, forRecord, type Route } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { asAccount, asTwin, emailOf } from "./account-row.ts";
import * as links from "./link-store.ts";
import {
  auditOf,
  changeAccount,
  findTarget,
  indexesOf,
  keysOf,
  looksLikeAnother,
  sealedAccount,
} from "./requests.ts";
import * as store from "./store.ts";
import { therapistNotices } from "./therapist-notice.ts";

function freshInvite({ presented }: Arrived): MadeInvite {
  if (presented === null) throw signInNeeded();
  return makeInvite(presented.clinicCode);
}

type Posted = {
  readonly to: string;
  readonly kind: AccountKind;
  readonly purpose: InvitePurpose;
  readonly secret: string;
  readonly appName: string;
};

/** The mail with the link. The code is not in it. */
const linkMail = ({ origin }: Arrived, keys: ClinicKeys, posted: Posted): Statement =>
  queueMail(keys, {
    id: randomUUID(),
    to: posted.to,
    kind: posted.purpose,
    locale: null,
    words: { appName: posted.appName, link: welcomeLink(origin, posted.kind, posted.secret) },
  });

type Invited = { readonly account: Account; readonly invite: InviteNotice };

/** Makes an account and its first link, unless the person seems to have an account already and nothing is said about it. */
async function invite(
  tx: Tx,
  arrived: Arrived,
  body: NewClientAccount,
  kind: AccountKind,
  add: (account: store.AddedAccount) => Statement,
  audits: readonly Statement[],
): Promise<Invited> {
  const keys = await keysOf(arrived);
  const { login, mailbox } = indexesOf(body.email, keys);
  const [twins, [clinic]] = await tx.run(
    store.findTwins(body.name, login, mailbox),
    store.readAppName(),
  );
  if (!clinic) throw notFound();
  if (twins.length > 0 && body.apart !== true && body.samePersonAs === undefined)
    throw looksLikeAnother(twins.map(asTwin));
  const made = freshInvite(arrived);
  const to = body.email.trim();
  const [, [issued], [row]] = await tx.run(
    add(sealedAccount(body, keys)),
    links.issueInvite(body.id, "invite", made),
    store.readAccount(store.accountOf(body.id)),
  );
  if (!row || !issued) throw notFound();
  const posted = {
    to,
    kind,
    purpose: "invite",
    secret: made.secret,
    appName: clinic.app_name,
  } as const;
  await tx.finish(linkMail(arrived, keys, posted), ...audits);
  arrived.services.jobs.wake(MAIL_JOB);
  return {
    account: asAccount(row, keys),
    invite: { code: made.code, expiresAt: issued.expires_at.toISOString() },
  };
}

/** A new link for an account that is there. */
async function mailLink(
  tx: Tx,
  arrived: Arrived,
  which: store.WhichAccount,
  purpose: InvitePurpose,
  operation: { readonly name: string } | null,
): Promise<ResetNotice> {
  const target = await findTarget(tx, which);
  const keys = await keysOf(arrived);
  const made = freshInvite(arrived);
  const [[issued], [clinic]] = await tx.run(
    links.issueInvite(target.account_id, purpose, made),
    store.readAppName(),
  );
  if (!issued || !clinic) throw notFound();
  const posted = {
    to: emailOf(target, keys),
    kind: target.kind,
    purpose,
    secret: made.secret,
    appName: clinic.app_name,
  };
  const audits = operation ? [auditOf(operation, target, arrived)] : [];
  await tx.finish(linkMail(arrived, keys, posted), ...audits);
  arrived.services.jobs.wake(MAIL_JOB);
  return {
    code: made.code,
    expiresAt: issued.expires_at.toISOString(),
    waitsForApproval: issued.waits_for_approval,
  };
}

async function mailInvite(...asked: Parameters<typeof mailLink>): Promise<InviteNotice> {
  const { code, expiresAt } = await mailLink(...asked);
  return { code, expiresAt };
}

/** Tells the other administrators of one who was invited: what needs two of them is worth no more than that. */
async function administratorMails(tx: Tx, arrived: Arrived): Promise<readonly Statement[]> {
  const keys = await keysOf(arrived);
  const [others, [clinic]] = await tx.run(store.readOtherAdministrators(), store.readAppName());
  return others.map((other) =>
    queueMail(keys, {
      id: randomUUID(),
      to: emailOf(other, keys),
      kind: "administrator-invited",
      locale: null,
      words: { appName: clinic?.app_name ?? "" },
    }),
  );
}

/** That an e-mail has an account here is not a clinician's to find out for one address after another. */
const TAKEN_EMAILS = { what: "account.invite-client", most: 20, seconds: 3600 } as const;

export const accountInviteRoutes: readonly Route[] = [
  forAccount(inviteAccount, async (tx, { body }, arrived) => {
    const mails = body.kind === "administrator" ? await administratorMails(tx, arrived) : [];
    return invite(tx, arrived, body, body.kind, (made) => store.addAccount(body.kind, made), [
      ...mails,
      auditStatement(inviteAccount.name, [], arrived.requestId, false, body.id),
    ]);
  }),

  countingRefusals(
    forRecord(inviteClient, (tx, { clientId }, { body }, arrived) =>
      invite(tx, arrived, body, "client", (made) => store.addClientAccount(clientId, made), []),
    ),
    "email-taken",
    TAKEN_EMAILS,
  ),

  forAccount(inviteClientByAdministrator, async (tx, { params: { clientId }, body }, arrived) => {
    const mails = await therapistNotices(tx, clientId, arrived);
    const { name } = inviteClientByAdministrator;
    return invite(tx, arrived, body, "client", (made) => store.addClientAccount(clientId, made), [
      ...mails,
      auditStatement(name, [clientId], arrived.requestId, false, body.id),
    ]);
  }),

  forAccount(renewInvite, (tx, { params }, arrived) =>
    mailInvite(tx, arrived, store.accountOf(params.accountId), "invite", renewInvite),
  ),

  forRecord(renewClientInvite, (tx, { clientId }, _input, arrived) =>
    mailInvite(tx, arrived, store.accountOfClient(clientId), "invite", null),
  ),

  forAccount(resetAccount, (tx, { params }, arrived) =>
    mailLink(tx, arrived, store.accountOf(params.accountId), "reset", resetAccount),
  ),

  forRecord(resetClientAccount, (tx, { clientId }, _input, arrived) =>
    mailLink(tx, arrived, store.accountOfClient(clientId), "reset", null),
  ),

  forAccount(revokeInvite, async (tx, { params }, arrived) => {
    await changeAccount(tx, arrived, revokeInvite, store.accountOf(params.accountId), () => [
      links.revokeInvite(params.accountId),
    ]);
    return {};
  }),

  forAccount(approveReset, (tx, { params }, arrived) =>
    changeAccount(tx, arrived, approveReset, store.accountOf(params.accountId), () => [
      links.approveReset(params.accountId),
    ]),
  ),
];
