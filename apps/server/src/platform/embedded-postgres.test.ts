import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDatabase, weakChecks } from "./database-checks.ts";
import {
  ask,
  endHolder,
  hasEnded,
  postmasterPid,
  removeTrialFolders,
  startHolder,
  testedMajor,
  trialFolder,
} from "./embedded-postgres-trial.ts";
import { openEmbedded, type EmbeddedDatabase } from "./embedded-postgres.ts";
import { isAlive } from "./process-alive.ts";

const serve = (dataRoot: string): Promise<EmbeddedDatabase> =>
  openEmbedded({
    dataRoot,
    major: testedMajor,
    purpose: "serve",
    address: "http://127.0.0.1:5999",
  });

const command = (dataRoot: string): Promise<EmbeddedDatabase> =>
  openEmbedded({ dataRoot, major: testedMajor, purpose: "command" });

afterAll(removeTrialFolders);

describe("a data directory that is open", () => {
  const dataRoot = join(trialFolder(), "data");
  let database: EmbeddedDatabase;

  beforeAll(async () => {
    database = await serve(dataRoot);
  });

  afterAll(() => database.stop());

  test("is durable, checked, and reached by a role that row-level security binds", async () => {
    expect(database.how).toBe("started");
    const checks = await checkDatabase({ ...database, how: "embedded" });
    expect(weakChecks(checks)).toEqual([]);
    expect(checks.length).toBeGreaterThan(10);
  });

  test("can be read by its owner alone, and listens on no network", async () => {
    const mode = (name: string): number => statSync(join(dataRoot, name)).mode & 0o777;
    expect([
      mode(`pg${testedMajor}`),
      mode("run"),
      mode("database-keys.json"),
      mode("trellis.lock"),
    ]).toEqual([0o700, 0o700, 0o600, 0o600]);
    const [row] = await ask(
      database.superuserUrl,
      "SELECT current_setting('listen_addresses') AS addresses",
    );
    expect(row).toEqual({ addresses: "" });
  });

  test("keeps what people wrote out of its log", async () => {
    const secret = "a sentence that belongs to one person";
    await expect(ask(database.ownerUrl, `SELECT '${secret}'::int`)).rejects.toThrow(
      "invalid input syntax",
    );
    await ask(
      database.ownerUrl,
      "CREATE SCHEMA trial; CREATE TABLE trial.words (word text PRIMARY KEY, CHECK (length(word) < 50))",
    );
    await ask(database.ownerUrl, `INSERT INTO trial.words VALUES ('${secret}')`);
    await expect(
      ask(database.ownerUrl, `INSERT INTO trial.words VALUES ('${secret}')`),
    ).rejects.toThrow("duplicate key");
    await expect(
      ask(database.ownerUrl, `INSERT INTO trial.words VALUES ('${secret.repeat(2)}')`),
    ).rejects.toThrow("check");
    const folder = join(dataRoot, `pg${testedMajor}`, "log");
    const log = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("");
    expect(log).toContain("ready to accept connections");
    expect(log).not.toContain(secret);
  });

  test("is refused to a second server, naming process and address", async () => {
    await expect(serve(dataRoot)).rejects.toThrow(
      `process ${process.pid} at http://127.0.0.1:5999`,
    );
  });

  test("is shared with commands, which leave it running", async () => {
    const shared = await command(dataRoot);
    expect(shared.how).toBe("shared");
    await shared.stop();
    expect(await ask(shared.appUrl, "SELECT session_user AS me")).toEqual([{ me: "trellis_app" }]);
  });

  test("is free again after a stop, which may be asked for twice", async () => {
    const pid = postmasterPid(dataRoot);
    await Promise.all([database.stop(), database.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(dataRoot, "trellis.lock"))).toBe(false);
    database = await serve(dataRoot);
    expect(await ask(database.ownerUrl, "SELECT count(*)::int AS n FROM trial.words")).toEqual([
      { n: 1 },
    ]);
  });
});

