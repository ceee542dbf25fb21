import type { DatabaseCheck } from "./database-checks.ts";

/** What the second wall rests on, as the application's own login sees it. Empty lists are what is wanted. */
export type WallFacts = {
  unwalled: string[];
  makes: string[];
  destroys: string[];
  secrets: string[];
  unpinned: string[];
  settings: string[];
};

const tables = `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`;

/** One row of WallFacts; true of a database without tables too, so that it can be asked before the first migration. */
export const wallQuery = `
SELECT
  ARRAY(SELECT c.relname::text ${tables} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS unwalled,
  array_remove(ARRAY[
    CASE WHEN has_database_privilege(current_database(), 'TEMP') THEN 'TEMP' END,
    CASE WHEN has_database_privilege(current_database(), 'CREATE') THEN 'CREATE SCHEMA' END,
    CASE WHEN has_schema_privilege('public', 'CREATE') THEN 'CREATE in public' END], NULL) AS makes,
  ARRAY(SELECT c.relname || ' ' || wish ${tables.replace("WHERE", ", unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) wish WHERE")}
    AND has_table_privilege(c.oid, wish)) AS destroys,
  ARRAY(SELECT c.relname::text ${tables}
    AND c.relname IN ('account_password', 'login_salt_secret', 'field_key', 'audit_event')
    AND has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE')) AS secrets,
  ARRAY(SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'app' AND NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)) AS unpinned,
  ARRAY(SELECT unnest(s.setconfig) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
    WHERE r.rolname = session_user) AS settings`;

/** The checks of the wall; each forbids serving a clinic. */
export function wallChecks(facts: WallFacts): DatabaseCheck[] {
  const rights = "take the right away again; trellis migrate --print-roles prints what is meant";
  return [
    wallCheck("tables without row-level security", facts.unwalled, "enable and force it"),
    wallCheck("what the application could make", facts.makes, rights),
    wallCheck("what the application could destroy", facts.destroys, rights),
    wallCheck("secrets that the application could read", facts.secrets, rights),
    wallCheck("functions without a fixed search path", facts.unpinned, "run trellis migrate"),
    wallCheck(
      "settings of the application's role",
      facts.settings,
      "somebody has changed how it connects; ALTER ROLE … RESET ALL takes that back",
    ),
  ];
}

const wallCheck = (check: string, found: readonly string[], why: string): DatabaseCheck => ({
  check,
  ok: found.length === 0,
  level: "must",
  value: found.length === 0 ? "none" : found.join(", "),
  why: found.length === 0 ? "" : why,
});
