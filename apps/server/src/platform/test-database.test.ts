import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("what the migrator makes belongs to the owner, and the application may not make anything", async () => {
  expect(await ask(database.ownerUrl, "SELECT session_user, current_user")).toEqual([
    { session_user: "trellis_migrator", current_user: "trellis_owner" },
  ]);
  await ask(database.ownerUrl, "CREATE TABLE seen (id int)");
  await expect(ask(database.appUrl, "SELECT * FROM seen")).rejects.toThrow("permission denied");
  await expect(ask(database.appUrl, "CREATE TABLE mine (id int)")).rejects.toThrow(
    "permission denied",
  );
  await expect(ask(database.appUrl, "CREATE TEMP TABLE mine (id int)")).rejects.toThrow(
    "permission denied",
  );
  await expect(ask(database.appUrl, "SET ROLE trellis_owner")).rejects.toThrow("permission denied");
});

test("a second database knows nothing of the first", async () => {
  const other = await createTestDatabase();
  await expect(ask(other.superuserUrl, "SELECT * FROM seen")).rejects.toThrow("does not exist");
  await other.drop();
});
