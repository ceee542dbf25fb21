import type { TestProject } from "vitest/node";
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
 * Vitest's global setup: the product is built, in the pseudo-locale too, and serves until the run ends; once for each
 * worker, so that files that run beside each other do not meet.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
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
