import { randomUUID } from "node:crypto";
import type { AccountKind, App, SignedIn } from "@trellis/domain/account";
import { deviceOf } from "@trellis/domain/device";
import { sql } from "kysely";
import type { Presented } from "./access.ts";
import type { Arrived } from "./route.ts";
import { type Statement, statement } from "./statement.ts";
import { hashToken, makeDeviceSecret, makeToken, SIGN_IN_SECONDS } from "./token.ts";

export type SignInRow = {
  account_id: string;
  kind: AccountKind;
  display_name: string;
  client_id: string | null;
  clinic_name: string;
  app_name: string;
};

export const asSignedIn = (row: SignInRow, code: string): SignedIn => ({
  accountId: row.account_id,
  kind: row.kind,
  name: row.display_name,
  clinic: { code, name: row.clinic_name, appName: row.app_name },
  clientId: row.client_id,
});

/** What a login and a password have come to. */
export type Credentials = {
  /** Code of the clinic. */
  readonly clinic: string;
  /** `loginIndex` of the clinic's keys. */
  readonly login: Buffer;
  /** argon2id of the password with the account's salt. */
  readonly passwordHash: Buffer;
};

type Beginning = {
  /** Compares the hash inside the database and opens the sign-in; no row when it does not fit. */
  readonly statement: Statement<SignInRow>;
  /** What the new sign-in presents, for what is to follow in the same transaction in its name. */
  readonly presented: Presented;
  /** Notes the new cookies on the reply, once the transaction has committed with a row. */
  readonly welcome: (row: SignInRow) => SignedIn;
};

/**
 * A new sign-in of the browser that sent this request, with a token of its own. The sign-in that the browser had ends,
 * and the browser is known from now on.
 */
export function beginSignIn(arrived: Arrived, app: App, by: Credentials): Beginning {
  const { network, userAgent, deviceSecret } = arrived.sender;
  const { browser, system } = deviceOf(userAgent);
  const secret = deviceSecret ?? makeDeviceSecret();
  const token = makeToken(by.clinic);
  const tokenHash = hashToken(token);
  return {
    presented: { clinicCode: by.clinic, tokenHash, app, counts: false },
    statement: statement(sql`
      SELECT account_id, kind, display_name, client_id, clinic_name, app_name
        FROM app.start_sign_in(
          ${by.clinic}, ${by.login}, ${by.passwordHash}, ${app}, make_interval(secs => ${SIGN_IN_SECONDS[app]}),
          ${randomUUID()}, ${tokenHash}, ${arrived.presented?.tokenHash ?? null},
          ${network}, ${browser}, ${system}, ${deviceHash(deviceSecret)}, ${hashToken(secret)})`),
    welcome: (row) => {
      arrived.reply.cookie = { app, token };
      arrived.reply.device = { app, secret };
      return asSignedIn(row, by.clinic);
    },
  };
}

/** What the database knows a browser by. */
export const deviceHash = (secret: string | null): Buffer | null =>
  secret === null ? null : hashToken(secret);
