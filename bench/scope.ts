import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Undo = () => Promise<void> | void;

/** What has to be undone at the end, newest first: processes, connections, folders. */
export type Scope = {
  defer(undo: Undo): void;
  /** Makes a folder among the temporary files that goes with the scope. */
  folder(): string;
  /** A scope that may be closed earlier and is closed with this one at the latest. */
  open(): Scope;
  /** Undoes everything; one undo that throws does not keep the others from running. */
  close(): Promise<void>;
};

const open = new Set<Scope>();

export function openScope(): Scope {
  const undos: Undo[] = [];
  const scope: Scope = {
    defer: (undo) => void undos.push(undo),
    folder: () => {
      const path = realpathSync(mkdtempSync(join(tmpdir(), "trellis-bench-")));
      undos.push(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
      return path;
    },
    open: () => {
      const inner = openScope();
      undos.push(() => inner.close());
      return inner;
    },
    close: async () => {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
        try {
          await undo();
        } catch (error) {
          process.stderr.write(`Clearing up: ${String(error)}\n`);
        }
      }
      open.delete(scope);
    },
  };
  open.add(scope);
  return scope;
}

/** On Ctrl-C and the like everything that is still open is undone before the process ends. */
export function closeOnSignals(): void {
  let closing = false;
  const stop = (code: number): void => {
    if (closing) return;
    closing = true;
    process.stderr.write("Clearing up …\n");
    void Promise.all([...open].map((scope) => scope.close())).then(() => process.exit(code));
  };
  process.on("SIGINT", () => stop(130));
  process.on("SIGTERM", () => stop(143));
  process.on("SIGHUP", () => stop(129));
}
