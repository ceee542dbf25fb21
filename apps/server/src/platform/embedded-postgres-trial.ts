import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import type { PostgresMajor } from "./embedded-postgres-binaries.ts";
import { isAlive } from "./process-alive.ts";

/** What the tests of the built-in database share: folders, a second process, and a way to ask. */
export const testedMajor: PostgresMajor = process.env["TRELLIS_TEST_POSTGRES"] === "15" ? 15 : 18;

const folders: string[] = [];

/** A new folder with the given permissions, removed by `removeTrialFolders`. */
export function trialFolder(mode = 0o700): string {
  const folder = mkdtempSync(join(tmpdir(), "trellis-pg-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

export function removeTrialFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The rows that a statement gives, on a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export function postmasterPid(dataRoot: string): number {
  const text = readFileSync(join(dataRoot, `pg${testedMajor}`, "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** Waits until a process is gone; false after ten seconds. */
export async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 500 && isAlive(pid); tries++) await wait(20);
  return !isAlive(pid);
}

export type Holder = { readonly child: ChildProcess; readonly output: () => string };

/** Opens the data directory for serving in a process of its own, as `npm start` would, and waits until it is open. */
export async function startHolder(dataRoot: string, address: string): Promise<Holder> {
  const platform = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { openEmbedded } from ${platform("./embedded-postgres.ts")};
    import { onStopSignal } from ${platform("./stop-signal.ts")};
    const opened = openEmbedded({
      dataRoot: ${JSON.stringify(dataRoot)}, major: ${testedMajor}, purpose: "serve", address: ${JSON.stringify(address)},
      log: (line) => console.log(line),
      onExit: (sentence) => { console.log(sentence); process.exit(3); },
    });
    onStopSignal(async () => { await (await opened).stop(); });
    opened.then(() => console.log("open"), (error) => { console.log(error.message); process.exit(2); });
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part));
  while (!output.includes("open\n") && child.exitCode === null) await wait(10);
  return { child, output: () => output };
}

/** Sends a signal and gives the exit code, null when the signal itself ended it. */
export async function endHolder({ child }: Holder, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null) {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
