import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";
import { PlainError } from "./plain-error.ts";

const FOLDER = new URL("../../migrations/", import.meta.url);

/** The hand-written SQL files by name, oldest first. */
async function migrationFiles(): Promise<readonly { name: string; sql: string }[]> {
  const names = (await readdir(fileURLToPath(FOLDER)))
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
  return Promise.all(
    names.map(async (name) => ({
      name: name.slice(0, -".sql".length),
      sql: await readFile(new URL(name, FOLDER), "utf8"),
    })),
  );
}

/**
 * Brings the schema up to date, all files or none.
 * @param ownerUrl a login that acts as `trellis_owner`
 * @returns the names of the files that ran
 * @throws PlainError when a file fails, or when the database is newer than this program
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }),
  });
  try {
    const files = await migrationFiles();
    await refuseNewerSchema(db, files);
    const migrator = new Migrator({
      db,
      provider: {
        getMigrations: () =>
          Promise.resolve(
            Object.fromEntries(files.map((file) => [file.name, asMigration(file.sql)])),
          ),
      },
      migrationTableSchema: "migration",
      allowUnorderedMigrations: true,
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error) {
      const at =
        results?.find((each) => each.status === "Error")?.migrationName ?? "the first step";
      throw new PlainError(
        `The database could not be brought up to date (${at}): ${(error as Error).message}`,
      );
    }
    return (results ?? []).map((each) => each.migrationName);
  } finally {
    await db.destroy();
  }
}

/** The names of the files that have not run on this database. */
export async function pendingMigrations(ownerUrl: string): Promise<readonly string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    const names = (await migrationFiles()).map((file) => file.name);
    const table = await sql<{
      found: string | null;
    }>`SELECT to_regclass('migration.kysely_migration')::text AS found`.execute(db);
    if (table.rows[0]?.found == null) return names;
    const ran = new Set(
      (
        await sql<{ name: string }>`SELECT name FROM migration.kysely_migration`.execute(db)
      ).rows.map((row) => row.name),
    );
    return names.filter((name) => !ran.has(name));
  } finally {
    await db.destroy();
  }
}

const asMigration = (text: string): Migration => ({
  up: async (db) => void (await sql.raw(text).execute(db)),
});

async function refuseNewerSchema(
  db: Kysely<unknown>,
  files: readonly { name: string }[],
): Promise<void> {
  const known = new Set(files.map((file) => file.name));
  const table = await sql<{
    found: string | null;
  }>`SELECT to_regclass('migration.kysely_migration')::text AS found`.execute(db);
  if (table.rows[0]?.found == null) return;
  const ran = await sql<{ name: string }>`SELECT name FROM migration.kysely_migration`.execute(db);
  const unknown = ran.rows.map((row) => row.name).find((name) => !known.has(name));
  if (unknown)
    throw new PlainError(
      `This database was made by a newer Trellis (it has ${unknown}). Start that version, or a newer one.`,
    );
}
