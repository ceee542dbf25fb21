import { Client } from "pg";
import { isLoopback } from "./config.ts";
import { wallChecks, type WallFacts, wallQuery } from "./database-wall-checks.ts";
import { PlainError } from "./plain-error.ts";

/**
 * `must`: a clinic is not served while it is wrong. `alarm`: serving goes on, `doctor` fails and people are told.
 * `advice`: printed, nothing more.
 */
export type DatabaseCheck = {
  readonly check: string;
  readonly ok: boolean;
  readonly level: "must" | "alarm" | "advice";
  readonly value: string;
  /** What goes wrong otherwise, or what to do; empty when ok. */
  readonly why: string;
};

export type ChecksAsked = {
  readonly appUrl: string;
  /** Null when this process was not given the owner's login. */
  readonly ownerUrl: string | null;
  readonly how: "embedded" | "external";
  readonly now?: Date;
};

/** First minor releases with the row-level security fixes of 2025 (R-DB-1); later majors have them from the start. */
const firstSafeMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6, 18: 0 };

/** When the minor releases that Trellis has shipped came out: https://www.postgresql.org/docs/release/. */
const releaseDates: Readonly<Record<string, string>> = {
  "18.4": "2026-05-14",
  "15.18": "2026-05-14",
};

const oldAfterDays = 180;

/** Roles whose members read or write past every policy, or leave the database altogether. */
const powerfulRoles = [
  "pg_read_all_data",
  "pg_write_all_data",
  "pg_maintain",
  "pg_read_server_files",
  "pg_write_server_files",
  "pg_execute_server_program",
];

type AppFacts = {
  version_number: number;
  version: string;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
  data_checksums: string;
  encoding: string;
  checksum_failures: string;
  tls: boolean;
  database: string;
  role: string;
  rights: string[];
  powers: string[];
  owned: string;
};

type OwnerFacts = { database: string; role: string; rights: string[] };

const rightsOf = (role: string): string => `array_remove(ARRAY[
  CASE WHEN ${role}.rolsuper THEN 'superuser' END, CASE WHEN ${role}.rolbypassrls THEN 'BYPASSRLS' END,
  CASE WHEN ${role}.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN ${role}.rolreplication THEN 'REPLICATION' END], NULL)`;

/** Names the very database, wherever it is reached from: its number and when its server was started. */
const databaseIdentity = `(SELECT oid || '@' || extract(epoch FROM pg_postmaster_start_time()) FROM pg_database WHERE datname = current_database())`;

// session_user is the login role: what a statement can fall back to with RESET ROLE.
const appQuery = `
SELECT current_setting('server_version_num')::int AS version_number, current_setting('server_version') AS version,
  current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
  current_setting('synchronous_commit') AS synchronous_commit, current_setting('data_checksums') AS data_checksums,
  current_setting('server_encoding') AS encoding,
  coalesce((SELECT sum(checksum_failures) FROM pg_stat_database), 0)::text AS checksum_failures,
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS tls,
  ${databaseIdentity} AS database, me.rolname::text AS role, ${rightsOf("me")} AS rights,
  ARRAY(SELECT other.rolname::text FROM pg_roles other
    WHERE other.oid <> me.oid AND NOT me.rolsuper AND pg_has_role(me.oid, other.oid, 'MEMBER')
      AND (other.rolsuper OR other.rolbypassrls OR other.rolcreaterole OR other.rolname = ANY ($1::text[])
        OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = other.oid AND relkind IN ('r', 'p', 'v', 'm', 'f'))
        OR EXISTS (SELECT 1 FROM pg_namespace WHERE nspowner = other.oid)
        OR EXISTS (SELECT 1 FROM pg_database WHERE datdba = other.oid))) AS powers,
  (SELECT count(*) FROM pg_class WHERE relowner = me.oid AND relkind IN ('r', 'p', 'v', 'm', 'f'))::text AS owned
FROM pg_roles me WHERE me.rolname = session_user`;

const ownerQuery = `SELECT ${databaseIdentity} AS database, me.rolname::text AS role, ${rightsOf("me")} AS rights
FROM pg_roles me WHERE me.rolname = current_user`;

/**
 * Looks at a database the way R-DB-1 asks: durable, checked, up to date, and reached by a role that row-level security
 * binds.
 * @throws PlainError when the database cannot be reached
 */
export async function checkDatabase(asked: ChecksAsked): Promise<readonly DatabaseCheck[]> {
  const app = await readFacts<AppFacts>("DATABASE_URL", asked.appUrl, appQuery, [powerfulRoles]);
  const wall = await readFacts<WallFacts>("DATABASE_URL", asked.appUrl, wallQuery, []);
  const owner =
    asked.ownerUrl === null
      ? null
      : await readFacts<OwnerFacts>("TRELLIS_MIGRATE_URL", asked.ownerUrl, ownerQuery, []);
  return [
    ...versionChecks(app),
    ...durabilityChecks(app),
    ...appRoleChecks(app),
    ...wallChecks(wall),
    ...(owner === null ? [] : ownerChecks(owner, app)),
    asked.how === "embedded" ? ageCheck(app, asked.now ?? new Date()) : tlsCheck(asked.appUrl, app),
  ];
}

/** One line for a terminal. */
export function checkLine({ check, ok, level, value, why }: DatabaseCheck): string {
  const marks = { must: "WEAK", alarm: "LOOK", advice: "note" };
  return `${ok ? "ok  " : marks[level]}  ${check}: ${value}${why === "" ? "" : ` (${why})`}`;
}

