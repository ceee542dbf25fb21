import type { ProblemCode } from "@trellis/api/problem";
import { Uuid } from "@trellis/domain/id";
import { sql } from "kysely";
import * as z from "zod/mini";
import { openSignIn, type Presented } from "./access.ts";
import { type Database, withTx } from "./database.ts";
import { failureOf } from "./failure.ts";
import { type Statement, statement } from "./statement.ts";

/** A request of somebody who presents a sign-in, as far as the audit names it. */
export type Attempt = {
  readonly database: Database;
  readonly presented: Presented;
  readonly requestId: string;
  readonly operation: string;
  /** The parameters of the path, as they came. */
  readonly params: Readonly<Record<string, unknown>>;
};

const EVERYONE = ["clinician", "client", "administrator"] as const;
const REFUSED: ReadonlySet<number> = new Set([403, 404]);
/** A refusal that tells something about somebody else: that they have an account here. */
const TELLING: ReadonlySet<ProblemCode> = new Set<ProblemCode>(["email-taken"]);

/**
 * Does the work, and writes down when it is refused (R-AUD-6): the transaction of the work is rolled back then, so this
 * takes one of its own. A sign-in that does not count leaves nothing, since nobody knows whose attempt it was.
 */
export async function auditingRefusals<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure && (REFUSED.has(failure.status) || TELLING.has(failure.code)))
      await writeRefusal(attempt, failure.code);
    throw error;
  }
}

/**
 * The audit row of a refusal, for a transaction that commits.
 * @param why code of the problem
 * @param subject the account, or another thing of the path, that it is about
 */
export const refusalStatement = (
  operation: string,
  clientIds: readonly string[],
  requestId: string,
  why: ProblemCode,
  subject: unknown = null,
): Statement =>
  statement(
    sql`SELECT app.audit_refusal(${operation}, ${clientIds}, ${requestId}, ${why}, ${subject})`,
  );

async function writeRefusal(attempt: Attempt, why: ProblemCode): Promise<void> {
  const { database, operation, requestId } = attempt;
  const { clientId, ...others } = attempt.params;
  const clients = z.safeParse(Uuid, clientId).success ? [String(clientId)] : [];
  const subject = Object.values(others).find((value) => z.safeParse(Uuid, value).success) ?? null;
  const opening = [openSignIn({ ...attempt.presented, counts: false }, EVERYONE)];
  await withTx(database, opening, (tx) =>
    tx.finish(refusalStatement(operation, clients, requestId, why, subject)),
  ).catch((error: unknown) => {
    // Signed out, or the database is away: the answer is a refusal either way.
    if (failureOf(error) === null) throw error;
  });
}
