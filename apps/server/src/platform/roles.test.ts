import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDatabase, weakChecks } from "./database-checks.ts";
import { ask, removeTrialFolders, testedMajor, trialFolder } from "./embedded-postgres-trial.ts";
import { openEmbedded, type EmbeddedDatabase } from "./embedded-postgres.ts";
import { runSteps } from "./role-setup.ts";
import { printRoles, roleSteps } from "./roles.ts";

let server: EmbeddedDatabase;

beforeAll(async () => {
  server = await openEmbedded({
    dataRoot: join(trialFolder(), "data"),
    major: testedMajor,
    purpose: "command",
    unsafeButFast: true,
  });
});

afterAll(async () => {
  await server.stop();
  removeTrialFolders();
});

function login(user: string, password: string, database: string): string {
  const url = new URL(server.superuserUrl);
  Object.assign(url, { username: user, password, pathname: `/${database}` });
  return url.href;
}

/** A server as a hosting provider gives it: an administrator who may make roles and databases, but is no superuser. */
async function becomeHosted(): Promise<string> {
  const maintenance = new URL(server.superuserUrl);
  maintenance.pathname = "/postgres";
  await ask(maintenance.href, "DROP DATABASE trellis WITH (FORCE)");
  await ask(maintenance.href, "DROP ROLE trellis_migrator, trellis_app, trellis_owner");
  await ask(maintenance.href, "CREATE ROLE hosted LOGIN CREATEROLE CREATEDB PASSWORD 'hosted'");
  await ask(maintenance.href, "GRANT CONNECT ON DATABASE postgres TO hosted");
  return login("hosted", "hosted", "postgres");
}

test("an administrator without superuser rights can run the printed statements, twice", async () => {
  const administrator = await becomeHosted();
  const passwords = { migrator: "it's one", app: "two" };
  const steps = roleSteps(passwords);
  for (const _ of [1, 2]) {
    await runSteps(
      administrator,
      steps.filter((step) => step.in === "server"),
    );
    await runSteps(
      login("hosted", "hosted", "trellis"),
      steps.filter((step) => step.in === "database"),
    );
  }
  const appUrl = login("trellis_app", passwords.app, "trellis");
  const ownerUrl = login("trellis_migrator", passwords.migrator, "trellis");
  await ask(
    ownerUrl,
    "CREATE TABLE made (id int); ALTER TABLE made ENABLE ROW LEVEL SECURITY; ALTER TABLE made FORCE ROW LEVEL SECURITY",
  );
  expect(await ask(ownerUrl, "SELECT tableowner FROM pg_tables WHERE tablename = 'made'")).toEqual([
    { tableowner: "trellis_owner" },
  ]);
  const weak = weakChecks(await checkDatabase({ appUrl, ownerUrl, how: "external" }));
  expect(weak.map((each) => each.check)).toEqual([
    "fsync",
    "full_page_writes",
    "synchronous_commit",
  ]);
});

test("a role of that name that may do too much is refused", async () => {
  await ask(server.superuserUrl, "ALTER ROLE trellis_app CREATEDB");
  await expect(
    runSteps(server.superuserUrl, roleSteps({ migrator: "a", app: "b" })),
  ).rejects.toThrow("may do too much");
});

test("the text for psql holds every statement once", () => {
  const text = printRoles({ migrator: "it's one", app: "two" });
  expect(text).toContain("PASSWORD 'it''s one'");
  expect(text).toContain(String.raw`\connect "trellis"`);
  expect(text.match(/^SELECT .*\\gexec$/gm)?.length).toBe(5);
});
