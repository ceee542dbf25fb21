import { spawnSync, type SpawnOptions } from "node:child_process";
import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import type { PostgresBinaries } from "./embedded-postgres-binaries.ts";
import { PlainError } from "./plain-error.ts";

/** PostgreSQL refuses to run as root, so root needs one of the two other ways. */
export type RunAs =
  | { readonly way: "self" }
  | { readonly way: "account"; readonly uid: number; readonly gid: number }
  | { readonly way: "namespace" };

export type PostgresCommand = {
  readonly file: string;
  readonly args: string[];
  readonly options: SpawnOptions;
};

const accountNames = ["trellis", "postgres"];

const howToHelp =
  "Start Trellis as an ordinary user, or make an account for it (useradd --system trellis) that may read this folder, or set DATABASE_URL to a PostgreSQL server.";

/** The command line and options that run a PostgreSQL program in the given way, with a clean environment. */
export function commandAs(runAs: RunAs, program: string, args: string[]): PostgresCommand {
  const options: SpawnOptions = {
    cwd: "/",
    env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  };
  if (runAs.way === "account") {
    return { file: program, args, options: { ...options, uid: runAs.uid, gid: runAs.gid } };
  }
  if (runAs.way === "namespace") {
    return {
      file: "unshare",
      args: ["--user", "--map-user=65534", "--map-group=65534", program, ...args],
      options,
    };
  }
  return { file: program, args, options };
}

/** Empty when PostgreSQL runs in this way and reaches the folder; otherwise what the trial said. */
function whyNot(runAs: RunAs, binaries: PostgresBinaries, folder: string): string {
  const trial = commandAs(runAs, "/bin/sh", [
    "-c",
    'cd "$1" && exec "$2" --version',
    "sh",
    folder,
    binaries.postgres,
  ]);
  const outcome = spawnSync(trial.file, trial.args, {
    ...trial.options,
    encoding: "utf8",
    timeout: 20_000,
  });
  if (outcome.status === 0) return "";
  const words = outcome.error?.message ?? String(outcome.stderr).trim().split("\n").at(-1) ?? "";
  return words === "" ? `it ended with code ${outcome.status}` : words;
}

function findAccount(name: string): RunAs | null {
  const number = (flag: string): number => {
    const answer = spawnSync("id", [flag, name], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout.trim()) : Number.NaN;
  };
  const uid = number("-u");
  if (!Number.isInteger(uid) || uid === 0) return null;
  return { way: "account", uid, gid: number("-g") };
}

/** Lets the account's group pass through a folder that Trellis has just made, without showing what is in it. */
function openFor(runAs: RunAs, folder: string): void {
  if (runAs.way !== "account") return;
  chownSync(folder, 0, runAs.gid);
  chmodSync(folder, 0o710);
}

function chooseForNew(binaries: PostgresBinaries, dataRoot: string, madeNow: boolean): RunAs {
  for (const name of accountNames) {
    const account = findAccount(name);
    if (account === null) continue;
    if (madeNow) openFor(account, dataRoot);
    if (whyNot(account, binaries, dataRoot) === "") return account;
    if (madeNow) {
      chownSync(dataRoot, 0, 0);
      chmodSync(dataRoot, 0o700);
    }
  }
  const reason = whyNot({ way: "namespace" }, binaries, dataRoot);
  if (reason === "") return { way: "namespace" };
  throw new PlainError(
    `PostgreSQL does not run as root, and neither an unprivileged account nor a user namespace worked here (${reason}). ${howToHelp}`,
  );
}

function chooseForExisting(binaries: PostgresBinaries, cluster: string): RunAs {
  const { uid, gid } = statSync(cluster);
  const runAs: RunAs = uid === 0 ? { way: "namespace" } : { way: "account", uid, gid };
  const reason = whyNot(runAs, binaries, cluster);
  if (reason === "") return runAs;
  if (uid === 0) {
    throw new PlainError(
      `The database in ${cluster} was made by root in a user namespace, and that does not work here any more (${reason}). Allow user namespaces again, or give the folder to an unprivileged account (chown -R), which then runs PostgreSQL.`,
    );
  }
  throw new PlainError(
    `The database in ${cluster} belongs to user number ${uid}, and PostgreSQL cannot run as that user here any more (${reason}). Let that user pass through the folders above it and above the programs of Trellis.`,
  );
}

/**
 * Decides as whom PostgreSQL runs. A cluster that exists decides by its owner; root prefers an unprivileged account
 * that really reaches programs and data, then a user namespace.
 * @param cluster the cluster's folder, or null when it is still to be made
 * @param madeNow whether dataRoot was made by this start, so that its permissions may be set
 * @throws PlainError when no way works
 */
export function chooseRunAs(
  binaries: PostgresBinaries,
  dataRoot: string,
  cluster: string | null,
  madeNow: boolean,
): RunAs {
  const me = process.getuid?.() ?? 0;
  if (me === 0) {
    return cluster === null
      ? chooseForNew(binaries, dataRoot, madeNow)
      : chooseForExisting(binaries, cluster);
  }
  if (cluster !== null && statSync(cluster).uid !== me) {
    throw new PlainError(
      `The database in ${cluster} belongs to another user (number ${statSync(cluster).uid}). Start Trellis as that user.`,
    );
  }
  const runAs: RunAs = isListedUser() ? { way: "self" } : { way: "namespace" };
  const reason = whyNot(runAs, binaries, dataRoot);
  if (reason === "") return runAs;
  const problem =
    runAs.way === "self"
      ? "cannot run on this machine"
      : `needs an entry in /etc/passwd for user number ${me}, or a user namespace`;
  throw new PlainError(
    `The built-in PostgreSQL ${problem} (${reason}). Set DATABASE_URL to a PostgreSQL server instead.`,
  );
}

/** PostgreSQL does not run for a user that the system cannot name, such as a number given to a container. */
function isListedUser(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes a folder that belongs to whoever runs PostgreSQL and is closed to everybody else (0700).
 * @throws PlainError when the path is taken by somebody else or is not a folder
 */
export function makePrivateFolder(path: string, runAs: RunAs): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const me = process.getuid?.() ?? 0;
  const owner = runAs.way === "account" ? runAs.uid : me;
  if (!found.isDirectory() || (found.uid !== owner && found.uid !== me)) {
    throw new PlainError(
      `${path} belongs to somebody else, so the database's socket cannot be put there. Remove it, or set TMPDIR to another folder.`,
    );
  }
  if (runAs.way === "account" && found.uid !== owner) chownSync(path, runAs.uid, runAs.gid);
  chmodSync(path, 0o700);
}
