import type { TestProject } from "vitest/node";
import { startTestServer, type TestServer } from "./test-database-server.ts";

declare module "vitest" {
  // Only an interface can be added to.
  interface ProvidedContext {
    testServer: TestServer;
  }
}

let stop: () => Promise<void> = () => Promise.resolve();

/** Vitest's global setup: one server for the run. TRELLIS_TEST_POSTGRES=15 takes the older PostgreSQL. */
export async function setup(project: TestProject): Promise<void> {
  const wanted = process.env["TRELLIS_TEST_POSTGRES"] ?? "18";
  if (wanted !== "15" && wanted !== "18")
    throw new Error(`TRELLIS_TEST_POSTGRES is "${wanted}"; it has to be 15 or 18.`);
  const server = await startTestServer(wanted === "15" ? 15 : 18);
  ({ stop } = server);
  project.provide("testServer", {
    superuserUrl: server.superuserUrl,
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
  });
}

/** Stops the server and removes its data. */
export async function teardown(): Promise<void> {
  await stop();
}
