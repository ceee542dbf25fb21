import { sql } from "kysely";
import type { Database, Tx } from "./database.ts";
import { withTx } from "./database.ts";
import { PlainError } from "./plain-error.ts";
import { type Statement, statement } from "./statement.ts";

/**
 * A transaction of the command line on one clinic, as the owner role. Row-level security binds it to
 * that clinic too.
 */
export const withOperatorTx = <T>(
  owner: Database,
  clinicId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  withTx(
    owner,
    [statement(sql`SELECT set_config('app.operator_clinic', ${clinicId}, true)`)],
    work,
  );

/** @throws PlainError when no clinic has that code */
export async function findClinicId(owner: Database, code: string): Promise<string> {
  const [[found]] = await withTx(owner, [], (tx) =>
    tx.finish(statement<{ id: string | null }>(sql`SELECT app.work_on_clinic(${code}) AS id`)),
  );
  if (!found?.id) throw new PlainError(`There is no clinic "${code}" in this database.`);
  return found.id;
}

/**
 * The audit row of a command; it has no account.
 * @param subjectId the account that it is about
 */
export const auditOperator = (
  operation: string,
  clientIds: readonly string[],
  subjectId: string | null = null,
): Statement =>
  statement(sql`
    INSERT INTO audit_event (clinic_id, origin, operation, client_ids, subject_id)
    VALUES (app.operator_clinic(), 'operator', ${operation}, ${clientIds}, ${subjectId})`);
