import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { commandAs, type RunAs } from "./embedded-postgres-account.ts";
import type { PostgresBinaries } from "./embedded-postgres-binaries.ts";
import { replacePrivateFile } from "./embedded-postgres-lock.ts";
import { initdbArguments, tunableSettings } from "./embedded-postgres-settings.ts";
import { PlainError } from "./plain-error.ts";
import type { RolePasswords } from "./roles.ts";

export const superuserName = "postgres";

export type DatabaseKeys = RolePasswords & { readonly superuser: string };

/**
 * The folder of the cluster of this major version, or null when there is none yet.
 * @throws PlainError when the data directory holds another major version or something that is not a cluster
 */
export function findCluster(dataRoot: string, major: number): string | null {
  const cluster = join(dataRoot, `pg${major}`);
  if (!existsSync(cluster)) {
    const other = readdirSync(dataRoot).find(
      (name) => /^pg\d+$/.test(name) && name !== `pg${major}`,
    );
    if (other === undefined) return null;
    throw new PlainError(
      `${dataRoot} holds a database of PostgreSQL ${other.slice(2)} (${other}), and this Trellis runs PostgreSQL ${major}. Use the Trellis version that made it, or another TRELLIS_DATA.`,
    );
  }
  const versionFile = join(cluster, "PG_VERSION");
  if (!existsSync(versionFile)) {
    if (readdirSync(cluster).length === 0) return null;
    throw new PlainError(
      `${cluster} is not empty and not a database. Move it away, or set TRELLIS_DATA to another folder.`,
    );
  }
  const found = readFileSync(versionFile, "utf8").trim();
  if (found === String(major)) return cluster;
  throw new PlainError(
    `${cluster} was made by PostgreSQL ${found}, and this Trellis runs PostgreSQL ${major}. Nothing was changed.`,
  );
}

/**
 * Reads the passwords of the built-in database, making them when there is no cluster yet.
 * @throws PlainError when a cluster exists and its passwords are gone or unreadable
 */
export function readKeys(dataRoot: string, clusterExists: boolean): DatabaseKeys {
  const path = join(dataRoot, "database-keys.json");
  const stored = parseKeys(path);
  if (stored !== null) return stored;
  if (clusterExists) {
    throw new PlainError(
      `${path} is missing or unreadable, and the database does not open without it. Put it back from your backup.`,
    );
  }
  const secret = (): string => randomBytes(24).toString("base64url");
  const keys = { superuser: secret(), migrator: secret(), app: secret() };
  replacePrivateFile(path, `${JSON.stringify(keys, null, 1)}\n`);
  return keys;
}

function parseKeys(path: string): DatabaseKeys | null {
  try {
    const { superuser, migrator, app } = JSON.parse(readFileSync(path, "utf8")) as Record<
      string,
      unknown
    >;
    if (typeof superuser !== "string" || typeof migrator !== "string" || typeof app !== "string")
      return null;
    return { superuser, migrator, app };
  } catch {
    return null;
  }
}

function give(path: string, runAs: RunAs): void {
  if (runAs.way === "account") chownSync(path, runAs.uid, runAs.gid);
}

function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** Removes what interrupted attempts to make a cluster left behind. Call it under the data lock. */
export function removeHalfMade(dataRoot: string): void {
  for (const name of readdirSync(dataRoot)) {
    if (/^pg\d+\.new-/.test(name)) rmSync(join(dataRoot, name), { recursive: true, force: true });
  }
}

/** What went wrong, without initdb's account of how it cleans up. */
function tellingLines(output: string): string {
  const lines = output.trim().split("\n");
  const telling = lines.filter((line) => /\b(error|fatal|panic)\b|could not/i.test(line));
  return (telling.length > 0 ? telling.slice(0, 2) : lines.slice(-2)).join(" ");
}

/**
 * Makes a new cluster: in a folder of its own first, renamed when complete, so that an interruption leaves no half.
 * @returns the cluster's folder
 * @throws PlainError with the last words of initdb when it fails
 */
export function makeCluster(
  dataRoot: string,
  binaries: PostgresBinaries,
  runAs: RunAs,
  keys: DatabaseKeys,
): string {
  const attempt = join(dataRoot, `pg${binaries.major}.new-${randomBytes(4).toString("hex")}`);
  const draft = join(attempt, "cluster");
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const passwordFile = join(attempt, "password");
  writeFileSync(passwordFile, keys.superuser, { mode: 0o600 });
  for (const path of [attempt, draft, passwordFile]) give(path, runAs);

  const initdb = commandAs(
    runAs,
    binaries.initdb,
    initdbArguments(binaries.major, draft, superuserName, passwordFile),
  );
  const outcome = spawnSync(initdb.file, initdb.args, { ...initdb.options, encoding: "utf8" });
  if (outcome.status !== 0) {
    const words = outcome.error?.message ?? tellingLines(String(outcome.stderr));
    rmSync(attempt, { recursive: true, force: true });
    throw new PlainError(`The database could not be made in ${dataRoot}: ${words}`);
  }
  appendFileSync(join(draft, "postgresql.conf"), tunableSettings(), { flush: true });
  chmodSync(draft, 0o700);

  const cluster = join(dataRoot, `pg${binaries.major}`);
  renameSync(draft, cluster);
  syncFolder(dataRoot);
  rmSync(attempt, { recursive: true, force: true });
  return cluster;
}
