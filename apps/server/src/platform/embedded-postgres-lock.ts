import {
  chmodSync,
  chownSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PlainError } from "./plain-error.ts";

/** Who holds a data directory; written beside the lock for people and for commands that share the server. */
export type LockHolder = {
  readonly pid: number;
  /** When the holding process began, ISO 8601. */
  readonly started: string;
  /** `serve` keeps the database up; `command` stops it when done. */
  readonly purpose: "serve" | "command";
  /** Where the holder answers in a browser, e.g. http://127.0.0.1:4400; null for a command. */
  readonly address: string | null;
  /** Set once PostgreSQL takes connections. */
  readonly socketDirectory: string | null;
};

export type DataLock = {
  /** Replaces the part of the note that has changed. */
  note(change: Partial<LockHolder>): void;
  release(): void;
};

/** Files that root makes in somebody's data directory belong to that somebody. */
function giveToFolderOwner(path: string): void {
  const { uid, gid } = statSync(dirname(path));
  if (process.getuid?.() === 0 && uid !== 0) chownSync(path, uid, gid);
}

/** Writes a small private file (0600) so that a reader sees the old or the new text, never half of it. */
export function replacePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  giveToFolderOwner(draft);
  renameSync(draft, path);
}

/** What the holder of the lock wrote about itself; null when nothing readable is there. */
export function readLockHolder(dataRoot: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(join(dataRoot, "trellis.lock"), "utf8")) as LockHolder;
  } catch {
    return null;
  }
}

/**
 * Takes the data directory for this process, or returns null when a live process has it.
 * The kernel holds the lock (SQLite's file lock on an empty file), so it ends with the process whatever happens to it,
 * and a process id that was given out again cannot be mistaken for the holder.
 * @throws PlainError when the directory cannot be written
 */
export function takeDataLock(
  dataRoot: string,
  purpose: LockHolder["purpose"],
  address: string | null,
): DataLock | null {
  const held = openLockFile(join(dataRoot, "trellis.lock.held"));
  if (held === null) return null;
  let holder: LockHolder = {
    pid: process.pid,
    started: new Date(Date.now() - performance.now()).toISOString(),
    purpose,
    address,
    socketDirectory: null,
  };
  const path = join(dataRoot, "trellis.lock");
  const write = (): void => {
    replacePrivateFile(path, `${JSON.stringify(holder, null, 1)}\n`);
  };
  write();
  return {
    note: (change) => {
      holder = { ...holder, ...change };
      write();
    },
    release: () => {
      if (!held.isOpen) return;
      rmSync(path, { force: true });
      held.close();
    },
  };
}

function openLockFile(path: string): DatabaseSync | null {
  let file: DatabaseSync | null = null;
  try {
    file = new DatabaseSync(path, { timeout: 0 });
    file.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
    chmodSync(path, 0o600);
    giveToFolderOwner(path);
    return file;
  } catch (error) {
    if (file?.isOpen === true) file.close();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) return null;
    throw new PlainError(
      `The data directory ${dirname(path)} cannot be written (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

const sqliteBusy = 5;
