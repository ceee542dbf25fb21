import type { ProblemCode } from "@trellis/api/problem";
import type { AccountKind } from "@trellis/domain/account";
import { ACCESS_CHECK } from "./access.ts";
import { withTx } from "./database.ts";
import { failureOf, signInNeeded } from "./failure.ts";
import type { Route } from "./route.ts";
import type { Statement } from "./statement.ts";
import { countOwnTry, giveOwnTryBack, type OwnTry, tooManyTries } from "./try-limit.ts";

const EVERYONE: readonly AccountKind[] = ["clinician", "client", "administrator"];

/**
 * Bounds how often an account may be refused with a code that tells something about somebody else. Each request is counted
 * before it is looked at, so that a flood at once is counted as well, and given back when it was not refused with that code.
 */
export const countingRefusals = (route: Route, code: ProblemCode, limit: OwnTry): Route => ({
  operation: route.operation,
  answer: async (arrived, input, check = ACCESS_CHECK) => {
    const { presented, services } = arrived;
    if (!presented) throw signInNeeded();
    const opening = [check.openSignIn({ ...presented, counts: false }, EVERYONE)];
    const inOneTx = <Row>(statement: Statement<Row>) =>
      withTx(services.database, opening, (tx) => tx.finish(statement));
    const [[counted]] = await inOneTx(countOwnTry(limit));
    if (!counted || counted.wait > 0) throw tooManyTries(counted?.wait ?? limit.seconds);
    let isGivenBack = true;
    try {
      return await route.answer(arrived, input, check);
    } catch (error) {
      isGivenBack = failureOf(error)?.code !== code;
      throw error;
    } finally {
      if (isGivenBack)
        await inOneTx(giveOwnTryBack(limit)).catch((error: unknown) => {
          // Signed out meanwhile, or the database is away: the try stays counted.
          if (failureOf(error) === null) throw error;
        });
    }
  },
});
