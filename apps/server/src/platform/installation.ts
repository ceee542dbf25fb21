import type { InstallationMode } from "@trellis/domain/clinic";
import type { MissingPart } from "@trellis/domain/installation";
import { type Database, withTx } from "./database.ts";
import { readMode } from "./installation-store.ts";
import { PlainError } from "./plain-error.ts";

/** What this database is for, or null before its first set-up. */
export async function findMode(database: Database): Promise<InstallationMode | null> {
  const [[row]] = await withTx(database, [], (tx) => tx.finish(readMode()));
  return row?.mode ?? null;
}

/** @throws PlainError when the database is for something else, which cannot be changed */
export async function refuseOtherMode(database: Database, wanted: InstallationMode): Promise<void> {
  const mode = await findMode(database);
  if (mode !== null && mode !== wanted) {
    throw new PlainError(
      mode === "demo"
        ? "This database holds a demo, and that cannot be changed. Use another data directory (TRELLIS_DATA) or database for a clinic."
        : "This database belongs to a clinic, so no made-up people are put into it. Use another data directory (TRELLIS_DATA) for a demo.",
    );
  }
}

/** What has to exist before real clients may be served; an empty list would be the end of the warning. */
export const MISSING_FOR_REAL_CLIENTS: readonly MissingPart[] = [
  "second-factors",
  "backup-and-restore",
  "export",
  "erasure",
];
