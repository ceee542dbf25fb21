import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { checkDatabase, checkLine, weakChecks } from "./database-checks.ts";
import { chooseRunAs, makePrivateFolder, type RunAs } from "./embedded-postgres-account.ts";
import { findPostgres, type PostgresMajor } from "./embedded-postgres-binaries.ts";
import {
  findCluster,
  makeCluster,
  readKeys,
  removeHalfMade,
  superuserName,
  type DatabaseKeys,
} from "./embedded-postgres-cluster.ts";
import {
  readLockHolder,
  takeDataLock,
  type DataLock,
  type LockHolder,
} from "./embedded-postgres-lock.ts";
import {
  endOrphan,
  startServer,
  type PostgresServer,
  type Say,
} from "./embedded-postgres-process.ts";
import { PlainError } from "./plain-error.ts";
import { applyRoleSteps } from "./role-setup.ts";
import { appRole, databaseName, migratorRole } from "./roles.ts";

export type EmbeddedOptions = {
  readonly dataRoot: string;
  readonly major?: PostgresMajor;
  /** `serve` must be the one holder of the directory; `command` shares a running server's database. */
  readonly purpose: LockHolder["purpose"];
  /** Where a serving process answers, named to whoever starts a second one. */
  readonly address?: string;
  readonly log?: Say;
  /** Called once when PostgreSQL ends without having been asked to. */
  readonly onExit?: (sentence: string) => void;
  /** For throw-away test servers: no fsync. No command sets it. */
  readonly unsafeButFast?: boolean;
};

export type EmbeddedDatabase = {
  /** Logs in as the migrator and acts as the owner of the schema. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
  readonly how: "started" | "shared";
  /** Stops PostgreSQL when this process started it; does nothing otherwise. May be called again. */
  stop(): Promise<void>;
};

const longestSocketPath = 100;
const waitForCommandMilliseconds = 60_000;
const waitForServerMilliseconds = 60_000;

/** A URL for `pg` and `psql` that goes through the unix socket. */
function socketUrl(
  socketDirectory: string,
  user: string,
  password: string,
  database: string,
): string {
  return `postgresql://${user}:${password}@${encodeURIComponent(socketDirectory)}:5432/${database}`;
}

function urls(
  socketDirectory: string,
  keys: DatabaseKeys,
): Pick<EmbeddedDatabase, "ownerUrl" | "appUrl" | "superuserUrl"> {
  return {
    ownerUrl: socketUrl(socketDirectory, migratorRole, keys.migrator, databaseName),
    appUrl: socketUrl(socketDirectory, appRole, keys.app, databaseName),
    superuserUrl: socketUrl(socketDirectory, superuserName, keys.superuser, databaseName),
  };
}

