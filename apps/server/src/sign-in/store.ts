import { sql } from "kysely";
import type { SignInRow } from "#platform/begin-sign-in.ts";
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
