import { sql } from "kysely";
import { type Database, withTx } from "./database.ts";
import { statement } from "./statement.ts";

/** The codes of all clinics of this database, for what the server does by itself. */
export async function listClinicCodes(database: Database): Promise<readonly string[]> {
  const [rows] = await withTx(database, [], (tx) =>
    tx.finish(statement<{ code: string }>(sql`SELECT code FROM app.clinic_codes() AS code`)),
  );
  return rows.map(({ code }) => code);
}
