import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LONGEST_END_MILLISECONDS = 10_000;

type Undo = () => Promise<void> | void;

/** What has to be undone at the end, newest first: processes, connections, folders. */
export type Scope = {
  /** On a scope that is closed already it is undone at once. */
  defer(undo: Undo): void;
  /** Makes a folder among the temporary files that goes with the scope. */
  folder(): string;
  /** A scope that may be closed earlier and is closed with this one at the latest. */
  open(): Scope;
  /** Undoes everything, once; one undo that throws does not keep the others from running. */
  close(): Promise<void>;
};

const open = new Set<Scope>();
let isEnding = false;

/** True once a signal has asked the bench to end. */
export const isStopped = (): boolean => isEnding;

/** @throws Error when the program is being stopped, so that nothing new begins */
export function openScope(): Scope {
  if (isEnding) throw new Error("the bench is being stopped");
  const undos: Undo[] = [];
  let closing: Promise<void> | null = null;
  const undoAll = async (): Promise<void> => {
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo();
      } catch (error) {
        process.stderr.write(`Clearing up: ${String(error)}\n`);
      }
    }
  };
  const defer = (undo: Undo): void => {
    undos.push(undo);
    if (closing !== null) closing = closing.then(undoAll);
  };
  const close = async (): Promise<void> => {
    closing ??= undoAll();
    for (let waited = null; waited !== closing;) await (waited = closing);
    open.delete(scope);
  };
  const scope: Scope = {
    defer,
    close,
    folder: () => makeFolder(defer),
    open: () => openWithin(defer),
  };
  open.add(scope);
  return scope;
}

function makeFolder(defer: Scope["defer"]): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "trellis-bench-")));
  defer(async () => {
    await endProcessesOn(path);
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return path;
}

/** Whatever still runs on this folder of the bench's own: a database whose server was stopped while it started. */
async function endProcessesOn(folder: string): Promise<void> {
  for (const end = Date.now() + LONGEST_END_MILLISECONDS; Date.now() < end; await wait(50)) {
    const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,args="], {
      encoding: "utf8",
    });
    const found = stdout.split("\n").filter((line) => line.includes(folder));
    if (found.length === 0) return;
    for (const line of found) endProcess(Number.parseInt(line, 10));
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

function openWithin(defer: Scope["defer"]): Scope {
  const inner = openScope();
  defer(() => inner.close());
  return inner;
}

/** On Ctrl-C and the like everything that is still open is undone before the process ends. */
export function closeOnSignals(): void {
  const stop = async (code: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    process.stderr.write("Clearing up …\n");
    while (open.size > 0) await Promise.all([...open].map((scope) => scope.close()));
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(130));
  process.on("SIGTERM", () => void stop(143));
  process.on("SIGHUP", () => void stop(129));
}
