import { readSignIn, signIn, signOut } from "@trellis/api/sign-in";
import { auditStatement } from "#platform/access.ts";
import { asSignedIn, beginSignIn, deviceHash } from "#platform/begin-sign-in.ts";
import { withTx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { hashPassword } from "#platform/password.ts";
import { forAccount, forAnyone, type Route } from "#platform/route.ts";
import { tooManyTries } from "#platform/try-limit.ts";
import { deviceRoutes } from "./device-handlers.ts";
import { countSignInTry, endSignIn, readSalt, readSignedIn } from "./store.ts";

/** One answer for an unknown e-mail, a wrong password and the wrong app. */
const refused = () =>
  new Failure(401, "sign-in-refused", "E-mail and password do not fit together here.");

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
    const { network, deviceSecret } = arrived.sender;
    // Counted and committed before the password is looked at, so that a flood at once is counted as well.
    const [[counted], salts] = await withTx(database, [], (tx) =>
      tx.finish(
        countSignInTry(body.clinic, login, network, deviceHash(deviceSecret)),
        readSalt(body.clinic, login),
      ),
    );
    // Whether there is such a clinic, everybody may know.
    if (counted === undefined || counted.wait === null) throw refused();
    if (counted.wait > 0) throw tooManyTries(counted.wait);
    const passwordHash = await hashPassword(body.password, salts[0]?.salt ?? Buffer.alloc(16));
    const begun = beginSignIn(arrived, app, { clinic: body.clinic, login, passwordHash });
    const [[row]] = await withTx(database, [], (tx) => tx.finish(begun.statement));
    if (!row) throw refused();
    return begun.welcome(row);
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
