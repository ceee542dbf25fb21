import { randomUUID } from "node:crypto";
import { readSignIn, signIn, signOut } from "@trellis/api/sign-in";
import type { SignedIn } from "@trellis/domain/account";
import { auditStatement } from "#platform/access.ts";
import { withTx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { hashPassword } from "#platform/password.ts";
import { forAccount, forAnyone, type Route } from "#platform/route.ts";
import { hashToken, makeToken, SIGN_IN_SECONDS } from "#platform/token.ts";
import { endSignIn, readSalt, readSignedIn, type SignInRow, startSignIn } from "./store.ts";

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
  forAnyone(signIn, async ({ body }, arrived) => {
    const { app } = arrived;
    if (!app)
      throw new Failure(400, "invalid-input", "Name the app in the trellis-app header.", {
        path: "headers.trellis-app",
      });
    const { database, fieldKeys } = arrived.services;
    const login = (await fieldKeys.ofClinic(body.clinic)).loginIndex(body.email);
    const [salts] = await withTx(database, [], (tx) => tx.finish(readSalt(body.clinic, login)));
    const passwordHash = await hashPassword(body.password, salts[0]?.salt ?? Buffer.alloc(16));
    const token = makeToken(body.clinic);
    const [rows] = await withTx(database, [], (tx) =>
      tx.finish(
        startSignIn({
          clinic: body.clinic,
          login,
          passwordHash,
          signInId: randomUUID(),
          tokenHash: hashToken(token),
          app,
          seconds: SIGN_IN_SECONDS[app],
        }),
      ),
    );
    const [row] = rows;
    if (!row) throw refused();
    arrived.reply.cookie = { app, token };
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
