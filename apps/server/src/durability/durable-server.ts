import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { testedMajor } from "#platform/embedded-postgres-trial.ts";

/** Trellis in a process of its own, answering HTTP. */
export type RunningServer = {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly origin: string;
  /** What it has written so far. */
  output(): string;
  /** Its exit code, null when a signal ended it. */
  ended(): Promise<number | null>;
};

const READY_MILLISECONDS = 40_000;
const CLI = fileURLToPath(new URL("../cli.ts", import.meta.url));
const isBuilt = ["client", "clinician"].every((app) =>
  existsSync(new URL(`../../../${app}/dist/index.html`, import.meta.url)),
);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The same composition as `trellis serve`, on the older PostgreSQL, which no command offers. */
function olderServer(dataRoot: string, port: number): string {
  const source = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  return `
    import { buildTrellis } from ${source("../main.ts")};
    import { openDatabase } from ${source("../platform/database.ts")};
    import { openFieldKeys } from ${source("../platform/field-keys.ts")};
    import { readKeyFile } from ${source("../platform/key-file.ts")};
    import { openEmbedded } from ${source("../platform/embedded-postgres.ts")};
    import { terminalLog } from ${source("../platform/log.ts")};
    import { onStopSignal } from ${source("../platform/stop-signal.ts")};
    const onExit = (sentence) => { console.log(sentence); process.exit(1); };
    const opened = await openEmbedded({
      dataRoot: ${JSON.stringify(dataRoot)}, major: ${testedMajor}, purpose: "serve", log: console.log, onExit });
    const database = openDatabase(opened.appUrl, 16, () => undefined);
    const config = { origin: "http://127.0.0.1:${port}", originIsSecure: false, trustedProxies: [] };
    const ring = await readKeyFile(process.env.TRELLIS_KEYS);
    const services = { database, now: Date.now, isDatabaseWeak: false,
      facts: { sends: [], places: [], isHttps: false }, fieldKeys: openFieldKeys(database, ring), jobs: { wake: () => undefined } };
    const server = await buildTrellis({ config, log: terminalLog, services });
    onStopSignal(async () => { await server.close(); await database.close(); await opened.stop(); });
    await server.listen({ host: "127.0.0.1", port: ${port} });`;
}

function programOf(dataRoot: string | null, port: number): string[] {
  if (dataRoot !== null && testedMajor !== 18)
    return ["--input-type=module", "-e", olderServer(dataRoot, port)];
  return [CLI, isBuilt ? "serve" : "start"];
}

/**
 * Starts the server and waits until `GET /healthz` is answered with 200.
 * @param dataRoot its data directory; null when `settings` name a database instead
 */
export async function startDurableServer(
  dataRoot: string | null,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const { DATABASE_URL: _url, TRELLIS_MIGRATE_URL: _migrateUrl, ...inherited } = process.env;
  const own = dataRoot === null ? settings : { ...settings, TRELLIS_DATA: dataRoot };
  const child = spawn(process.execPath, programOf(dataRoot, port), {
    env: { ...inherited, ...own, TRELLIS_PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listen = (text: string): void => void (output += text);
  child.stdout.setEncoding("utf8").on("data", listen);
  child.stderr.setEncoding("utf8").on("data", listen);
  const exited = once(child, "close").then(() => child.exitCode);
  const origin = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + READY_MILLISECONDS; ; await wait(20)) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.status === 200) break;
    if (child.exitCode === null && Date.now() < end) continue;
    child.kill("SIGKILL");
    throw new Error(`the server did not start: ${output}`);
  }
  return { child, pid: child.pid ?? 0, origin, output: () => output, ended: () => exited };
}
