import type { TestProject } from "vitest/node";
import { buildApps } from "../tools/build.ts";
import { startProduct } from "./product.ts";

declare module "vitest" {
  // Only an interface can be added to.
  export interface ProvidedContext {
    /** The demo clinic of this run, served as a clinic would be. */
    origin: string;
    dataRoot: string;
  }
}

/** Vitest's global setup: the product is built, in the pseudo-locale too, and serves until the run ends. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildApps();
  await buildApps({ pseudo: true });
  const { origin, dataRoot, stop } = await startProduct();
  project.provide("origin", origin);
  project.provide("dataRoot", dataRoot);
  return stop;
}
