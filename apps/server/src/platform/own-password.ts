import { sql } from "kysely";
import type { Tx } from "./database.ts";
import { Failure } from "./failure.ts";
import { hashPassword } from "./password.ts";
import { type Statement, statement } from "./statement.ts";
import { tooManyTries } from "./try-limit.ts";

const countPasswordTry = (): Statement<{ wait: number; salt: Buffer }> =>
  statement(sql`SELECT wait, salt FROM app.count_own_password_try()`);

const passwordFits = (hash: Buffer): Statement<{ fits: boolean }> =>
  statement(sql`SELECT app.own_password_fits(${hash}) AS fits`);

/**
 * Asks the signed-in account for its password once more, before something that a borrowed device must not do.
 * @returns the hash that fitted
 * @throws Failure 422 wrong-password, or 429 after ten wrong ones in 15 minutes; the transaction has then ended, with
 *   the try counted
 */
export async function demandOwnPassword(tx: Tx, password: string): Promise<Buffer> {
  const [[known]] = await tx.run(countPasswordTry());
  if (!known) return refuse(tx);
  if (known.wait > 0) {
    await tx.finish();
    throw tooManyTries(known.wait);
  }
  const hash = await hashPassword(password, known.salt);
  const [[answer]] = await tx.run(passwordFits(hash));
  return answer?.fits === true ? hash : refuse(tx);
}

async function refuse(tx: Tx): Promise<never> {
  await tx.finish();
  throw new Failure(422, "wrong-password", "That is not the password of this account.");
}
