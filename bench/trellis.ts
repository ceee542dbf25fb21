import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildApps } from "../tools/build.ts";
import { root } from "../tools/root.ts";
import { cleanEnvironment, hasEnded, startChild, type Child } from "./child.ts";
import type { Say } from "./row.ts";
import type { Scope } from "./scope.ts";

/** A running server of this checkout on a database of its own, with the product's settings. */
export type Trellis = {
  readonly port: number;
  readonly origin: string;
  /** The folder of PostgreSQL's unix socket. */
  readonly socketDirectory: string;
  readonly keyFile: string;
  readonly dataRoot: string;
  readonly superuserUrl: string;
  readonly appUrl: string;
};

const CLI = join(root, "apps/server/src/cli.ts");
export const CLINIC_CODE = "bench";
const READY_MILLISECONDS = 60_000;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** Waits until the server answers `GET /healthz` with 200, asking every 10 ms. */
export async function untilHealthy(
  port: number,
  child: Child,
  patience = READY_MILLISECONDS,
): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await wait(10)) {
    if (hasEnded(child.process)) throw new Error(`the server ended: ${child.lastWords()}`);
    const answer = await fetch(`http://127.0.0.1:${String(port)}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error(`the server did not answer: ${child.lastWords()}`);
}

/** Runs a command of Trellis to its end and gives what it wrote. */
async function runCommand(
  args: readonly string[],
  env: Record<string, string>,
  scope: Scope,
): Promise<readonly string[]> {
  const child = startChild(process.execPath, [CLI, ...args], {
    cwd: root,
    env: cleanEnvironment(env),
  });
  scope.defer(() => child.stop());
  if (!hasEnded(child.process)) await once(child.process, "close");
  if (child.process.exitCode !== 0)
    throw new Error(`trellis ${args[0] ?? ""}: ${child.lastWords()}`);
  return child.lines();
}

/** Runs a command of Trellis on the data of a running server and gives what it wrote. */
export const runOn = (
  { dataRoot, keyFile }: Trellis,
  args: readonly string[],
  scope: Scope,
): Promise<readonly string[]> =>
  runCommand(args, { TRELLIS_DATA: dataRoot, TRELLIS_KEYS: keyFile }, scope);

/** Starts `trellis serve` on a new, empty clinic in a temporary folder; the scope stops it and removes the folder. */
export async function startTrellis(scope: Scope, say: Say): Promise<Trellis> {
  const isBuilt = ["client", "clinician"].every((app) =>
    existsSync(join(root, "apps", app, "dist/index.html")),
  );
  if (!isBuilt) await buildQuietly(say);
  const init = ["init", "--clinic", CLINIC_CODE, "--name", "Bench", "--country", "DE"];
  const administrator = [
    "--zone",
    "Europe/Berlin",
    "--admin",
    "Bench",
    "--email",
    "bench@bench.example",
  ];
  return (await setUpAndServe(scope, [...init, ...administrator])).trellis;
}

/** Starts `trellis serve` on the demo clinic. */
export async function startDemo(scope: Scope): Promise<{ trellis: Trellis; signIn: DemoSignIn }> {
  const { trellis, lines } = await setUpAndServe(scope, ["demo"]);
  const found = (pattern: RegExp): string =>
    lines.map((line) => pattern.exec(line)?.[1]).find((text) => text !== undefined) ?? "";
  const path = found(/Clients\s+https?:\/\/[^/]+(\/c\/\S+)/);
  return {
    trellis,
    signIn: {
      path,
      email: found(/Clients\s+\S+\s+([^,\s]+)/),
      password: found(/Password[^:]*: (.+)/),
    },
  };
}

/** How a made-up client of the demo signs in, and where. */
export type DemoSignIn = {
  readonly path: string;
  readonly email: string;
  readonly password: string;
};

async function setUpAndServe(
  scope: Scope,
  setUp: readonly string[],
): Promise<{ trellis: Trellis; lines: readonly string[] }> {
  const folder = scope.folder();
  const dataRoot = join(folder, "data");
  const keys = { TRELLIS_KEYS: join(folder, "keys.json") };
  const port = await freePort();
  const lines = await runCommand(
    setUp,
    { ...keys, TRELLIS_DATA: dataRoot, TRELLIS_PORT: String(port) },
    scope,
  );
  await serve(scope, port, { ...keys, TRELLIS_DATA: dataRoot });
  return {
    trellis: {
      port,
      origin: `http://127.0.0.1:${String(port)}`,
      keyFile: keys.TRELLIS_KEYS,
      dataRoot,
      ...readLogins(dataRoot),
    },
    lines,
  };
}

/** Starts one more server on the database of the first, reached through another socket folder. */
export async function startSecondServer(
  scope: Scope,
  first: Trellis,
  socketDirectory: string,
): Promise<number> {
  const port = await freePort();
  const url = first.appUrl.replace(
    encodeURIComponent(first.socketDirectory),
    encodeURIComponent(socketDirectory),
  );
  await serve(scope, port, { DATABASE_URL: url, TRELLIS_KEYS: first.keyFile });
  return port;
}

async function serve(scope: Scope, port: number, settings: Record<string, string>): Promise<void> {
  const env = cleanEnvironment({ ...settings, TRELLIS_PORT: String(port) });
  const child = startChild(process.execPath, [CLI, "serve"], { cwd: root, env });
  scope.defer(() => child.stop());
  await untilHealthy(port, child);
}

function readLogins(
  dataRoot: string,
): Pick<Trellis, "socketDirectory" | "superuserUrl" | "appUrl"> {
  const read = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(join(dataRoot, name), "utf8")) as Record<string, string>;
  const { superuser = "", app = "" } = read("database-keys.json");
  const { socketDirectory = "" } = read("trellis.lock");
  const url = (user: string, password: string): string =>
    `postgresql://${user}:${password}@${encodeURIComponent(socketDirectory)}:5432/trellis`;
  return {
    socketDirectory,
    superuserUrl: url("postgres", superuser),
    appUrl: url("trellis_app", app),
  };
}

/** Builds what is stale. The build reports to stdout, which belongs to the rows. */
export async function buildQuietly(say: Say): Promise<void> {
  const print = console.log;
  console.log = (line: unknown) => say(String(line));
  try {
    await buildApps();
  } finally {
    console.log = print;
  }
}
