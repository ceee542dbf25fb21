import { randomUUID } from "node:crypto";
import {
  cancelEmailChange,
  changeEmail,
  changeEmailOf,
  confirmEmail,
  readOwnAccount,
} from "@trellis/api/own-account";
import type { OwnAccount } from "@trellis/domain/account-life";
import { confirmEmailLink } from "@trellis/domain/invite";
import { auditStatement } from "#platform/access.ts";
import { emailPlace } from "#platform/clinic-setup.ts";
import { type Tx, withTx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { clinicOfSecret, type MadeLink, makeLink } from "#platform/link-secret.ts";
import { linkFailure, takeLinkTry } from "#platform/link-try.ts";
import { MAIL_JOB, queueMail, sealMail } from "#platform/mail.ts";
import { demandOwnPassword } from "#platform/own-password.ts";
import {
  type Arrived,
  forAccount,
  forAccountPrepared,
  forAnyone,
  type Route,
} from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { hashToken } from "#platform/token.ts";
import { type AccountRow, asDetail, asOwn, emailOf } from "./account-row.ts";
import * as links from "./link-store.ts";
import { auditOf, findTarget, indexesOf, keysOf } from "./requests.ts";
import * as store from "./store.ts";
import { therapistNotices } from "./therapist-notice.ts";

const changePlace = (changeId: string) =>
  ({ table: "email_change", column: "email_sealed", rowId: changeId }) as const;

/** An address that was asked for, as it is stored. */
function askedEmail(email: string, link: MadeLink, keys: ClinicKeys): links.AskedEmail {
  const changeId = randomUUID();
  const { login, tagged } = indexesOf(email, keys);
  return {
    changeId,
    login,
    mailbox: tagged,
    sealed: keys.seal(changePlace(changeId), email.trim()),
    secretHash: link.secretHash,
  };
}

/** A link to the new address, a notice to the old one. */
const changeMails = (
  { origin }: Arrived,
  keys: ClinicKeys,
  target: AccountRow,
  email: string,
  link: MadeLink,
  appName: string,
): readonly Statement[] => [
  queueMail(keys, {
    id: randomUUID(),
    to: email.trim(),
    kind: "email-confirm",
    locale: null,
    words: { appName, link: confirmEmailLink(origin, target.kind, link.secret) },
  }),
  queueMail(keys, {
    id: randomUUID(),
    to: emailOf(target, keys),
    kind: "email-notice",
    locale: null,
    words: { appName },
  }),
];

/** To the address that was changed at once, since nobody had signed in yet. */
const changedMail = (keys: ClinicKeys, target: AccountRow, appName: string): Statement =>
  queueMail(keys, {
    id: randomUUID(),
    to: emailOf(target, keys),
    kind: "email-changed",
    locale: null,
    words: { appName },
  });

async function finishOwn(
  tx: Tx,
  arrived: Arrived,
  ...last: readonly Statement[]
): Promise<OwnAccount> {
  const [[row]] = await tx.finish(store.readDetail(store.ownAccount()), ...last);
  if (!row) throw notFound();
  return asOwn(row, await keysOf(arrived));
}

const linkOf = ({ presented }: Arrived) => makeLink(presented?.clinicCode ?? "");

export const emailRoutes: readonly Route[] = [
  forAccount(readOwnAccount, (tx, _input, arrived) => finishOwn(tx, arrived)),

  forAccountPrepared(
    changeEmail,
    async (transact, { body }, arrived) => ({
      passwordHash: await demandOwnPassword(
        transact,
        body.password,
        links.refuseManyEmailChanges(),
      ),
      keys: await keysOf(arrived),
    }),
    async (tx, { passwordHash, keys }, { body }, arrived) => {
      const target = await findTarget(tx, store.ownAccount());
      const link = linkOf(arrived);
      const [, [clinic]] = await tx.run(
        links.askOwnEmailChange(passwordHash, askedEmail(body.email, link, keys)),
        store.readAppName(),
      );
      const answer = await finishOwn(
        tx,
        arrived,
        ...changeMails(arrived, keys, target, body.email, link, clinic?.app_name ?? ""),
        auditOf(changeEmail, target, arrived),
      );
      arrived.services.jobs.wake(MAIL_JOB);
      return answer;
    },
  ),

  forAccount(cancelEmailChange, async (tx, _input, arrived) => {
    await tx.run(links.cancelOwnEmailChange());
    const audit = auditStatement(cancelEmailChange.name, [], arrived.requestId, false);
    return finishOwn(tx, arrived, audit);
  }),

  forAccount(changeEmailOf, async (tx, { params, body }, arrived) => {
    const which = store.accountOf(params.accountId);
    const target = await findTarget(tx, which);
    const keys = await keysOf(arrived);
    const link = linkOf(arrived);
    const accountSealed = keys.seal(emailPlace(params.accountId), body.email.trim());
    const [[asked], [clinic]] = await tx.run(
      links.askEmailChangeOf(params.accountId, askedEmail(body.email, link, keys), accountSealed),
      store.readAppName(),
    );
    const isAtOnce = !asked || asked.works_from === null;
    const ofTherapists =
      isAtOnce && target.client_id !== null
        ? await therapistNotices(tx, target.client_id, arrived)
        : [];
    const mails = isAtOnce
      ? [changedMail(keys, target, clinic?.app_name ?? ""), ...ofTherapists]
      : changeMails(arrived, keys, target, body.email, link, clinic?.app_name ?? "");
    const [[row], twins] = await tx.finish(
      store.readDetail(which),
      store.readSamePerson(which),
      ...mails,
      auditOf(changeEmailOf, target, arrived),
    );
    if (!row) throw notFound();
    arrived.services.jobs.wake(MAIL_JOB);
    return asDetail(row, twins, keys, true);
  }),

  forAnyone(confirmEmail, async ({ body }, arrived) => {
    const { database, fieldKeys } = arrived.services;
    const clinic = clinicOfSecret(body.secret);
    const secretHash = hashToken(body.secret);
    await takeLinkTry(arrived, clinic, confirmEmail.name);
    const [[found]] = await withTx(database, [], (tx) =>
      tx.finish(links.lookAtEmailChange(clinic, secretHash)),
    );
    if (!found) throw linkFailure("invite-unknown");
    if (found.outcome === "email-change-waits")
      throw new Failure(409, "email-change-waits", "This link does not work yet.", {
        from: found.works_from.toISOString(),
      });
    if (found.outcome !== "open") throw linkFailure(found.outcome);
    const keys = await fieldKeys.ofClinic(clinic);
    const email = keys.open(changePlace(found.change_id), found.email_sealed);
    const sealed = keys.seal(emailPlace(found.account_id), email);
    const notice = sealMail(keys, {
      id: randomUUID(),
      to: emailOf({ account_id: found.account_id, email_sealed: found.old_sealed }, keys),
      kind: "email-changed",
      locale: null,
      words: { appName: found.app_name },
    });
    const [[answer]] = await withTx(database, [], (tx) =>
      tx.finish(links.confirmEmailChange(clinic, secretHash, sealed, notice)),
    );
    if (answer?.done !== true) throw linkFailure("invite-ended");
    arrived.services.jobs.wake(MAIL_JOB);
    return {};
  }),
];
