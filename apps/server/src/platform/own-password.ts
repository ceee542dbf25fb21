import { sql } from "kysely";
import { Failure } from "./failure.ts";
import { hashPassword } from "./password.ts";
import type { Transact } from "./route.ts";
import { type Statement, statement } from "./statement.ts";
import { tooManyTries } from "./try-limit.ts";

const countPasswordTry = (): Statement<{ wait: number; salt: Buffer }> =>
  statement(sql`SELECT wait, salt FROM app.count_own_password_try()`);

const passwordFits = (hash: Buffer): Statement<{ fits: boolean }> =>
  statement(sql`SELECT app.own_password_fits(${hash}) AS fits`);

/**
 * Asks the signed-in account for its password once more, before something that a borrowed device must not do. The try is
 * counted and committed first, and the password is hashed outside any transaction. What is then done has to hold the
 * hash against the account once more, since the password may have been changed meanwhile.
 * @param first statements that refuse what would be refused anyway, before it costs a hash
 * @returns the hash that fitted
 * @throws Failure 422 wrong-password, or 429 after ten wrong ones in 15 minutes
 */
export async function demandOwnPassword(
  transact: Transact,
  password: string,
  ...first: readonly Statement[]
): Promise<Buffer> {
  const [[known]] = await transact((tx) => tx.finish(countPasswordTry(), ...first));
  // An account without a password: nobody has chosen one yet.
  if (!known) throw wrongPassword();
  if (known.wait > 0) throw tooManyTries(known.wait);
  const hash = await hashPassword(password, known.salt);
  const [[answer]] = await transact((tx) => tx.finish(passwordFits(hash)));
  if (answer?.fits === true) return hash;
  throw wrongPassword();
}

const wrongPassword = () =>
  new Failure(422, "wrong-password", "That is not the password of this account.");
