import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

export type Walls = {
  rowsAreWalled: boolean;
  keepsWrites: boolean;
  /** Of the signed-in account; paths and hosts are for administrators. */
  isAdministrator: boolean;
};

/** Whether the walls of the database stand just now, for the role that serves requests. */
export const readWalls = (): Statement<Walls> =>
  statement(sql`
    SELECT NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                          AND NOT (c.relrowsecurity AND c.relforcerowsecurity))
           AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND (r.rolsuper OR r.rolbypassrls)) AS "rowsAreWalled",
           current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
           AND current_setting('synchronous_commit') <> 'off' AS "keepsWrites", app.is_administrator() AS "isAdministrator"`);
