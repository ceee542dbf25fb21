import type { Presented } from "#platform/access.ts";
import type { Database } from "#platform/database.ts";
import type { Caller } from "#platform/test-trellis.ts";
import { readCookie } from "#platform/token.ts";

export type Ask = readonly [text: string, values?: readonly unknown[]];
export type Outcome = {
  /** The error's SQLSTATE; empty when there was none. */
  readonly code: string;
  readonly message: string;
  readonly rows: readonly unknown[];
};

/** What a caller's cookie presents to the database. */
export function presentedBy(caller: Caller): Presented {
  const found = readCookie(caller.cookie ?? "", caller.app);
  if (!found) throw new Error("this caller presents no sign-in");
  return found;
}

/**
 * Runs statements in one transaction of the application, as somebody who found a hole would, and keeps what they did.
 * @returns the outcome of the last one, or of the first that failed
 */
export async function attack(
  app: Database,
  signedIn: Caller | null,
  ...asked: readonly Ask[]
): Promise<Outcome> {
  const connection = await app.pool.connect();
  try {
    await connection.query("BEGIN");
    if (signedIn) {
      const { clinicCode, tokenHash, app } = presentedBy(signedIn);
      await connection.query(
        "SELECT app.open_sign_in($1, $2, '{clinician,client,administrator}', $3, true)",
        [clinicCode, tokenHash, app],
      );
    }
    let rows: unknown[] = [];
    for (const [text, values] of asked)
      rows = (await connection.query(text, [...(values ?? [])])).rows as unknown[];
    await connection.query("COMMIT");
    return { code: "", message: "", rows };
  } catch (error) {
    await connection.query("ROLLBACK");
    const { code, message, detail } = error as { code?: string; message?: string; detail?: string };
    return { code: String(code), message: `${message ?? ""} ${detail ?? ""}`, rows: [] };
  } finally {
    connection.release();
  }
}

/** Sets what only the owner sets: the clinic that the command line works on, and that all clinics are listed. */
export const forgeOperator = (clinicId: string): Ask => [
  "SELECT set_config('app.operator_clinic', $1, true), set_config('app.lists_clinics', 'on', true)",
  [clinicId],
];

/** Tables that the application may look into, with the columns that it may see. */
export async function readableTables(
  superuser: Database,
): Promise<readonly { readonly name: string; readonly columns: string }[]> {
  const { rows } = await superuser.pool.query<{ name: string; columns: string }>(`
    SELECT a.attrelid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ') AS columns
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND c.relname <> 'installation'
       AND has_column_privilege('trellis_app', c.oid, a.attnum, 'SELECT') GROUP BY 1`);
  if (rows.length <= 10)
    throw new Error("the application can read hardly any table; look there first");
  return rows;
}

/** Everything that can be read after these statements, as one text. */
export async function readEverything(
  app: Database,
  superuser: Database,
  signedIn: Caller | null,
  ...before: readonly Ask[]
): Promise<string> {
  const found: unknown[] = [];
  for (const { name, columns } of await readableTables(superuser))
    found.push((await attack(app, signedIn, ...before, [`SELECT ${columns} FROM ${name}`])).rows);
  return JSON.stringify(found.flat());
}
