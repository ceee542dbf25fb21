import { inject } from "vitest";

/** The product that this worker has to itself. */
function ownProduct(): { readonly origin: string; readonly dataRoot: string } {
  const products = inject("products");
  const own = products[Number(process.env["VITEST_POOL_ID"]) - 1];
  if (own === undefined) throw new Error("there is no product for this worker");
  return own;
}

export const ownOrigin = (): string => ownProduct().origin;
export const ownDataRoot = (): string => ownProduct().dataRoot;