/** The checks that forbid serving a clinic. */
export function weakChecks(checks: readonly DatabaseCheck[]): readonly DatabaseCheck[] {
  return checks.filter((each) => !each.ok && each.level === "must");
}

async function readFacts<Facts>(
  setting: string,
  url: string,
  query: string,
  values: unknown[],
): Promise<Facts> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
  });
  // Without a listener a connection that breaks would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Facts & Record<string, unknown>>(query, values);
    if (rows[0] === undefined) throw new Error("the role that logs in is not to be found");
    return rows[0];
  } catch (error) {
    throw new PlainError(`The database of ${setting} cannot be used: ${reason(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Node reports a host with several addresses as several errors without words of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0]);
  return error instanceof Error && error.message !== "" ? error.message : String(error);
}

function must(check: string, ok: boolean, value: string, why: string): DatabaseCheck {
  return { check, ok, level: "must", value, why: ok ? "" : why };
}

function versionChecks(app: AppFacts): DatabaseCheck[] {
  const major = Math.floor(app.version_number / 10_000);
  const minor = app.version_number % 10_000;
  const safeMinor = firstSafeMinor[major] ?? 0;
  return [
    must(
      "PostgreSQL version",
      major >= 15 && minor >= safeMinor,
      app.version,
      major < 15
        ? "Trellis needs PostgreSQL 15 or later"
        : `row-level security has known holes before ${major}.${safeMinor}; update the server`,
    ),
    must(
      "encoding",
      app.encoding === "UTF8",
      app.encoding,
      "the database has to be made with ENCODING 'UTF8'",
    ),
  ];
}

function durabilityChecks(app: AppFacts): DatabaseCheck[] {
  const lost = "saved entries can be lost in a crash; turn it on";
  return [
    must("fsync", app.fsync === "on", app.fsync, lost),
    must("full_page_writes", app.full_page_writes === "on", app.full_page_writes, lost),
    must("synchronous_commit", app.synchronous_commit !== "off", app.synchronous_commit, lost),
    must(
      "data_checksums",
      app.data_checksums === "on",
      app.data_checksums,
      "a failing disk goes unnoticed; see pg_checksums --enable",
    ),
    damageCheck(app),
  ];
}

function damageCheck({ checksum_failures: value }: AppFacts): DatabaseCheck {
  const ok = value === "0";
  const why = "the disk has returned damaged data; look at the disk and at your backups now";
  return { check: "damaged pages", ok, level: "alarm", value, why: ok ? "" : why };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function appRoleChecks(app: AppFacts): DatabaseCheck[] {
  const wall =
    "row-level security would not hold; use the role trellis_app of trellis migrate --print-roles";
  return [
    must(`special rights of ${app.role}`, app.rights.length === 0, listed(app.rights), wall),
    must(`powerful roles of ${app.role}`, app.powers.length === 0, listed(app.powers), wall),
    must(`tables owned by ${app.role}`, app.owned === "0", app.owned, wall),
  ];
}

function ownerChecks(owner: OwnerFacts, app: AppFacts): DatabaseCheck[] {
  const strong = owner.rights.filter((right) => right === "superuser" || right === "BYPASSRLS");
  return [
    must(
      "both logins reach one database",
      owner.database === app.database,
      owner.database === app.database ? "yes" : "no",
      "DATABASE_URL and TRELLIS_MIGRATE_URL name different databases",
    ),
    must(
      `special rights of ${owner.role}`,
      strong.length === 0,
      listed(strong),
      "what it owns would pass row-level security; use the roles of trellis migrate --print-roles",
    ),
  ];
}

function isLocal(url: URL): boolean {
  const socket = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  return socket.startsWith("/") || isLoopback(socket);
}

function tlsCheck(appUrl: string, app: AppFacts): DatabaseCheck {
  const url = new URL(appUrl);
  const mode = url.searchParams.get("sslmode") ?? "";
  const likeLibpq = url.searchParams.get("uselibpqcompat") === "true";
  const unverified =
    mode === "no-verify" || (likeLibpq && ["allow", "prefer", "require"].includes(mode));
  if (isLocal(url)) return must("way to the database", true, "this machine", "");
  const value = app.tls ? (unverified ? "TLS, certificate not checked" : "TLS") : "unencrypted";
  return must(
    "way to the database",
    app.tls && !unverified,
    value,
    "health data must not travel readable; add ?sslmode=verify-full to the address",
  );
}

function ageCheck(app: AppFacts, now: Date): DatabaseCheck {
  const minor = app.version.split(" ")[0] ?? app.version;
  const released = releaseDates[minor];
  const check = "age of the built-in PostgreSQL";
  if (released === undefined)
    return {
      check,
      ok: false,
      level: "advice",
      value: minor,
      why: "Trellis does not know this release",
    };
  const days = Temporal.PlainDate.from(released).until(todayInUtc(now)).days;
  const ok = days <= oldAfterDays;
  const why = ok
    ? ""
    : `older than ${oldAfterDays} days; look for a newer Trellis, or use a PostgreSQL server of your own`;
  return {
    check,
    ok,
    level: "advice",
    value: `${minor}, released ${released}, ${days} days ago`,
    why,
  };
}

function todayInUtc(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO("UTC")
    .toPlainDate();
}
