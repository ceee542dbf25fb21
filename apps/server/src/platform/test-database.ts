import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { runSteps } from "./role-setup.ts";
import { databaseSteps, ownerRole } from "./roles.ts";
import { templateDatabase } from "./test-database-server.ts";
import type {} from "./test-database-setup.ts";

export type TestDatabase = {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** Removes the database, ending what is still connected to it. */
  drop(): Promise<void>;
};

function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A database of its own for one test file, cloned from the migrated template in some ten milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const maintenanceUrl = inDatabase(server.superuserUrl, "postgres");
  await runSteps(maintenanceUrl, [
    {
      in: "server",
      sql: `CREATE DATABASE ${name} OWNER ${ownerRole} TEMPLATE ${templateDatabase}`,
    },
    ...databaseSteps(name).filter((step) => step.in === "server"),
  ]);
  return {
    appUrl: inDatabase(server.appUrl, name),
    ownerUrl: inDatabase(server.ownerUrl, name),
    superuserUrl: inDatabase(server.superuserUrl, name),
    drop: () => dropDatabase(maintenanceUrl, name),
  };
}

async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.end();
}
