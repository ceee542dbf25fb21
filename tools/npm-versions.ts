import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./root.ts";

/** Debian 12's npm, and the one that comes with Node 20 and 22: neither links node_modules/.bin/node by itself. */
const npmVersions = ["9.2.0", "10.8.3"];
const runtime = "v26.10.0";

const scratch = mkdtempSync(join(tmpdir(), "trellis-npm-"));
const record = join(scratch, "started.log");

type Outcome = { code: number | null; output: string };

/** The machine's own programs: as if npm had been typed by hand, not started by this checkout's scripts. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_ENV$|INIT_CWD$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter);
  const outside = path.filter((folder) => !folder.includes("node_modules"));
  return { ...Object.fromEntries(kept), PATH: outside.join(delimiter) };
}

function execute(
  command: string,
  args: string[],
  cwd: string,
  extra: NodeJS.ProcessEnv = {},
): Outcome {
  const env = { ...cleanEnvironment(), ...extra };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
  });
  if (error) throw error;
  return { code: status, output: `${stdout}${stderr}` };
}

function mustWork(what: string, outcome: Outcome): void {
  if (outcome.code !== 0) {
    throw new Error(`${what} ended with ${String(outcome.code)}:\n${outcome.output.trim()}`);
  }
}

function installNpm(version: string): string {
  const folder = join(scratch, `npm-${version}`);
  const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  mustWork(`installing npm ${version}`, execute("npm", [...args, `npm@${version}`], scratch));
  return join(folder, "node_modules/npm/bin/npm-cli.js");
}

/** Every Node that starts writes down its version and its script. */
function watchStarts(): NodeJS.ProcessEnv {
  const hook = join(scratch, "hook.cjs");
  const line = "`${process.version} ${process.argv[1]}\\n`";
  writeFileSync(hook, `require("fs").appendFileSync(${JSON.stringify(record)}, ${line});\n`);
  writeFileSync(record, "");
  return { NODE_OPTIONS: `--require ${hook}` };
}

function runCommand(npm: string, clone: string, what: string): Outcome {
  const args = [npm, "run", "-s", "trellis", "--", "--version"];
  const outcome = execute("node", args, clone, watchStarts());
  mustWork(what, outcome);
  const started = readFileSync(record, "utf8").split("\n");
  const own = started.filter((line) => line.endsWith("apps/server/src/cli.ts"));
  if (own.length === 0 || own.some((line) => !line.startsWith(`${runtime} `))) {
    throw new Error(`${what}: the command ran on ${own.join(", ") || "no Node at all"}.`);
  }
  return outcome;
}

type Package = { devDependencies?: Record<string, string>; dependencies?: Record<string, string> };
type LockFile = { packages: Record<string, Package> };

/** Drops a development dependency that nothing else needs, as a newer revision might. */
function makeLockStale(clone: string): string {
  const read = (name: string) => readFileSync(join(clone, name), "utf8");
  const manifest = JSON.parse(read("package.json")) as Package;
  const lock = JSON.parse(read("package-lock.json")) as LockFile;
  const needed = Object.entries(lock.packages)
    .filter(([name]) => name !== "")
    .flatMap(([, entry]) => Object.keys({ ...entry.dependencies, ...entry.devDependencies }));
  const leaf = Object.keys(manifest.devDependencies ?? {}).find(
    (name) => !needed.includes(name) && !lock.packages[`node_modules/${name}`]?.dependencies,
  );
  if (leaf === undefined) throw new Error("No development dependency can be left out.");
  delete manifest.devDependencies?.[leaf];
  delete lock.packages[""]?.devDependencies?.[leaf];
  delete lock.packages[`node_modules/${leaf}`];
  writeFileSync(join(clone, "package.json"), JSON.stringify(manifest, null, 2));
  writeFileSync(join(clone, "package-lock.json"), JSON.stringify(lock, null, 2));
  return leaf;
}

function tryVersion(version: string): void {
  const npm = installNpm(version);
  const clone = join(scratch, `clone-${version}`);
  mustWork("cloning", execute("git", ["clone", "--quiet", root, clone], scratch));
  runCommand(npm, clone, `npm ${version}, fresh clone`);
  const again = runCommand(npm, clone, `npm ${version}, second start`);
  if (again.output.includes("Installing")) throw new Error(`npm ${version} installed twice.`);
  const dropped = makeLockStale(clone);
  runCommand(npm, clone, `npm ${version}, newer lock file`);
  if (existsSync(join(clone, "node_modules", dropped))) {
    throw new Error(`npm ${version}: ${dropped} left the lock file, and was not removed.`);
  }
  rmSync(clone, { recursive: true, force: true });
}

try {
  for (const version of npmVersions) {
    const start = performance.now();
    tryVersion(version);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `npm ${version}: installs, runs on Node ${runtime}, and follows the lock file (${seconds} s)`,
    );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
