import type { Config } from "./config.ts";
import { checkDatabase, type DatabaseCheck } from "./database-checks.ts";
import { openEmbedded } from "./embedded-postgres.ts";

/** A database that can be used, wherever it runs. */
export type OpenedDatabase = {
  readonly appUrl: string;
  /** Null when an external database came without TRELLIS_MIGRATE_URL. */
  readonly ownerUrl: string | null;
  readonly kind: "embedded" | "external";
  /** The checks of R-DB-1, as they stand now. */
  check(): Promise<readonly DatabaseCheck[]>;
  stop(): Promise<void>;
};

/**
 * Opens the configured database: starts or shares the built-in one, or uses the external one.
 * @param onExit called when the built-in PostgreSQL ends without having been asked to
 * @throws PlainError when it cannot be used
 */
export async function openConfigured(
  config: Config,
  purpose: "serve" | "command",
  say: (sentence: string) => void,
  onExit: (sentence: string) => void,
): Promise<OpenedDatabase> {
  if (config.database.kind === "external") {
    const { appUrl, migrateUrl } = config.database;
    return {
      appUrl,
      ownerUrl: migrateUrl,
      kind: "external",
      check: () => checkDatabase({ appUrl, ownerUrl: migrateUrl, how: "external" }),
      stop: () => Promise.resolve(),
    };
  }
  const embedded = await openEmbedded({
    dataRoot: config.dataRoot,
    purpose,
    address: config.origin,
    log: say,
    onExit,
  });
  const { appUrl, ownerUrl } = embedded;
  return {
    appUrl,
    ownerUrl,
    kind: "embedded",
    check: () => checkDatabase({ appUrl, ownerUrl, how: "embedded" }),
    stop: embedded.stop,
  };
}

/** Stops a database that may still be opening; does nothing when it could not be opened. */
export async function stopWhenOpen(opening: Promise<OpenedDatabase>): Promise<void> {
  const opened = await opening.catch(() => null);
  await opened?.stop();
}
