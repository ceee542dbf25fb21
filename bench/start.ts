import { rmSync } from "node:fs";
import { join } from "node:path";
import { scratchCopy } from "../tools/scratch-copy.ts";
import { cleanEnvironment, startChild } from "./child.ts";
import { median, short } from "./median.ts";
import type { Family } from "./row.ts";
import type { Scope } from "./scope.ts";
import { freePort, untilHealthy } from "./trellis.ts";

const WARM_STARTS = 3;
const PATIENCE_MILLISECONDS = 120_000;

/** From the command to the first answer, as somebody at a terminal waits for it. */
export const start: Family = {
  rows: [
    { name: "start.first-seconds", unit: "s", goal: { sign: "≤", than: 20 } },
    { name: "start.warm-seconds", unit: "s", goal: { sign: "≤", than: 3 } },
  ],
  measure: async (_wanted, scope, say) => {
    const checkout = scratchCopy();
    scope.defer(() => rmSync(checkout, { recursive: true, force: true, maxRetries: 5 }));
    rmSync(join(checkout, "packages/messages/compiled"), { recursive: true, force: true });
    const data = join(scope.folder(), "data");
    say("start: the first start, with build and demo clinic …");
    const first = await startOnce(scope, checkout, data);
    const warm: number[] = [];
    while (warm.length < WARM_STARTS) warm.push(await startOnce(scope, checkout, data));
    const measured = "from the spawn of npm start to the first 200 of GET /healthz";
    return [
      {
        name: "start.first-seconds",
        value: first,
        how: `Seconds ${measured}, in a copy of this checkout with its libraries installed and nothing built, on an empty data directory: build, new database, migrations, demo clinic.`,
      },
      {
        name: "start.warm-seconds",
        value: median(warm),
        how: `Seconds ${measured}, apps built and data there; median of ${String(WARM_STARTS)} (${warm.map(short).join(", ")}).`,
      },
    ];
  },
};

async function startOnce(scope: Scope, checkout: string, data: string): Promise<number> {
  const port = await freePort();
  const env = cleanEnvironment({ TRELLIS_DATA: data, TRELLIS_PORT: String(port) });
  const own = scope.open();
  const began = performance.now();
  const child = startChild("npm", ["start"], { cwd: checkout, env, group: true });
  own.defer(() => child.stop());
  try {
    await untilHealthy(port, child, PATIENCE_MILLISECONDS);
    return (performance.now() - began) / 1000;
  } finally {
    await own.close();
  }
}
