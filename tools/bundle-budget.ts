import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

/** What the client's first screen may load, in bytes after gzip. */
const budget = { script: 120_000, all: 160_000 };

type Chunk = {
  file: string;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
};

/** Vite's manifest: source or chunk name -> what was built from it. */
export type Manifest = Record<string, Chunk>;

/** The parts of the build that Today loads: the entry, Today itself where it is split off, and what they import. */
export function todayParts(manifest: Manifest): { scripts: string[]; styles: string[] } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || scripts.has(chunk.file)) return;
    if (chunk.file.endsWith(".css")) styles.add(chunk.file);
    else scripts.add(chunk.file);
    for (const style of chunk.css ?? []) styles.add(style);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [name, chunk] of Object.entries(manifest)) {
    const isToday = chunk.isDynamicEntry === true && /(^|\/)today[^/]*\.tsx$/.test(name);
    if (name === "index.html" || isToday) visit(name);
  }
  return { scripts: [...scripts], styles: [...styles] };
}

/** Sizes of what Today loads, in bytes: scripts, styles and page after gzip, the latin font as it is. */
export type TodaySizes = { script: number; all: number; files: Record<string, number> };

function gzipSize(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/** Measures a built client app. */
function measureToday(dist: string): TodaySizes {
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Manifest;
  const { scripts, styles } = todayParts(manifest);
  if (scripts.length === 0) throw new Error("The client's manifest has no entry.");
  const files: Record<string, number> = {};
  for (const file of [...scripts, ...styles, "index.html"])
    files[file] = gzipSize(join(dist, file));
  const fonts = readdirSync(join(dist, "assets")).filter(
    (name) => /latin-wght-normal.*\.woff2$/.test(name) && !/latin-ext/.test(name),
  );
  for (const font of fonts) files[font] = readFileSync(join(dist, "assets", font)).length;
  const sum = (names: string[]) => names.reduce((total, name) => total + (files[name] ?? 0), 0);
  return { script: sum(scripts), all: sum(Object.keys(files)), files };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

/**
 * Compares the client's first screen with its budget.
 * @returns a phrase for a log line
 * @throws Error that lists the files when it is over
 */
export function checkBudget(dist: string): string {
  const { script, all, files } = measureToday(dist);
  const phrase = `Today loads ${kilobytes(script)} of script (at most ${kilobytes(budget.script)}), ${kilobytes(all)} in all (at most ${kilobytes(budget.all)})`;
  if (script <= budget.script && all <= budget.all) return phrase;
  const list = Object.entries(files)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, bytes]) => `  ${kilobytes(bytes).padStart(9)}  ${basename(name)}`);
  throw new Error(`${phrase}: over budget.\n${list.join("\n")}`);
}
