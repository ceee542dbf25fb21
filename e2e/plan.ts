import { readSafetyPlan, writeSafetyPlan } from "@trellis/api/safety-plan";
import {
  EMPTY_PLAN,
  MOST_PLAN_LINES,
  PLAN_PARTS,
  type SafetyPlan,
  type SafetyPlanVersion,
} from "@trellis/domain/safety-plan";
import type { SignedInApi } from "./server-api.ts";

const line = (words: string, phone: string | null = null) => ({ words, phone });

/** A plan of a made-up client, in words of their own. */
export const A_PLAN: SafetyPlan = {
  signs: [line("I stop answering messages"), line("My shoulders go up")],
  alone: [line("Walk to the bridge and back"), line("The playlist from the summer")],
  places: [line("The library reading room")],
  people: [line("Mara, my sister", "555 0171"), line("Ben from the choir")],
  professionals: [line("The coaching line", "555 0142")],
  safer: [line("What we agreed on; Mara has the key")],
  rightNow: {
    moves: [
      { words: "Cold water, count to thirty", least: 3 },
      { words: "Ring Mara and say the number", least: 2 },
      { words: "Tea on the step", least: 0 },
    ],
    reason: "so I can sing in June",
    line: "You have been at 5 before, and the morning came.",
  },
  reviewOn: null,
};

/** A plan with as many and as long lines as one can have. */
export const FULLEST_PLAN: SafetyPlan = {
  ...EMPTY_PLAN,
  ...Object.fromEntries(
    PLAN_PARTS.map((part) => [
      part,
      Array.from({ length: MOST_PLAN_LINES }, () =>
        line("long words ".repeat(14), "+1 212-555-0100"),
      ),
    ]),
  ),
  rightNow: {
    moves: Array.from({ length: 12 }, () => ({ words: "long words ".repeat(14), least: 5 })),
    reason: "long words ".repeat(27),
    line: "long words ".repeat(27),
  },
};

/** Writes the next version of a client's plan as this person. */
export async function putPlan(
  api: SignedInApi,
  plan: SafetyPlan,
  clientId = api.who.clientId ?? "",
): Promise<SafetyPlanVersion> {
  const params = { clientId };
  const { newest } = await api.call(readSafetyPlan, { params });
  return api.call(writeSafetyPlan, { params, body: { seen: newest?.version ?? 0, plan } });
}
