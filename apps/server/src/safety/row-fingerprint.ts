import type { Database } from "#platform/database.ts";

/** The rows of one table that belong to one client, account or clinic, boiled down to a hash. */
export type RowGroup = {
  readonly table: string;
  readonly clinic: string;
  /** A client's id, else an account's, else empty. */
  readonly whose: string;
  readonly hash: string;
};

/** Every row of every clinic's table, whatever its columns are; tables that are added later are in it. */
export async function fingerprintRows(superuser: Database): Promise<Map<string, RowGroup>> {
  const { rows: tables } = await superuser.pool.query<{ name: string; whose: string }>(`
    SELECT c.relname AS name,
           coalesce((SELECT 'client_id' FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'client_id'),
                    (SELECT 'account_id' FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'account_id'), '''''') AS whose
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'installation'`);
  const queries = tables.map(
    ({ name, whose }) =>
      `SELECT '${name}' AS table, clinic_id::text AS clinic, coalesce(${whose}::text, '') AS whose,
              md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS hash FROM ${name} t GROUP BY 1, 2, 3`,
  );
  const { rows } = await superuser.pool.query<RowGroup>(queries.join(" UNION ALL "));
  return new Map(rows.map((row) => [`${row.table} ${row.clinic} ${row.whose}`, row]));
}

export type ChangedGroup = RowGroup & { readonly isNew: boolean };

/** The groups that came, went or changed. */
export function changedGroups(
  before: ReadonlyMap<string, RowGroup>,
  after: ReadonlyMap<string, RowGroup>,
): ChangedGroup[] {
  const gone = [...before.values()].filter(
    (group) => !after.has(`${group.table} ${group.clinic} ${group.whose}`),
  );
  const made = [...after]
    .filter(([key, group]) => before.get(key)?.hash !== group.hash)
    .map(([, group]) => group);
  return [...gone, ...made].map((group) => ({
    ...group,
    isNew: !before.has(`${group.table} ${group.clinic} ${group.whose}`),
  }));
}
