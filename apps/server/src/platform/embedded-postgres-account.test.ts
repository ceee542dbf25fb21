import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { chooseRunAs, commandAs, makePrivateFolder } from "./embedded-postgres-account.ts";
import { findPostgres } from "./embedded-postgres-binaries.ts";
import { ask, removeTrialFolders, testedMajor, trialFolder } from "./embedded-postgres-trial.ts";
import { openEmbedded } from "./embedded-postgres.ts";

const isRoot = process.getuid?.() === 0;
const binaries = findPostgres(testedMajor);
const nobody = 65_534;

const succeeds = (file: string, args: string[]): boolean => spawnSync(file, args).status === 0;
const namespacesWork = isRoot && succeeds("unshare", ["--user", "--map-user=65534", "true"]);
const accountUid = ["trellis", "postgres"]
  .map((name) => Number(spawnSync("id", ["-u", name], { encoding: "utf8" }).stdout || "0"))
  .find((uid) => uid > 0);

/** Whether the account reaches the installed programs and the temporary folder; a checkout under /root forbids it. */
const accountWorks =
  isRoot &&
  accountUid !== undefined &&
  spawnSync("/bin/sh", ["-c", `cd "${tmpdir()}" && "${binaries.postgres}" --version`], {
    uid: accountUid,
  }).status === 0;

const open = (dataRoot: string): ReturnType<typeof openEmbedded> =>
  openEmbedded({ dataRoot, major: testedMajor, purpose: "command" });

afterAll(() => {
  vi.unstubAllEnvs();
  removeTrialFolders();
});

describe.runIf(isRoot)("as root", () => {
  test.runIf(namespacesWork)(
    "a folder that nobody else can enter is used in a user namespace",
    async () => {
      const dataRoot = join(trialFolder(0o700), "data");
      const database = await open(dataRoot);
      expect(statSync(join(dataRoot, `pg${testedMajor}`)).uid).toBe(0);
      expect(await ask(database.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await database.stop();
    },
  );

  test.runIf(accountWorks)(
    "an account that reaches everything runs PostgreSQL, and its owner decides from then on",
    async () => {
      const dataRoot = join(trialFolder(0o755), "data");
      const cluster = join(dataRoot, `pg${testedMajor}`);
      await (await open(dataRoot)).stop();
      expect(statSync(cluster).uid).toBe(accountUid);
      expect(statSync(dataRoot).mode & 0o777).toBe(0o710);
      expect(chooseRunAs(binaries, dataRoot, cluster, false)).toMatchObject({
        way: "account",
        uid: accountUid,
      });
    },
  );

  test("one sentence says what to do when no way is left", () => {
    const dataRoot = trialFolder(0o700);
    const cluster = join(dataRoot, "cluster");
    mkdirSync(cluster);
    vi.stubEnv("PATH", "/nonexistent");
    expect(() => chooseRunAs(binaries, dataRoot, null, false)).toThrow(
      "neither an unprivileged account nor a user namespace",
    );
    expect(() => chooseRunAs(binaries, dataRoot, cluster, false)).toThrow(
      "Allow user namespaces again",
    );
    chownSync(cluster, nobody, nobody);
    expect(() => chooseRunAs(binaries, dataRoot, cluster, false)).toThrow(
      `belongs to user number ${nobody}`,
    );
    vi.unstubAllEnvs();
  });

  test("a socket folder of somebody else is refused", () => {
    const folder = join(trialFolder(), "run");
    mkdirSync(folder);
    chownSync(folder, nobody, nobody);
    expect(() => makePrivateFolder(folder, { way: "namespace" })).toThrow(
      "belongs to somebody else",
    );
  });
});

test("PostgreSQL is started without the settings that its clients read from the environment", () => {
  vi.stubEnv("PGOPTIONS", "-c fsync=off");
  const { options } = commandAs({ way: "self" }, binaries.postgres, []);
  expect(Object.keys(options.env ?? {})).toEqual(["PATH", "LC_ALL", "TZ"]);
  vi.unstubAllEnvs();
});
