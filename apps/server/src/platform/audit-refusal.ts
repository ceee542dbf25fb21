import { Uuid } from "@trellis/domain/id";
import { sql } from "kysely";
import * as z from "zod/mini";
import { openSignIn, type Presented } from "./access.ts";
import { type Database, withTx } from "./database.ts";
import { failureOf } from "./failure.ts";
import { statement } from "./statement.ts";

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

/**
 * Does the work, and writes down when it is refused (R-AUD-6): the transaction of the work is rolled back then, so this
 * takes one of its own. A sign-in that does not count leaves nothing, since nobody knows whose attempt it was.
 */
export async function auditingRefusals<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure && REFUSED.has(failure.status)) await writeRefusal(attempt, failure.code);
    throw error;
  }
}

async function writeRefusal(attempt: Attempt, why: string): Promise<void> {
  const { database, operation, requestId } = attempt;
  const { clientId, ...others } = attempt.params;
  const clients = z.safeParse(Uuid, clientId).success ? [String(clientId)] : [];
  const subject = Object.values(others).find((value) => z.safeParse(Uuid, value).success) ?? null;
  const opening = [openSignIn({ ...attempt.presented, counts: false }, EVERYONE)];
  await withTx(database, opening, (tx) =>
    tx.finish(
      statement(
        sql`SELECT app.audit_refusal(${operation}, ${clients}, ${requestId}, ${why}, ${subject})`,
      ),
    ),
  ).catch((error: unknown) => {
    // Signed out, or the database is away: the answer is a refusal either way.
    if (failureOf(error) === null) throw error;
  });
}
