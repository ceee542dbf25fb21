import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../tools/root.ts";

/** The demo clinic, served as a clinic would be, on a data directory and a port of its own. */
export type Product = {
  readonly origin: string;
  readonly dataRoot: string;
  /** Ends the server and takes its data away. */
  readonly stop: () => Promise<void>;
};

/** Starts the product as a person does. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-e2e-"));
  const dataRoot = join(folder, "data");
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = { ...process.env, TRELLIS_DATA: dataRoot, TRELLIS_PORT: String(port) };
  const server = spawn(process.execPath, [join(root, "apps/server/src/cli.ts"), "start"], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk) => said.push(String(chunk)));
  await answering(`${origin}/healthz`, server, said);
  const stop = async () => {
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
  return { origin, dataRoot, stop };
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
