import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InstallationMode } from "@trellis/domain/clinic";
import { makeDemo, printDemoSignIns } from "./demo/make-demo.ts";
import { buildTrellis, jobsOf } from "./main.ts";
import type { Config } from "./platform/config.ts";
import { checkLine, weakChecks } from "./platform/database-checks.ts";
import { type Database, openDatabase, REQUEST_LIMITS } from "./platform/database.ts";
import { failureOf } from "./platform/failure.ts";
import { findMode } from "./platform/installation.ts";
import { openJobRunner } from "./platform/jobs.ts";
import { readOrMakeKeyFile } from "./platform/key-file.ts";
import { terminalLog } from "./platform/log.ts";
import { migrate } from "./platform/migrate.ts";
import { type OpenedDatabase, openConfigured, stopWhenOpen } from "./platform/open-database.ts";
import { openKeys } from "./platform/open-keys.ts";
import { PlainError } from "./platform/plain-error.ts";
import type { Services } from "./platform/route.ts";
import { factsOf } from "./platform/server-facts.ts";
import { isStopping, onStopSignal } from "./platform/stop-signal.ts";

const say = (sentence: string) => terminalLog.info(sentence);

/** Connections to the database; a request holds one for a few milliseconds. */
const POOL_SIZE = 16;
const BUILD_SCRIPT = fileURLToPath(new URL("../../../tools/build.ts", import.meta.url));
const BUILT = ["client", "clinician"].map((app) =>
  fileURLToPath(new URL(`../../${app}/dist/index.html`, import.meta.url)),
);

/** `npm start`: builds the apps when their sources changed, makes the demo clinic in a new database, serves. */
export async function start(config: Config): Promise<void> {
  const building = buildApps();
  building.catch(() => undefined);
  await run(config, { building, demoIfNew: true });
}

/** `trellis serve`: serves what is built, on a database that has been set up. */
export async function serve(config: Config): Promise<void> {
  const missing = BUILT.find((file) => !existsSync(file));
  if (missing)
    throw new PlainError(
      "The apps are not built yet. Run npm run build first, or npm start, which does it itself.",
    );
  await run(config, { building: Promise.resolve(), demoIfNew: false });
}

type How = { readonly building: Promise<void>; readonly demoIfNew: boolean };

async function run(config: Config, how: How): Promise<void> {
  let closing: (() => Promise<void>) | null = null;
  const onExit = (sentence: string) => {
    say(sentence);
    process.exit(1);
  };
  onStopSignal(async () => {
    say("Stopping …");
    await closing?.();
    say("Stopped.");
  });
  const opening = openConfigured(config, "serve", say, onExit);
  closing = () => stopWhenOpen(opening);
  const opened = await opening;
  try {
    const onLost = (error: Error) => {
      if (!isStopping()) terminalLog.error("A database connection was lost.", { error });
    };
    const database = openDatabase(opened.appUrl, POOL_SIZE, onLost, REQUEST_LIMITS);
    closing = async () => {
      await database.close();
      await opened.stop();
    };
    const mode = await prepare(config, opened, database, how.demoIfNew);
    const weak = await refuseWeak(opened, mode);
    const fieldKeys = await openKeys(config, database);
    await how.building;
    const runner = openJobRunner(opened.appUrl, terminalLog);
    const services: Services = {
      database,
      now: Date.now,
      isDatabaseWeak: weak,
      facts: factsOf(config),
      fieldKeys,
      jobs: runner.bell,
    };
    const server = await buildTrellis({
      config,
      log: terminalLog,
      services,
    });
    closing = async () => {
      await server.close();
      await runner.stop();
      await database.close();
      await opened.stop();
    };
    await listen(server, config);
    printAddresses(config, mode, weak);
    // Whoever waits for the first page need not wait for the queue.
    runner.start(jobsOf(config), services).catch((error: unknown) => {
      if (!isStopping()) terminalLog.error("The jobs did not start.", { error });
    });
  } catch (error) {
    await closing();
    throw error;
  }
}

async function prepare(
  config: Config,
  opened: OpenedDatabase,
  database: Database,
  demoIfNew: boolean,
): Promise<InstallationMode> {
  if (opened.ownerUrl !== null) {
    const ran = await migrate(opened.ownerUrl);
    if (ran.length > 0)
      say(
        `Brought the database up to date (${ran.length} ${ran.length === 1 ? "step" : "steps"}).`,
      );
  }
  const mode = await findMode(database).catch((error: unknown) => {
    throw plainly(error);
  });
  if (mode !== null) return mode;
  if (!demoIfNew || opened.ownerUrl === null) {
    throw new PlainError(
      "This database is empty. Run trellis demo for made-up people, or trellis init for a clinic.",
    );
  }
  say(
    `Making the demo clinic in ${opened.kind === "embedded" ? config.dataRoot : "the database"} …`,
  );
  const ring = await readOrMakeKeyFile(config.keyFile.path, Date.now());
  await makeDemo(opened.ownerUrl, ring, Date.now());
  return "demo";
}

/** A sentence for what an administrator can mend: an empty database, or one that does not answer. */
function plainly(error: unknown): unknown {
  const tableIsMissing = (error as { code?: unknown }).code === "42P01";
  if (tableIsMissing) {
    return new PlainError(
      "The database has no Trellis in it yet. Run trellis migrate with TRELLIS_MIGRATE_URL first.",
    );
  }
  const failure = failureOf(error);
  return failure?.code === "database-unavailable"
    ? new PlainError(
        "The database of DATABASE_URL cannot be reached. Is it running, and is the address right?",
      )
    : error;
}

/** Prints the checks of an external database; a clinic is not served on a weak one. True when weak. */
async function refuseWeak(opened: OpenedDatabase, mode: InstallationMode): Promise<boolean> {
  const checks = await opened.check();
  if (opened.kind === "external") for (const check of checks) say(checkLine(check));
  const weak = weakChecks(checks);
  if (weak.length === 0) return false;
  if (mode === "clinic") {
    throw new PlainError(
      ["This database is too weak for a clinic:", ...weak.map(checkLine)].join("\n"),
    );
  }
  return true;
}

async function listen(
  server: Awaited<ReturnType<typeof buildTrellis>>,
  config: Config,
): Promise<void> {
  try {
    await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "EADDRINUSE") {
      throw new PlainError(
        `Port ${config.port} on ${config.host} is taken by another program. Stop it, or set TRELLIS_PORT to another number.`,
      );
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL") {
      throw new PlainError(
        `Trellis cannot listen on ${config.host}:${config.port} (${code}). Set TRELLIS_HOST and TRELLIS_PORT.`,
      );
    }
    throw error;
  }
}

function printAddresses(config: Config, mode: InstallationMode, weak: boolean): void {
  say("");
  say(`Trellis is running at ${config.origin}`);
  if (weak)
    say(
      "The database is not safe for real people (see the checks above); this is a demo, so it is served all the same.",
    );
  if (mode === "demo") printDemoSignIns(config.origin, say);
  else say("Not yet for real clients: trellis doctor says what is missing.");
  say("");
  say("Ctrl-C stops it.");
}

/** A process of its own: the build tools are loaded only when there is something to build. */
async function buildApps(): Promise<void> {
  const child = spawn(process.execPath, [BUILD_SCRIPT, "--if-stale"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new PlainError("The apps could not be built; the lines above say why.");
}
