import { randomUUID } from "node:crypto";
import { readSignIn, signIn, signOut } from "@trellis/api/sign-in";
import type { SignedIn } from "@trellis/domain/account";
import { deviceOf } from "@trellis/domain/device";
import { auditStatement } from "#platform/access.ts";
import { withTx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { hashPassword } from "#platform/password.ts";
import { forAccount, forAnyone, type Route } from "#platform/route.ts";
import { hashToken, makeDeviceSecret, makeToken, SIGN_IN_SECONDS } from "#platform/token.ts";
import { tooManyTries } from "#platform/try-limit.ts";
import { deviceRoutes } from "./device-handlers.ts";
import {
  countSignInTry,
  endSignIn,
  readSalt,
  readSignedIn,
  type SignInRow,
  startSignIn,
} from "./store.ts";

/** One answer for an unknown e-mail, a wrong password and the wrong app. */
const refused = () =>
  new Failure(401, "sign-in-refused", "E-mail and password do not fit together here.");

const asSignedIn = (row: SignInRow, code: string): SignedIn => ({
  accountId: row.account_id,
  kind: row.kind,
  name: row.display_name,
  clinic: { code, name: row.clinic_name, appName: row.app_name },
  clientId: row.client_id,
});

export const signInRoutes: readonly Route[] = [
  ...deviceRoutes,
  forAnyone(signIn, async ({ body }, arrived) => {
    const { app } = arrived;
    if (!app)
      throw new Failure(400, "invalid-input", "Name the app in the trellis-app header.", {
        path: "headers.trellis-app",
      });
    const { database, fieldKeys } = arrived.services;
    const login = (await fieldKeys.ofClinic(body.clinic)).loginIndex(body.email);
    const { network, userAgent, deviceSecret } = arrived.sender;
    const presentedDevice = deviceSecret === null ? null : hashToken(deviceSecret);
    // Counted and committed before the password is looked at, so that a flood at once is counted as well.
    const [[counted], salts] = await withTx(database, [], (tx) =>
      tx.finish(
        countSignInTry(body.clinic, login, network, presentedDevice),
        readSalt(body.clinic, login),
      ),
    );
    // Whether there is such a clinic, everybody may know.
    if (counted === undefined || counted.wait === null) throw refused();
    if (counted.wait > 0) throw tooManyTries(counted.wait);
    const passwordHash = await hashPassword(body.password, salts[0]?.salt ?? Buffer.alloc(16));
    const secret = deviceSecret ?? makeDeviceSecret();
    const token = makeToken(body.clinic);
    const [rows] = await withTx(database, [], (tx) =>
      tx.finish(
        startSignIn({
          clinic: body.clinic,
          login,
          passwordHash,
          app,
          seconds: SIGN_IN_SECONDS[app],
          signInId: randomUUID(),
          tokenHash: hashToken(token),
          oldTokenHash: arrived.presented?.tokenHash ?? null,
          network,
          ...deviceOf(userAgent),
          presentedDevice,
          device: hashToken(secret),
        }),
      ),
    );
    const [row] = rows;
    if (!row) throw refused();
    arrived.reply.cookie = { app, token };
    arrived.reply.device = { app, secret };
    return asSignedIn(row, body.clinic);
  }),

  forAccount(readSignIn, async (tx) => {
    const [[row]] = await tx.finish(readSignedIn());
    if (!row) throw notFound();
    return asSignedIn(row, row.code);
  }),

  forAccount(signOut, async (tx, _input, arrived) => {
    await tx.finish(auditStatement(signOut.name, [], arrived.requestId, false), endSignIn());
    if (arrived.app) arrived.reply.cookie = { app: arrived.app, token: null };
    return {};
  }),
];
