import { changePassword, endOtherSignIn, endOtherSignIns, listSignIns } from "@trellis/api/sign-in";
import { shortestPassword } from "@trellis/domain/account-life";
import { auditStatement } from "#platform/access.ts";
import { Failure, notFound, signInNeeded } from "#platform/failure.ts";
import { demandOwnPassword } from "#platform/own-password.ts";
import { hashPassword, makeSalt } from "#platform/password.ts";
import { forAccount, forAccountPrepared, type Route } from "#platform/route.ts";
import { hashToken, makeToken } from "#platform/token.ts";
import { endDevice, endOtherDevices, readDevices, replacePassword } from "./device-store.ts";
import { readSignedIn } from "./store.ts";

/** A text's length as people count it, in code points. */
const lengthOf = (text: string) => Array.from(text.normalize("NFKC")).length;

/** One's own devices and password. */
export const deviceRoutes: readonly Route[] = [
  forAccount(listSignIns, async (tx) => {
    const [rows] = await tx.finish(readDevices());
    return {
      signIns: rows.map((row) => ({
        id: row.sign_in_id,
        app: row.app,
        browser: row.browser,
        system: row.system,
        firstUsedOn: row.first_used_on,
        firstUsedAt: row.first_used_at.toISOString(),
        lastUsedOn: row.last_used_on,
        isThis: row.is_this,
      })),
    };
  }),

  forAccount(endOtherSignIn, async (tx, { params }, arrived) => {
    const audit = auditStatement(endOtherSignIn.name, [], arrived.requestId, false);
    const [, [row]] = await tx.run(audit, endDevice(params.signInId));
    if (!row || row.is_this === null) throw notFound();
    await tx.finish();
    if (row.is_this && arrived.app) arrived.reply.cookie = { app: arrived.app, token: null };
    return {};
  }),

  forAccount(endOtherSignIns, async (tx, _input, arrived) => {
    const audit = auditStatement(endOtherSignIns.name, [], arrived.requestId, false);
    const [, [row]] = await tx.finish(audit, endOtherDevices());
    return { ended: row?.ended ?? 0 };
  }),

  forAccountPrepared(
    changePassword,
    async (transact, { body }) => {
      const [[me]] = await transact((tx) => tx.finish(readSignedIn()));
      if (!me) throw notFound();
      refuseShort(body.next, shortestPassword(me.kind));
      const oldHash = await demandOwnPassword(transact, body.current);
      const salt = makeSalt();
      return { oldHash, salt, hash: await hashPassword(body.next, salt) };
    },
    async (tx, hashes, _input, arrived) => {
      const { app, presented } = arrived;
      if (app === null || presented === null) throw signInNeeded();
      const token = makeToken(presented.clinicCode);
      const [, [changed]] = await tx.run(
        auditStatement(changePassword.name, [], arrived.requestId, false),
        replacePassword({ ...hashes, tokenHash: hashToken(token) }),
      );
      if (!changed || changed.ended === null) throw signInNeeded();
      await tx.finish();
      arrived.reply.cookie = { app, token };
      return { ended: changed.ended };
    },
  ),
];

function refuseShort(password: string, least: number): void {
  if (lengthOf(password) >= least) return;
  throw new Failure(422, "password-too-short", `A password here has ${least} characters or more.`, {
    least,
  });
}