describe("a data directory whose programs were killed", () => {
  const dataRoot = join(trialFolder(), "data");

  test("opens again after SIGTERM, which leaves no PostgreSQL behind", async () => {
    const holder = await startHolder(dataRoot, "http://127.0.0.1:5998");
    const pid = postmasterPid(dataRoot);
    expect(await endHolder(holder, "SIGTERM")).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  test("is closed in order when a service manager sends SIGTERM to everything at once", async () => {
    const holder = await startHolder(dataRoot, "http://127.0.0.1:5998");
    const pid = postmasterPid(dataRoot);
    const ended = endHolder(holder, "SIGTERM");
    process.kill(pid, "SIGTERM");
    expect(await ended).toBe(0);
    expect(holder.output()).not.toContain("ended by itself");
    expect(await hasEnded(pid)).toBe(true);
  });

  test("opens again after kill -9 of Trellis, ending the PostgreSQL that was left", async () => {
    const holder = await startHolder(dataRoot, "http://127.0.0.1:5998");
    const orphan = postmasterPid(dataRoot);
    await endHolder(holder, "SIGKILL");
    expect(isAlive(orphan)).toBe(true);
    const database = await serve(dataRoot);
    expect(isAlive(orphan)).toBe(false);
    await ask(database.ownerUrl, "CREATE SCHEMA trial; CREATE TABLE trial.kept AS SELECT 1 AS n");
    await database.stop();
  });

  test("opens again after kill -9 of PostgreSQL, which ends Trellis with a sentence", async () => {
    const holder = await startHolder(dataRoot, "http://127.0.0.1:5998");
    const ended = once(holder.child, "exit");
    process.kill(postmasterPid(dataRoot), "SIGKILL");
    expect((await ended)[0]).toBe(3);
    expect(holder.output()).toContain("PostgreSQL ended by itself (signal SIGKILL)");
    const database = await command(dataRoot);
    expect(database.how).toBe("started");
    expect(await ask(database.ownerUrl, "SELECT n FROM trial.kept")).toEqual([{ n: 1 }]);
    await database.stop();
  });

  test("opens again after both were killed and another program got PostgreSQL's number", async () => {
    const holder = await startHolder(dataRoot, "http://127.0.0.1:5998");
    const pid = postmasterPid(dataRoot);
    const file = join(dataRoot, `pg${testedMajor}`, "postmaster.pid");
    await endHolder(holder, "SIGKILL");
    process.kill(pid, "SIGKILL");
    expect(await hasEnded(pid)).toBe(true);
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(file, readFileSync(file, "utf8").replace(String(pid), String(stranger.pid)));
    const database = await serve(dataRoot);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await database.stop();
  });

  test("goes to one of two that start at the same moment", async () => {
    const outcomes = await Promise.allSettled([
      serve(dataRoot),
      startHolder(dataRoot, "http://127.0.0.1:5998"),
    ]);
    const [here, there] = outcomes;
    if (here.status === "rejected") expect(String(here.reason)).toContain("already runs");
    if (there.status === "fulfilled") {
      const opened = there.value.output().includes("open\n");
      expect(opened).toBe(here.status === "rejected");
      await endHolder(there.value, "SIGTERM");
    }
    if (here.status === "fulfilled") await here.value.stop();
  });
});

test("a command waits for another one, which would take the database away from it", async () => {
  const dataRoot = join(trialFolder(), "data");
  const first = await command(dataRoot);
  const lines: string[] = [];
  const second = openEmbedded({
    dataRoot,
    major: testedMajor,
    purpose: "command",
    log: (line) => lines.push(line),
  });
  await ask(first.ownerUrl, "SELECT pg_sleep(0.3)");
  expect(lines).toEqual([
    `Waiting for another Trellis command (process ${process.pid}) on this data directory to finish …`,
  ]);
  await first.stop();
  const database = await second;
  expect(database.how).toBe("started");
  await database.stop();
});

describe("a data directory that cannot be used", () => {
  const withCluster = (files: Record<string, string>): string => {
    const dataRoot = trialFolder();
    mkdirSync(join(dataRoot, `pg${testedMajor}`));
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(dataRoot, `pg${testedMajor}`, name), text);
    return dataRoot;
  };

  test("is named when PostgreSQL's version differs", async () => {
    await expect(serve(withCluster({ PG_VERSION: "14\n" }))).rejects.toThrow(
      "was made by PostgreSQL 14",
    );
    const dataRoot = trialFolder();
    mkdirSync(join(dataRoot, "pg14"));
    await expect(serve(dataRoot)).rejects.toThrow("holds a database of PostgreSQL 14");
  });

  test("is left alone when something else lies there", async () => {
    const dataRoot = withCluster({ "letter.txt": "mine" });
    await expect(serve(dataRoot)).rejects.toThrow("not empty and not a database");
    expect(existsSync(join(dataRoot, `pg${testedMajor}`, "letter.txt"))).toBe(true);
  });

  test("is named when its passwords are gone", async () => {
    await expect(serve(withCluster({ PG_VERSION: `${testedMajor}\n` }))).rejects.toThrow(
      "Put it back from your backup",
    );
  });
});

test("what an interrupted first start left is cleared away, and an empty folder is used", async () => {
  const dataRoot = trialFolder();
  mkdirSync(join(dataRoot, `pg${testedMajor}.new-0badcafe`, "cluster"), { recursive: true });
  mkdirSync(join(dataRoot, `pg${testedMajor}`));
  const database = await command(dataRoot);
  await database.stop();
  expect(readdirSync(dataRoot).filter((name) => name.startsWith("pg"))).toEqual([
    `pg${testedMajor}`,
  ]);
});

test("a path too long for a socket works, with the socket in a private folder elsewhere", async () => {
  const database = await command(
    join(trialFolder(), "a folder with spaces ".repeat(8).trim(), "däta"),
  );
  expect(await ask(database.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  const socketFolder = decodeURIComponent(new URL(database.appUrl).hostname);
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
  await database.stop();
  rmdirSync(socketFolder);
});
