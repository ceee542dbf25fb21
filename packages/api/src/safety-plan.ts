import { Uuid } from "@trellis/domain/id";
import { SafetyPlan, SafetyPlanVersion } from "@trellis/domain/safety-plan";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const ofClient = z.object({ clientId: Uuid });
const version = z.int().check(z.minimum(0), z.maximum(2_147_483_647));

export const readSafetyPlan = operation({
  name: "safety-plan.read",
  summary: "The newest version of the safety plan, or null when none was written yet.",
  method: "GET",
  path: "/api/clients/:clientId/safety-plan",
  audience: { who: "client-record", data: "safety-plan", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: z.object({ newest: z.nullable(SafetyPlanVersion) }),
});

export const listSafetyPlanVersions = operation({
  name: "safety-plan.list-versions",
  summary: "Every version of the safety plan, newest first, at most fifty.",
  method: "GET",
  path: "/api/clients/:clientId/safety-plan/versions",
  audience: { who: "client-record", data: "safety-plan", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: z.object({ versions: z.array(SafetyPlanVersion) }),
});

export const writeSafetyPlan = operation({
  name: "safety-plan.write",
  summary:
    "Writes a new version over the one that was seen (0 for none). Refused when there is a newer one meanwhile, so that nothing is lost.",
  method: "POST",
  path: "/api/clients/:clientId/safety-plan",
  audience: { who: "client-record", data: "safety-plan", action: "write" },
  params: ofClient,
  query: Nothing,
  body: z.object({ seen: version, plan: SafetyPlan }),
  output: SafetyPlanVersion,
});

export const agreeSafetyPlan = operation({
  name: "safety-plan.agree",
  summary: "Puts the caller's name to the newest version, which the other of the two has written.",
  method: "POST",
  path: "/api/clients/:clientId/safety-plan/agreement",
  audience: { who: "client-record", data: "safety-plan", action: "write" },
  params: ofClient,
  query: Nothing,
  body: z.object({ version: version }),
  output: SafetyPlanVersion,
});

export const printSafetyPlan = operation({
  name: "safety-plan.print",
  summary: "Notes in the audit that the plan is being printed.",
  method: "POST",
  path: "/api/clients/:clientId/safety-plan/prints",
  audience: { who: "client-record", data: "safety-plan", action: "read" },
  takesAway: true,
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: Nothing,
});
