import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../tools/root.ts";

/** Trellis, served as a clinic would serve it, on a data directory and a port of its own. */
export type Product = {
  readonly origin: string;
  readonly dataRoot: string;
  /** Ends the server and takes its data away. */
  readonly stop: () => Promise<void>;
};

type Environment = Readonly<Record<string, string | undefined>>;

const CLI = join(root, "apps/server/src/cli.ts");

/** A place of its own for data and keys, and a free port. */
async function makePlace(): Promise<{
  readonly folder: string;
  readonly dataRoot: string;
  readonly origin: string;
  readonly environment: Environment;
}> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-e2e-"));
  const dataRoot = join(folder, "data");
  const port = String(await freePort());
  const environment = { ...process.env, TRELLIS_DATA: dataRoot, TRELLIS_PORT: port };
  return { folder, dataRoot, origin: `http://127.0.0.1:${port}`, environment };
}

/** Runs a command that serves, until it answers. Gives back the way to end it. */
async function served(
  command: string,
  environment: Environment,
  origin: string,
): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, [CLI, command], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk) => said.push(String(chunk)));
  await answering(`${origin}/healthz`, server, said);
  return async () => ended(server);
}

/** Starts the demo clinic as a person does. */
export async function startProduct(): Promise<Product> {
  const { folder, dataRoot, origin, environment } = await makePlace();
  const end = await served("start", environment, origin);
  const stop = async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  return { origin, dataRoot, stop };
}

/** A clinic that was set up a moment ago, with what its first administrator is handed. */
export type NewClinic = Product & {
  readonly code: string;
  readonly link: string;
  readonly spokenCode: string;
};

/** Sets a clinic up with `trellis init`, and serves it. */
export async function startClinic(code: string, email: string): Promise<NewClinic> {
  const { folder, dataRoot, origin, environment } = await makePlace();
  const owned = { ...environment, TRELLIS_KEYS: join(folder, "keys", "keys.json") };
  const about = ["--clinic", code, "--name", "Lakeside Clinic", "--country", "US"];
  const first = ["--zone", "America/New_York", "--email", email, "--admin", "Grace Ibarra"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CLI, "init", ...about, ...first],
    { env: owned },
  );
  const end = await served("serve", owned, origin);
  const stop = async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  const link = /https?:\S+\/welcome#\S+/.exec(stdout)?.[0] ?? "";
  const spokenCode = /\b\d{6}\b/.exec(stdout.slice(stdout.indexOf(link) + link.length))?.[0] ?? "";
  return { origin, dataRoot, stop, code, link, spokenCode };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => void probe.close(() => resolve()));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}

async function answering(
  url: string,
  server: ChildProcess,
  said: readonly string[],
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${said.join("")}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not answer within a minute:\n${said.join("")}`);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await gone;
}
