import { Client } from "pg";
import { databaseName, roleSteps, type RolePasswords, type RoleStep } from "./roles.ts";

/**
 * Runs the role set-up as superuser of the built-in server, and closes its maintenance databases to everybody else.
 * @param urlOf the superuser's URL for a database
 */
export async function applyRoleSteps(
  urlOf: (database: string) => string,
  passwords: RolePasswords,
): Promise<void> {
  const steps = roleSteps(passwords);
  await runSteps(urlOf("postgres"), [
    ...steps.filter((step) => step.in === "server"),
    { in: "server", sql: "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC" },
  ]);
  await runSteps(
    urlOf(databaseName),
    steps.filter((step) => step.in === "database"),
  );
}

/** Runs set-up statements one after the other on one connection. */
export async function runSteps(url: string, steps: RoleStep[]): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const step of steps) {
      const present =
        step.onlyIfNone === undefined ? 0 : (await client.query(step.onlyIfNone)).rows.length;
      if (present === 0) await client.query(step.sql);
    }
  } finally {
    await client.end();
  }
}
