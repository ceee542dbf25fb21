import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/**
 * npm leaves a package that is made for another platform out of the lock file when the registry at hand does not have
 * it, and `npm ci` of npm 11 then refuses the lock file. `node tools/lock-file.ts` names those packages with the version
 * that their user asks for; they have no checksum, and no machine but one of that platform fetches them.
 */
export type LockFile = { packages: Record<string, LockEntry> };

type LockEntry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
  cpu?: string[];
  os?: string[];
  libc?: string[];
};

const platformName =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(.+))?$/;

/** Where Node would look for a package from another one's folder, innermost first. */
function places(from: string, name: string): string[] {
  const found = [`${from === "" ? "" : `${from}/`}node_modules/${name}`];
  for (let at = from; at !== "";) {
    const up = at.lastIndexOf("/node_modules/");
    at = up < 0 ? "" : at.slice(0, up);
    found.push(`${at === "" ? "" : `${at}/`}node_modules/${name}`);
  }
  return found;
}

/** The optional packages that some package asks for and the lock file does not name, with their versions. */
export function missingOptional(lock: LockFile): { name: string; version: string; dev: boolean }[] {
  return Object.entries(lock.packages).flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !places(from, name).some((place) => place in lock.packages))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );
}

function entryFor({
  name,
  version,
  dev,
}: {
  name: string;
  version: string;
  dev: boolean;
}): LockEntry {
  const [, os, cpu, rest] = platformName.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(
      `${name} ${version} is optional and missing from the lock file, and its name does not tell its platform.`,
    );
  }
  const libc = os === "linux" ? { libc: [rest?.startsWith("musl") ? "musl" : "glibc"] } : {};
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...libc, optional: true, os: [os] };
}

/** The lock file with an entry for each missing optional package, in npm's order. */
export function completeLock(lock: LockFile): LockFile {
  const added = missingOptional(lock).map(
    (each) => [`node_modules/${each.name}`, entryFor(each)] as const,
  );
  const all = [...Object.entries(lock.packages), ...added];
  return {
    ...lock,
    packages: Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, "en"))),
  };
}

if (import.meta.main) {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as LockFile;
  const missing = missingOptional(lock);
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  process.stdout.write(`${missing.length} packages added to package-lock.json\n`);
}
