import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PostgresMajor } from "./embedded-postgres-binaries.ts";
import { openEmbedded } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { databaseName } from "./roles.ts";

/** Addresses of the migrated template database on a throw-away server. */
export type TestServer = {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
};

export const templateDatabase: string = databaseName;

/** Starts a PostgreSQL without fsync in a temporary folder and migrates its template database. `stop` removes both. */
export async function startTestServer(
  major: PostgresMajor = 18,
): Promise<TestServer & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "trellis-test-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { ownerUrl, appUrl, superuserUrl, stop } = await openEmbedded({
      dataRoot: join(folder, "data"),
      major,
      purpose: "serve",
      unsafeButFast: true,
      onExit: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    await migrate(ownerUrl);
    return { ownerUrl, appUrl, superuserUrl, stop: () => stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
