import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./root.ts";

function linkEntries(from: string, to: string, skipped: string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((entry) => !skipped.includes(entry))) {
    symlinkSync(join(from, name), join(to, name));
  }
}

/** The files of the working tree that git knows or would add. */
export function sourceFiles(): string[] {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", list, { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(root, file)));
}

/**
 * Copies the working tree to a new folder: libraries are links, the workspaces are its own.
 * @returns the folder, for the caller to remove
 */
export function scratchCopy(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "trellis-copy-")));
  for (const file of sourceFiles()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  const compiled = "packages/messages/compiled";
  cpSync(join(root, compiled), join(copy, compiled), { recursive: true });
  linkEntries(join(root, "node_modules"), join(copy, "node_modules"), ["@trellis"]);
  const workspaces = join(root, "node_modules/@trellis");
  mkdirSync(join(copy, "node_modules/@trellis"));
  for (const name of readdirSync(workspaces)) {
    symlinkSync(readlinkSync(join(workspaces, name)), join(copy, "node_modules/@trellis", name));
  }
  for (const app of ["client", "clinician", "server"]) {
    const own = join(root, "apps", app, "node_modules");
    if (existsSync(own)) linkEntries(own, join(copy, "apps", app, "node_modules"), []);
  }
  return copy;
}
