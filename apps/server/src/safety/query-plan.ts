import { openSignIn } from "#platform/access.ts";
import { type Database, withTx } from "#platform/database.ts";
import type { Statement } from "#platform/statement.ts";
import type { Caller } from "#platform/test-trellis.ts";
import { presentedBy } from "./database-attacker.ts";

/** A node of a plan as EXPLAIN writes it in JSON. */
type Plan = { readonly [key: string]: unknown; readonly Plans?: readonly Plan[] };

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Every node of the plan that the database makes of a statement for somebody who is signed in. */
export async function readPlan(
  app: Database,
  caller: Caller,
  statement: Statement,
): Promise<readonly Plan[]> {
  const explain: Statement = {
    ...statement,
    sql: `EXPLAIN (VERBOSE, FORMAT JSON) ${statement.sql}`,
  };
  const opening = openSignIn(presentedBy(caller), ["clinician", "client", "administrator"]);
  const [rows] = await withTx(app, [opening], (tx) => tx.finish(explain));
  const [row] = rows as readonly { "QUERY PLAN": readonly { Plan: Plan }[] }[];
  return nodesOf(row?.["QUERY PLAN"][0]?.Plan ?? {});
}

/** Conditions that PostgreSQL tries on each row. */
export const conditionsOf = (nodes: readonly Plan[]): string =>
  nodes
    .flatMap((node) =>
      Object.entries(node)
        .filter(([key]) => /Filter$|Cond$/.test(key))
        .map(([, value]) => String(value)),
    )
    .join("\n");

/** A function of ours in a condition: it runs for each row. One that looks nothing up may. */
export const PER_ROW = /app\.(?!is_awake\()\w+\(/;

/** An InitPlan runs once a statement, a SubPlan for each row. */
export const partsOf = (
  nodes: readonly Plan[],
  relationship: "InitPlan" | "SubPlan",
): readonly Plan[] => nodes.filter((node) => node["Parent Relationship"] === relationship);
