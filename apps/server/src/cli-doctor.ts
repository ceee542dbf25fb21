import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { helpChecks } from "./cli-doctor-help.ts";
import { keyChecks, mailCheck } from "./cli-doctor-keys.ts";
import type { Config } from "./platform/config.ts";
import { checkLine, type DatabaseCheck } from "./platform/database-checks.ts";
import { openDatabase } from "./platform/database.ts";
import { findMode, MISSING_FOR_REAL_CLIENTS } from "./platform/installation.ts";
import { pendingMigrations } from "./platform/migrate.ts";
import { openConfigured, type OpenedDatabase } from "./platform/open-database.ts";
import { PlainError } from "./platform/plain-error.ts";

const LOCKED_RUNTIME = "v26.10.0";

/** `trellis doctor`: one line a check; false when something needs looking at. */
export async function doctor(config: Config): Promise<boolean> {
  const checks: DatabaseCheck[] = [runtimeCheck(), ...appChecks()];
  const absent = config.database.kind === "embedded" && !existsSync(join(config.dataRoot, "pg18"));
  if (absent) {
    checks.push(
      check(
        "database",
        false,
        "must",
        "none yet",
        `nothing in ${config.dataRoot}; npm start or trellis init makes one`,
      ),
    );
  } else {
    checks.push(...(await examine(config)));
  }
  for (const each of checks) process.stdout.write(`${checkLine(each)}\n`);
  return checks.every((each) => each.ok || each.level === "advice");
}

const check = (
  name: string,
  ok: boolean,
  level: DatabaseCheck["level"],
  value: string,
  why: string,
): DatabaseCheck => ({
  check: name,
  ok,
  level,
  value,
  why: ok ? "" : why,
});

const runtimeCheck = () =>
  check(
    "runtime",
    process.version === LOCKED_RUNTIME,
    "alarm",
    process.version,
    `Trellis is tested on ${LOCKED_RUNTIME}; use npm run -s trellis`,
  );

const appChecks = (): DatabaseCheck[] =>
  ["client", "clinician"].map((app) => {
    const built = existsSync(
      fileURLToPath(new URL(`../../${app}/dist/index.html`, import.meta.url)),
    );
    return check(
      `${app} app`,
      built,
      "alarm",
      built ? "built" : "not built",
      "run npm run build, or npm start",
    );
  });

async function examine(config: Config): Promise<DatabaseCheck[]> {
  let opened: OpenedDatabase;
  try {
    opened = await openConfigured(
      config,
      "command",
      () => undefined,
      () => undefined,
    );
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return [
      check("database", false, "must", "cannot be used", error.message.replaceAll("\n", " ")),
    ];
  }
  try {
    const reached = await opened.check();
    return [...reached, ...(await schemaChecks(config, opened))];
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return [
      check("database", false, "must", "cannot be reached", error.message.replaceAll("\n", " ")),
    ];
  } finally {
    await opened.stop();
  }
}

async function schemaChecks(config: Config, opened: OpenedDatabase): Promise<DatabaseCheck[]> {
  const pending = opened.ownerUrl === null ? null : await pendingMigrations(opened.ownerUrl);
  const schema =
    pending === null
      ? check("schema", true, "advice", "not looked at (no TRELLIS_MIGRATE_URL)", "")
      : check(
          "schema",
          pending.length === 0,
          "must",
          pending.length === 0 ? "up to date" : `${pending.length} steps behind`,
          "run trellis migrate",
        );
  const database = openDatabase(opened.appUrl, 1, () => undefined);
  try {
    const mode = await findMode(database).catch(() => null);
    if (mode === null || pending?.length) return [schema, ...modeChecks(mode)];
    const keys = await keyChecks(config, database, mode);
    const help = await helpChecks(database, mode, Date.now());
    return [schema, ...keys, mailCheck(config, mode), ...help, ...modeChecks(mode)];
  } finally {
    await database.close();
  }
}

function modeChecks(mode: "demo" | "clinic" | null): DatabaseCheck[] {
  if (mode === null)
    return [check("purpose", false, "must", "not set up", "run trellis demo or trellis init")];
  if (mode === "demo") return [check("purpose", true, "advice", "demo: made-up people", "")];
  return [
    check("purpose", true, "advice", "clinic", ""),
    ...MISSING_FOR_REAL_CLIENTS.map((missing) =>
      check(
        "real clients",
        false,
        "alarm",
        `no ${missing.replaceAll("-", " ")} yet`,
        "not yet for real clients",
      ),
    ),
  ];
}
