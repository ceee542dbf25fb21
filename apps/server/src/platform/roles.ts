/** The roles of R-RLS-1: the owner cannot log in, the migrator acts as owner, the application owns nothing. */
export const ownerRole = "trellis_owner";
export const migratorRole = "trellis_migrator";
export const appRole = "trellis_app";
export const databaseName = "trellis";

export type RolePasswords = { readonly migrator: string; readonly app: string };

/** One statement of the set-up; `onlyIfNone` is a query, and the statement runs when it returns no row. */
export type RoleStep = {
  readonly in: "server" | "database";
  readonly sql: string;
  readonly onlyIfNone?: string;
};

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function refuseStrongRole(role: string): string {
  return `DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ${literal(role)} AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)) THEN
    RAISE EXCEPTION 'role ${role} exists already and may do too much: take its special rights away, or drop it';
  END IF;
END $$`;
}

function role(name: string, attributes: string): RoleStep[] {
  return [
    {
      in: "server",
      sql: `CREATE ROLE ${name} ${attributes} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`,
      onlyIfNone: `SELECT 1 FROM pg_roles WHERE rolname = ${literal(name)}`,
    },
    { in: "server", sql: refuseStrongRole(name) },
  ];
}

/**
 * The statements that prepare a server for Trellis. They can be repeated, run on PostgreSQL 15 and later, and need a
 * superuser or, at a hosting provider, a role with CREATEROLE and CREATEDB.
 */
export function roleSteps(passwords: RolePasswords, database: string = databaseName): RoleStep[] {
  const db = identifier(database);
  return [
    ...role(ownerRole, "NOLOGIN"),
    ...role(migratorRole, "LOGIN INHERIT"),
    ...role(appRole, "LOGIN NOINHERIT"),
    { in: "server", sql: `ALTER ROLE ${migratorRole} PASSWORD ${literal(passwords.migrator)}` },
    { in: "server", sql: `ALTER ROLE ${appRole} PASSWORD ${literal(passwords.app)}` },
    // A role may change its own settings, which would outlive a restart; none are wanted.
    { in: "server", sql: `ALTER ROLE ${appRole} RESET ALL` },
    { in: "server", sql: `ALTER ROLE ${migratorRole} RESET ALL` },
    { in: "server", sql: `GRANT ${ownerRole} TO ${migratorRole}` },
    // Whatever the migrator makes belongs to the owner.
    { in: "server", sql: `ALTER ROLE ${migratorRole} SET role = ${literal(ownerRole)}` },
    // An administrator who is not superuser has to be a member of the owner to give it a database.
    {
      in: "server",
      sql: `GRANT ${ownerRole} TO CURRENT_USER`,
      onlyIfNone: "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper",
    },
    {
      in: "server",
      sql: `CREATE DATABASE ${db} OWNER ${ownerRole} TEMPLATE template0 ENCODING 'UTF8'`,
      onlyIfNone: `SELECT 1 FROM pg_database WHERE datname = ${literal(database)}`,
    },
    ...databaseSteps(database),
  ];
}

/** The part of the set-up that belongs to one database: who may connect, and nothing for PUBLIC. */
export function databaseSteps(database: string): RoleStep[] {
  const db = identifier(database);
  return [
    { in: "server", sql: `ALTER ROLE ${appRole} IN DATABASE ${db} RESET ALL` },
    { in: "server", sql: `ALTER ROLE ${migratorRole} IN DATABASE ${db} RESET ALL` },
    { in: "server", sql: `REVOKE ALL ON DATABASE ${db} FROM PUBLIC` },
    { in: "server", sql: `GRANT CONNECT ON DATABASE ${db} TO ${appRole}, ${migratorRole}` },
    { in: "database", sql: "REVOKE ALL ON SCHEMA public FROM PUBLIC" },
    { in: "database", sql: `GRANT USAGE, CREATE ON SCHEMA public TO ${ownerRole}` },
    { in: "database", sql: `GRANT USAGE ON SCHEMA public TO ${appRole}` },
    {
      in: "database",
      sql: `ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`,
    },
  ];
}

/** The same statements as text for `psql`, for the administrator of a server of your own. */
export function printRoles(
  passwords: RolePasswords = { migrator: "CHANGE-ME-migrator", app: "CHANGE-ME-app" },
  database: string = databaseName,
): string {
  const steps = roleSteps(passwords, database);
  const text = (step: RoleStep): string =>
    step.onlyIfNone === undefined
      ? `${step.sql};`
      : `SELECT ${literal(step.sql)} WHERE NOT EXISTS (${step.onlyIfNone}) \\gexec`;
  return [
    "-- Trellis: roles and database. Run with psql as an administrator; it can be repeated.",
    "-- Change both passwords first. Then:",
    `--   DATABASE_URL=postgresql://${appRole}:<password>@<host>/${database}?sslmode=verify-full`,
    `--   TRELLIS_MIGRATE_URL=postgresql://${migratorRole}:<password>@<host>/${database}?sslmode=verify-full`,
    "\\set ON_ERROR_STOP on",
    ...steps.filter((step) => step.in === "server").map(text),
    `\\connect ${identifier(database)}`,
    ...steps.filter((step) => step.in === "database").map(text),
    "",
  ].join("\n");
}
