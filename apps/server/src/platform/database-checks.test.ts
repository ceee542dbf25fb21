import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { checkDatabase, checkLine, weakChecks, type DatabaseCheck } from "./database-checks.ts";
import { ask } from "./embedded-postgres-trial.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const names = (checks: readonly DatabaseCheck[]): string[] => checks.map((each) => each.check);

test("a server that may lose entries is reported, setting by setting", async () => {
  const weak = weakChecks(await checkDatabase({ ...database, how: "embedded" }));
  expect(names(weak)).toEqual(["fsync", "full_page_writes", "synchronous_commit"]);
  expect(weak.map(checkLine)[0]).toBe(
    "WEAK  fsync: off (saved entries can be lost in a crash; turn it on)",
  );
});

test("logins that row-level security does not bind are reported", async () => {
  const asSuperuser = await checkDatabase({
    appUrl: database.superuserUrl,
    ownerUrl: database.superuserUrl,
    how: "external",
  });
  expect(names(weakChecks(asSuperuser))).toEqual(
    expect.arrayContaining(["special rights of postgres", "tables owned by postgres"]),
  );
  const asMigrator = await checkDatabase({
    appUrl: database.ownerUrl,
    ownerUrl: database.ownerUrl,
    how: "external",
  });
  expect(weakChecks(asMigrator)).toContainEqual(
    expect.objectContaining({
      check: "powerful roles of trellis_migrator",
      value: expect.stringContaining("trellis_owner"),
    }),
  );
});

test("logins to two different databases are reported", async () => {
  const checks = await checkDatabase({
    appUrl: database.appUrl,
    ownerUrl: inject("testServer").ownerUrl,
    how: "external",
  });
  expect(names(weakChecks(checks))).toContain("both logins reach one database");
});

test("an old built-in PostgreSQL is advice, and no reason to stop", async () => {
  const at = async (day: string): Promise<DatabaseCheck | undefined> =>
    (await checkDatabase({ ...database, how: "embedded", now: new Date(day) })).at(-1);
  expect(await at("2026-06-01")).toMatchObject({ ok: true, level: "advice" });
  expect(await at("2028-06-01")).toMatchObject({ ok: false, level: "advice" });
});

test("a database that cannot be reached is one sentence without the password", async () => {
  const asked = checkDatabase({
    appUrl: "postgresql://trellis_app:hush@127.0.0.1:1/trellis",
    ownerUrl: null,
    how: "external",
  });
  await expect(asked).rejects.toThrow(
    "The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1.",
  );
  await expect(ask(database.appUrl, "SELECT pg_read_file('/etc/passwd')")).rejects.toThrow(
    "permission denied",
  );
});
