import type { AccountKind, App } from "@trellis/domain/account";
import type { Device } from "@trellis/domain/device";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

/** The salt of a login; a steady made-up one when there is no such account. */
export const readSalt = (clinic: string, login: Buffer): Statement<{ salt: Buffer }> =>
  statement(sql`SELECT app.login_salt(${clinic}, ${login}) AS salt`);

/** `wait`: seconds until a try may be made, 0 for now; null when there is no such clinic. */
export const countSignInTry = (
  clinic: string,
  login: Buffer,
  network: string,
  device: Buffer | null,
): Statement<{ wait: number | null }> =>
  statement(sql`SELECT app.count_sign_in_try(${clinic}, ${login}, ${network}, ${device}) AS wait`);

export type NewSignIn = Device & {
  readonly clinic: string;
  readonly login: Buffer;
  readonly passwordHash: Buffer;
  readonly app: App;
  readonly seconds: number;
  readonly signInId: string;
  readonly tokenHash: Buffer;
  /** The sign-in that this browser had so far; it ends. */
  readonly oldTokenHash: Buffer | null;
  readonly network: string;
  readonly presentedDevice: Buffer | null;
  readonly device: Buffer;
};

export type SignInRow = {
  account_id: string;
  kind: AccountKind;
  display_name: string;
  client_id: string | null;
  clinic_name: string;
  app_name: string;
};

/** Compares the hash inside the database and opens the sign-in; no row when they differ. */
export const startSignIn = (made: NewSignIn): Statement<SignInRow> =>
  statement(sql`
    SELECT account_id, kind, display_name, client_id, clinic_name, app_name
      FROM app.start_sign_in(
        ${made.clinic}, ${made.login}, ${made.passwordHash}, ${made.app}, make_interval(secs => ${made.seconds}),
        ${made.signInId}, ${made.tokenHash}, ${made.oldTokenHash},
        ${made.network}, ${made.browser}, ${made.system}, ${made.presentedDevice}, ${made.device})`);

export const readSignedIn = (): Statement<SignInRow & { code: string }> =>
  statement(sql`
    SELECT a.account_id, a.kind, a.display_name, c.client_id, k.name AS clinic_name, k.app_name, k.code
      FROM account a
      JOIN clinic k ON k.clinic_id = a.clinic_id
      LEFT JOIN client c ON c.clinic_id = a.clinic_id AND c.account_id = a.account_id
     WHERE a.account_id = app.account_id()`);

/** Ends the sign-in of this transaction. */
export const endSignIn = (): Statement =>
  statement(
    sql`UPDATE sign_in SET ended_at = now() WHERE sign_in_id = (SELECT me.sign_in_id FROM app.current_sign_in() me)`,
  );