/**
 * Opens the built-in PostgreSQL of a data directory: makes it, starts it, or shares the one a server has running.
 * @throws PlainError when the directory is in use, is not ours, or PostgreSQL cannot run
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataRoot, madeNow } = prepareDataRoot(options.dataRoot);
  const lock = await takeOrShare(dataRoot, options);
  if ("how" in lock) return lock;
  try {
    return await startUnderLock(dataRoot, madeNow, lock, options);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function prepareDataRoot(path: string): { dataRoot: string; madeNow: boolean } {
  const wanted = resolve(path);
  const madeNow = !existsSync(wanted);
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    if (madeNow) chmodSync(wanted, 0o700);
    return { dataRoot: realpathSync(wanted), madeNow };
  } catch (error) {
    throw new PlainError(
      `The data directory ${wanted} cannot be made (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

async function takeOrShare(
  dataRoot: string,
  options: EmbeddedOptions,
): Promise<DataLock | EmbeddedDatabase> {
  const say = options.log ?? ignore;
  const patience =
    options.purpose === "serve" ? waitForCommandMilliseconds : waitForServerMilliseconds;
  const deadline = Date.now() + patience;
  let told = false;
  for (;;) {
    const lock = takeDataLock(dataRoot, options.purpose, options.address ?? null);
    if (lock !== null) return lock;
    const holder = readLockHolder(dataRoot);
    if (holder?.purpose === "serve" && options.purpose === "serve")
      throw new PlainError(inUse(dataRoot, holder));
    if (holder?.purpose === "serve" && holder.socketDirectory !== null) {
      const shared = await share(dataRoot, holder.socketDirectory);
      if (shared !== null) return shared;
    }
    if (Date.now() > deadline) throw new PlainError(inUse(dataRoot, holder));
    if (!told)
      say(
        `Waiting for another Trellis command${holder === null ? "" : ` (process ${holder.pid})`} on this data directory to finish …`,
      );
    told = true;
    await wait(100);
  }
}

function inUse(dataRoot: string, holder: LockHolder | null): string {
  if (holder === null)
    return `Another Trellis uses the data directory ${dataRoot}. Stop it first, or set TRELLIS_DATA to another folder.`;
  const where = holder.address === null ? "" : ` at ${holder.address}`;
  return `Trellis already runs on the data directory ${dataRoot} (process ${holder.pid}${where}). Stop it first, or set TRELLIS_DATA to another folder.`;
}

async function share(dataRoot: string, socketDirectory: string): Promise<EmbeddedDatabase | null> {
  const found = urls(socketDirectory, readKeys(dataRoot, true));
  const client = new Client({ connectionString: found.appUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
  } catch {
    return null;
  }
  return { ...found, how: "shared", stop: () => Promise.resolve() };
}

async function startUnderLock(
  dataRoot: string,
  madeNow: boolean,
  lock: DataLock,
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase> {
  const say = options.log ?? ignore;
  const binaries = findPostgres(options.major ?? 18);
  const existing = findCluster(dataRoot, binaries.major);
  const runAs = chooseRunAs(binaries, dataRoot, existing, madeNow);
  const keys = readKeys(dataRoot, existing !== null);
  removeHalfMade(dataRoot);
  if (existing === null) say(`Making a PostgreSQL ${binaries.major} database in ${dataRoot} …`);
  const cluster = existing ?? makeCluster(dataRoot, binaries, runAs, keys);
  const socketDirectory = makeSocketDirectory(dataRoot, runAs);
  await endOrphan(cluster, socketDirectory, say);
  const server = await startServer({
    binaries,
    runAs,
    dataRoot,
    cluster,
    socketDirectory,
    unsafeButFast: options.unsafeButFast ?? false,
    say,
    onDeath: options.onExit ?? say,
  });
  const found = urls(socketDirectory, keys);
  try {
    await applyRoleSteps(
      (database) => socketUrl(socketDirectory, superuserName, keys.superuser, database),
      keys,
    );
    if (options.unsafeButFast !== true) await refuseWeak(found);
  } catch (error) {
    await server.stop();
    throw error;
  }
  lock.note({ socketDirectory });
  return { ...found, how: "started", stop: stopOnce(server, lock) };
}

/** The server has just been given its settings; whether it follows them is another matter. */
async function refuseWeak({
  appUrl,
  ownerUrl,
}: Pick<EmbeddedDatabase, "appUrl" | "ownerUrl">): Promise<void> {
  const weak = weakChecks(await checkDatabase({ appUrl, ownerUrl, how: "embedded" }));
  if (weak.length > 0)
    throw new PlainError(
      ["The built-in database is not safe to use:", ...weak.map(checkLine)].join("\n"),
    );
}

function stopOnce(server: PostgresServer, lock: DataLock): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await server.stop();
    lock.release();
  };
  return () => (stopping ??= stop());
}

/** Unix sockets take about 100 bytes of path; a deeper data directory gets a private folder among the temporary files. */
function makeSocketDirectory(dataRoot: string, runAs: RunAs): string {
  const near = join(dataRoot, "run");
  const fits = (folder: string): boolean =>
    Buffer.byteLength(join(folder, ".s.PGSQL.5432")) < longestSocketPath;
  const key = createHash("sha256").update(dataRoot).digest("hex").slice(0, 16);
  const folder = fits(near) ? near : join(tmpdir(), `trellis-${key}`);
  if (!fits(folder))
    throw new PlainError(
      `The path ${folder} is too long for a database socket. Set TMPDIR to a shorter folder, such as /tmp.`,
    );
  makePrivateFolder(folder, runAs);
  return folder;
}

function ignore(): void {
  // Nobody listens.
}
