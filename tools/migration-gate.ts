import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest, migrationFaults, type Shipped } from "./migration-rules.ts";
import { root } from "./root.ts";

const folder = join(root, "apps/server/migrations");
const shippedFile = join(folder, "shipped.json");

function readMigrations(): Record<string, string> {
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".sql"))
    : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function readShipped(): Shipped {
  return existsSync(shippedFile) ? (JSON.parse(readFileSync(shippedFile, "utf8")) as Shipped) : {};
}

/** Compares the migrations with the list of those that have shipped. */
export function checkMigrations(): { files: number; shipped: number; faults: string[] } {
  const files = readMigrations();
  const shipped = readShipped();
  return {
    files: Object.keys(files).length,
    shipped: Object.keys(shipped).length,
    faults: migrationFaults(files, shipped),
  };
}

function ship(): string[] {
  const files = readMigrations();
  const shipped = readShipped();
  const added = Object.keys(files).filter((name) => shipped[name] === undefined);
  const all = {
    ...shipped,
    ...Object.fromEntries(added.map((name) => [name, digest(files[name] ?? "")])),
  };
  const sorted = Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(shippedFile, `${JSON.stringify(sorted, null, 2)}\n`);
  return added;
}

if (import.meta.main) {
  const { faults, files, shipped } = checkMigrations();
  if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exitCode = 1;
  } else if (process.argv.includes("--ship")) {
    const added = ship();
    console.log(added.length > 0 ? `shipped: ${added.join(", ")}` : "nothing new to ship");
  } else {
    console.log(`${String(files)} migrations, ${String(shipped)} of them shipped`);
  }
}
