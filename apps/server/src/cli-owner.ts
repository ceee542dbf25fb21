import type { Config } from "./platform/config.ts";
import { type Database, openDatabase } from "./platform/database.ts";
import { migrate } from "./platform/migrate.ts";
import { openConfigured, type OpenedDatabase, stopWhenOpen } from "./platform/open-database.ts";
import { PlainError } from "./platform/plain-error.ts";
import { onStopSignal } from "./platform/stop-signal.ts";

/** A sentence for the person at the terminal. */
export const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

/** Opens the database as its owner for one command and puts everything back afterwards. */
export async function withOwner<T>(
  config: Config,
  work: (owner: Database, ownerUrl: string, opened: OpenedDatabase) => Promise<T>,
): Promise<T> {
  const opening = openConfigured(
    config,
    "command",
    (sentence) => void process.stderr.write(`${sentence}\n`),
    () => undefined,
  );
  onStopSignal(() => stopWhenOpen(opening));
  const opened = await opening;
  try {
    if (opened.ownerUrl === null)
      throw new PlainError(
        "This command needs TRELLIS_MIGRATE_URL, the login of the database's owner.",
      );
    await migrate(opened.ownerUrl);
    const owner = openDatabase(opened.ownerUrl, 2, () => undefined);
    try {
      return await work(owner, opened.ownerUrl, opened);
    } finally {
      await owner.close();
    }
  } finally {
    await opened.stop();
  }
}
