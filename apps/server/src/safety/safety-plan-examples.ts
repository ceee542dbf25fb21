import { EMPTY_PLAN } from "@trellis/domain/safety-plan";
import type { Example, RecordIds } from "./operation-examples.ts";

const ofClient = ({ clientId }: RecordIds) => ({ clientId });
const always = (status: number) => ({ own: status, foreign: status });

/** The same plan each time, so that it is a replay for whoever comes second. A marked record has one version. */
const plan = {
  ...EMPTY_PLAN,
  signs: [{ words: "I stop answering", phone: null }],
  people: [{ words: "My sister", phone: "030 123 45 67" }],
  rightNow: {
    moves: [{ words: "Cold water", least: 4 }],
    reason: "A flat of my own",
    line: "Ten minutes.",
  },
};

/** Safety plans and coaching. */
export const SAFETY_PLAN_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "safety-plan.read": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "safety-plan.list-versions": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "safety-plan.write": [
    { ...always(200), input: (path) => ({ params: ofClient(path), body: { seen: 1, plan } }) },
    {
      ...always(409),
      input: (path) => ({ params: ofClient(path), body: { seen: 9, plan: EMPTY_PLAN } }),
    },
  ],
  "safety-plan.agree": [
    { ...always(200), input: (path) => ({ params: ofClient(path), body: { version: 2 } }) },
    { ...always(409), input: (path) => ({ params: ofClient(path), body: { version: 1 } }) },
  ],
  "safety-plan.print": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "coaching-call.read": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "coaching-call.read-own": [{ ...always(200), input: () => ({}) }],
  "coaching-call.write-own": [
    {
      ...always(200),
      input: () => ({
        body: { phone: "030 765 43 21", hours: "Until nine", limits: "Ten minutes" },
      }),
    },
  ],
};
