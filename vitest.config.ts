import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "domain",
          include: [
            "packages/*/src/**/*.test.{ts,tsx}",
            "apps/{client,clinician}/src/**/*.test.{ts,tsx}",
          ],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "server",
          include: ["apps/server/src/**/*.test.ts"],
          globalSetup: ["apps/server/src/platform/test-database-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: "tools", include: ["tools/**/*.test.ts"] } },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["e2e/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // As long as a page is waited for; a second, Vitest's own limit, would measure the machine.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
