import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  closeSync,
  fchownSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandAs, type RunAs } from "./embedded-postgres-account.ts";
import type { PostgresBinaries } from "./embedded-postgres-binaries.ts";
import { serverArguments } from "./embedded-postgres-settings.ts";
import { PlainError } from "./plain-error.ts";
import { isAlive, isTaken } from "./process-alive.ts";
import { isStopping } from "./stop-signal.ts";

export type Say = (line: string) => void;

export type PostgresServer = {
  /** Stops PostgreSQL: fast, then after 20 s at once. Repeated calls wait for the same stop. */
  stop(): Promise<void>;
};

export type StartOptions = {
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  readonly dataRoot: string;
  readonly cluster: string;
  readonly socketDirectory: string;
  readonly unsafeButFast: boolean;
  readonly say: Say;
  readonly onDeath: (sentence: string) => void;
};

const fastStopMilliseconds = 20_000;
const immediateStopMilliseconds = 5_000;
const memoryReleaseMilliseconds = 20_000;
const patienceMilliseconds = 15_000;

type Postmaster = { readonly pid: number; readonly status: string };

/** Line 1 of postmaster.pid is the process, line 8 its state. */
function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, status: (lines[7] ?? "").trim() } : null;
  } catch {
    return null;
  }
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return (
      spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], {
        encoding: "utf8",
      }).stdout?.split(" ") ?? []
    );
  }
}

function isPostmasterOf(pid: number, cluster: string): boolean {
  const words = commandLine(pid);
  const folder = words[words.indexOf("-D") + 1];
  if (!words.some((word) => word.endsWith("/postgres")) || folder === undefined) return false;
  try {
    return realpathSync(folder) === realpathSync(cluster);
  } catch {
    return false;
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (!isAlive(pid)) return true;
    await wait(20);
  }
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: nothing committed is lost by either. */
async function stopProcess(pid: number, say: Say): Promise<boolean> {
  signal(pid, "SIGINT");
  if (await goneWithin(pid, fastStopMilliseconds)) return true;
  say(
    "PostgreSQL needs more than 20 seconds to stop, so it is stopped at once. Nothing that was saved is lost.",
  );
  signal(pid, "SIGQUIT");
  return goneWithin(pid, immediateStopMilliseconds);
}

/**
 * Deals with what an earlier process left: stops a PostgreSQL that still runs on this cluster, and removes its socket.
 * postmaster.pid itself is never removed, since PostgreSQL's own guard against two servers lives in it.
 * @throws PlainError when the other PostgreSQL does not stop
 */
export async function endOrphan(cluster: string, socketDirectory: string, say: Say): Promise<void> {
  const found = readPostmaster(cluster);
  if (found !== null && isAlive(found.pid) && isPostmasterOf(found.pid, cluster)) {
    say(`PostgreSQL of an earlier start still runs (process ${found.pid}). Stopping it first.`);
    if (!(await stopProcess(found.pid, say))) {
      throw new PlainError(
        `PostgreSQL (process ${found.pid}) still runs on ${cluster} and does not stop. Stop that process, then start again.`,
      );
    }
  }
  const left = readPostmaster(cluster);
  if (left !== null && isTaken(left.pid)) pointToThisProcess(join(cluster, "postmaster.pid"));
  for (const name of readdirSync(socketDirectory)) {
    if (name.startsWith(".s.PGSQL.")) rmSync(join(socketDirectory, name), { force: true });
  }
}

/**
 * The number in postmaster.pid has gone to a program that is not PostgreSQL (after a restart of the machine or
 * container), or belongs to an ended one that nobody has buried, and PostgreSQL would refuse to start. It lets its parent's number pass and then still checks the shared
 * memory named in the same file.
 */
function pointToThisProcess(file: string): void {
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join("\n"));
}

function lastWords(file: string): string {
  try {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines
      .slice(-3)
      .map((line) => line.trim())
      .join(" ");
  } catch {
    return "";
  }
}

function newestLog(cluster: string): string {
  const folder = join(cluster, "log");
  try {
    const files = readdirSync(folder).map((name) => join(folder, name));
    return files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? "";
  } catch {
    return "";
  }
}

type Attempt = { readonly child: ChildProcess; readonly ended: Promise<string> };

function launch(options: StartOptions, startLog: string): Attempt {
  const output = openSync(startLog, "w", 0o600);
  const { uid, gid } = statSync(options.dataRoot);
  if (process.getuid?.() === 0) fchownSync(output, uid, gid);
  const server = commandAs(
    options.runAs,
    options.binaries.postgres,
    serverArguments(options.cluster, options.socketDirectory, options.unsafeButFast),
  );
  const child = spawn(server.file, server.args, {
    ...server.options,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const endWithThisProcess = (): void => {
    if (child.pid !== undefined) signal(child.pid, "SIGINT");
  };
  process.once("exit", endWithThisProcess);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, name) => resolve(name === null ? `code ${code}` : `signal ${name}`));
  });
  void ended.then(() => process.removeListener("exit", endWithThisProcess));
  return { child, ended };
}

async function untilReady(attempt: Attempt, options: StartOptions): Promise<string | null> {
  let end: string | null = null;
  void attempt.ended.then((how) => (end = how));
  let nextWord = Date.now() + patienceMilliseconds;
  for (;;) {
    await wait(15);
    if (end !== null) return end;
    const found = readPostmaster(options.cluster);
    if (found !== null && found.pid === attempt.child.pid && found.status === "ready") return null;
    if (Date.now() < nextWord) continue;
    nextWord += patienceMilliseconds;
    options.say("PostgreSQL is still starting (after a crash it first replays its log) …");
  }
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl-C reaches it through this process alone, and waits until it
 * takes connections. While processes of a killed server still hold its shared memory it tries again, for 20 s.
 * @throws PlainError with PostgreSQL's last words when it does not start
 */
export async function startServer(options: StartOptions): Promise<PostgresServer> {
  const startLog = join(options.dataRoot, "postgres-start.log");
  const deadline = Date.now() + memoryReleaseMilliseconds;
  for (;;) {
    const attempt = launch(options, startLog);
    const end = await untilReady(attempt, options);
    if (end === null) return superviseServer(attempt, options);
    const words = lastWords(startLog);
    if (words.includes("pre-existing shared memory block") && Date.now() < deadline) {
      await wait(250);
      continue;
    }
    const log = words.includes("redirecting log output")
      ? lastWords(newestLog(options.cluster))
      : words;
    throw new PlainError(
      `PostgreSQL did not start (${end}). Its last words: ${log === "" ? "none" : log}`,
    );
  }
}

function superviseServer(attempt: Attempt, options: StartOptions): PostgresServer {
  const { child } = attempt;
  const pid = child.pid ?? 0;
  let stopping: Promise<void> | null = null;
  let over = false;
  child.unref();
  void attempt.ended.then((how) => {
    over = true;
    // A service manager sends its SIGTERM to PostgreSQL as well as to us.
    if (stopping === null && !isStopping())
      options.onDeath(
        `PostgreSQL ended by itself (${how}), so Trellis stops too. Start it again; what was saved is kept.`,
      );
  });
  const stop = async (): Promise<void> => {
    if (over || (await stopProcess(pid, options.say))) return;
    options.say(
      `PostgreSQL (process ${pid}) does not stop. The next start of Trellis will try again.`,
    );
  };
  return { stop: () => (stopping ??= stop()) };
}
