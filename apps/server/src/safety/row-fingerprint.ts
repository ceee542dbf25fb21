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
    SELECT t.table_name AS name,
           coalesce((SELECT min(c.column_name) FILTER (WHERE c.column_name = 'client_id') FROM information_schema.columns c
                      WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name),
                    (SELECT min(c.column_name) FILTER (WHERE c.column_name = 'account_id') FROM information_schema.columns c
                      WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name),
                    '''''') AS whose
      FROM information_schema.tables t
     WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND t.table_name <> 'installation'`);
  const queries = tables.map(
    ({ name, whose }) =>
      `SELECT '${name}' AS table, clinic_id::text AS clinic, coalesce(${whose}::text, '') AS whose,
              md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS hash FROM ${name} t GROUP BY 1, 2, 3`,
  );
  const { rows } = await superuser.pool.query<RowGroup>(queries.join(" UNION ALL "));
  return new Map(rows.map((row) => [`${row.table} ${row.clinic} ${row.whose}`, row]));
}

/** The groups that came, went or changed. */
export function changedGroups(
  before: ReadonlyMap<string, RowGroup>,
  after: ReadonlyMap<string, RowGroup>,
): RowGroup[] {
  const gone = [...before.values()].filter(
    (group) => !after.has(`${group.table} ${group.clinic} ${group.whose}`),
  );
  const made = [...after]
    .filter(([key, group]) => before.get(key)?.hash !== group.hash)
    .map(([, group]) => group);
  return [...gone, ...made];
}
