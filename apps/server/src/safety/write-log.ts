import type { Database } from "#platform/database.ts";

/** Which tables were written to; what was rolled back leaves no trace. */
export type WriteLog = {
  /** Names of the tables that got, changed or lost a row since the last call; `audit_event (refused)` for a refusal's own row. */
  takeWrites(): Promise<readonly string[]>;
};

/** Puts a trigger on every table of a test's database, which notes each row that is written. */
export async function watchWrites(superuser: Database): Promise<WriteLog> {
  await superuser.pool.query(`
    CREATE SCHEMA watching;
    CREATE TABLE watching.write (name text NOT NULL);
    CREATE FUNCTION watching.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
      $$ BEGIN
        INSERT INTO watching.write VALUES (TG_TABLE_NAME || CASE to_jsonb(NEW) ->> 'outcome' WHEN 'refused' THEN ' (refused)' ELSE '' END);
        RETURN NULL;
      END $$;
    DO $$ DECLARE each regclass; BEGIN
      FOR each IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION watching.note()', each);
      END LOOP;
    END $$`);
  return {
    takeWrites: async () => {
      const { rows } = await superuser.pool.query<{ name: string }>(
        "DELETE FROM watching.write RETURNING name",
      );
      return [...new Set(rows.map((row) => row.name))];
    },
  };
}
