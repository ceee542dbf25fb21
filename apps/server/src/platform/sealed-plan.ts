import { SafetyPlan } from "@trellis/domain/safety-plan";
import * as z from "zod/mini";
import type { ClinicKeys } from "./field-keys.ts";
import type { SealedPlace } from "./sealed-column.ts";

/** A version of a client's safety plan; `id` is that of its row. */
export type PlanPlace = {
  readonly clientId: string;
  readonly version: number;
  readonly id: string;
};

/** The row's id can be moved along with the words, so they say themselves whose they are. */
const Sealed = z.object({ clientId: z.string(), version: z.int(), plan: SafetyPlan });

const placeOf = (id: string): SealedPlace => ({
  table: "safety_plan_version",
  column: "plan_sealed",
  rowId: id,
});

export const sealPlan = (
  keys: Pick<ClinicKeys, "seal">,
  { clientId, version, id }: PlanPlace,
  plan: SafetyPlan,
): Buffer =>
  keys.seal(
    placeOf(id),
    JSON.stringify({ clientId, version, plan } satisfies z.infer<typeof Sealed>),
  );

/**
 * The words of this version of this client's plan; null when they were sealed by keys that were lost.
 * @throws Error when the sealed value was changed, or belongs to another client, version or row
 */
export function openPlan(
  keys: Pick<ClinicKeys, "open">,
  { clientId, version, id }: PlanPlace,
  sealed: Buffer,
): SafetyPlan | null {
  const words = keys.open(placeOf(id), sealed);
  if (words === "") return null;
  const found = z.parse(Sealed, JSON.parse(words));
  if (found.clientId !== clientId || found.version !== version)
    throw new Error("a safety plan stands where another one belongs");
  return found.plan;
}
