import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createTestDatabase } from "./test-database.ts";

const COMMITTED = fileURLToPath(new URL("./database-schema.ts", import.meta.url));
const GENERATOR = fileURLToPath(import.meta.resolve("kysely-codegen/dist/cli/bin.js"));

test("the committed database types are those of the migrated database", async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "trellis-types-"));
  const file = join(folder, "database-schema.ts");
  try {
    const options = ["--dialect", "postgres", "--url", database.ownerUrl, "--out-file", file];
    const kinds = [
      "--exclude-pattern",
      "{migration,job_queue}.*",
      "--date-parser",
      "string",
      "--numeric-parser",
      "number",
    ];
    await promisify(execFile)(process.execPath, [GENERATOR, ...options, ...kinds]);
    // `vitest run --project server database-schema -u` writes the file anew after a migration.
    await expect(await readFile(file, "utf8")).toMatchFileSnapshot(COMMITTED);
  } finally {
    await rm(folder, { recursive: true });
    await database.drop();
  }
});
