import { randomUUID } from "node:crypto";
import { acceptInvite, lookAtInvite } from "@trellis/api/invite";
import type { AccountKind, App, SignedIn } from "@trellis/domain/account";
import { appOf, passwordLength, shortestPassword } from "@trellis/domain/account-life";
import { auditStatement, openSignIn } from "#platform/access.ts";
import { beginSignIn } from "#platform/begin-sign-in.ts";
import { emailPlace } from "#platform/clinic-setup.ts";
import { type Tx, withTx } from "#platform/database.ts";
import { Failure } from "#platform/failure.ts";
import { clinicOfSecret, hashCode } from "#platform/link-secret.ts";
import { linkFailure, takeLinkTry } from "#platform/link-try.ts";
import { MAIL_JOB, queueMail } from "#platform/mail.ts";
import { hashPassword, makeSalt } from "#platform/password.ts";
import { type Arrived, forAnyone, type Route } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { hashToken } from "#platform/token.ts";
import * as store from "./store.ts";

const presentedLink = (secret: string): store.PresentedLink => ({
  clinic: clinicOfSecret(secret),
  secretHash: hashToken(secret),
});

function refuseShortPassword(kind: AccountKind, password: string): void {
  const least = shortestPassword(kind);
  if (passwordLength(password) >= least) return;
  throw new Failure(422, "password-too-short", `A password here has ${least} characters or more.`, {
    least,
  });
}

/** Holds link and code against each other. @throws Failure with what is wrong about them */
async function tryLink(
  { services, app }: Arrived,
  link: store.PresentedLink,
  codeHash: Buffer,
): Promise<AccountKind> {
  const [[tried]] = await withTx(services.database, [], (tx) =>
    tx.finish(store.tryInvite(link, codeHash)),
  );
  if (!tried || tried.kind === null) throw linkFailure("invite-unknown");
  if (tried.outcome === "wrong-code")
    throw linkFailure("wrong-code", { triesLeft: tried.tries_left });
  if (tried.outcome !== "open") throw linkFailure(tried.outcome);
  if (appOf(tried.kind) !== app) throw linkFailure("invite-unknown");
  return tried.kind;
}

type Chosen = {
  readonly link: store.PresentedLink;
  readonly codeHash: Buffer;
  readonly app: App;
  readonly salt: Buffer;
  readonly hash: Buffer;
};

/** Uses the link up and signs in, in one transaction. */
async function acceptAndSignIn(
  tx: Tx,
  arrived: Arrived,
  { link, codeHash, app, salt, hash }: Chosen,
): Promise<SignedIn> {
  const { clinic } = link;
  const [[accepted]] = await tx.run(store.acceptInvite(link, codeHash, salt, hash));
  if (!accepted) throw linkFailure("invite-used");
  const begun = beginSignIn(arrived, app, {
    clinic,
    login: accepted.login_index,
    passwordHash: hash,
  });
  const [[row]] = await tx.run(begun.statement, openSignIn(begun.presented, [accepted.kind]));
  if (!row) throw linkFailure("invite-unknown");
  const audit = auditStatement(
    acceptInvite.name,
    [],
    arrived.requestId,
    false,
    accepted.account_id,
  );
  await tx.finish(...(await noticeOf(arrived, clinic, accepted, row.app_name)), audit);
  return begun.welcome(row);
}

/** After a reset its person is told, so that somebody else's reset is noticed. */
async function noticeOf(
  { services }: Arrived,
  clinic: string,
  accepted: store.AcceptedRow,
  appName: string,
): Promise<readonly Statement[]> {
  if (accepted.purpose !== "reset") return [];
  const keys = await services.fieldKeys.ofClinic(clinic);
  return [
    queueMail(keys, {
      id: randomUUID(),
      to: keys.open(emailPlace(accepted.account_id), accepted.email_sealed),
      kind: "reset-notice",
      locale: null,
      words: { appName },
    }),
  ];
}

export const inviteRoutes: readonly Route[] = [
  forAnyone(lookAtInvite, async ({ body }, arrived) => {
    const link = presentedLink(body.secret);
    await takeLinkTry(arrived, link.clinic, lookAtInvite.name);
    const [[row]] = await withTx(arrived.services.database, [], (tx) =>
      tx.finish(store.lookAtInvite(link)),
    );
    if (!row || row.outcome !== "open") throw linkFailure(row?.outcome ?? "invite-unknown");
    const { kind, purpose, expires_at, clinic_name, app_name } = row;
    if (!kind || !purpose || !expires_at || clinic_name === null || app_name === null)
      throw linkFailure("invite-unknown");
    return {
      clinic: { code: link.clinic, name: clinic_name, appName: app_name },
      app: appOf(kind),
      purpose,
      expiresAt: expires_at.toISOString(),
      waitsForApproval: row.waits_for_approval === true,
      shortestPassword: shortestPassword(kind),
    };
  }),

  forAnyone(acceptInvite, async ({ body }, arrived) => {
    const { app } = arrived;
    if (!app)
      throw new Failure(400, "invalid-input", "Name the app in the trellis-app header.", {
        path: "headers.trellis-app",
      });
    const link = presentedLink(body.secret);
    const codeHash = hashCode(body.secret, body.code);
    await takeLinkTry(arrived, link.clinic, acceptInvite.name);
    refuseShortPassword(await tryLink(arrived, link, codeHash), body.password);
    const salt = makeSalt();
    const hash = await hashPassword(body.password, salt);
    const signedIn = await withTx(arrived.services.database, [], (tx) =>
      acceptAndSignIn(tx, arrived, { link, codeHash, app, salt, hash }),
    );
    arrived.services.jobs.wake(MAIL_JOB);
    return signedIn;
  }),
];
