import { fork, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import { type CardDay, cardDay, CLIENTS, saveRequest, savers } from "./card-day.ts";
import { openLink } from "./link.ts";
import type { LoadResult, LoadRun, LoadTarget } from "./load.ts";
import { median, quantile, short } from "./median.ts";
import type { Family, Say } from "./row.ts";
import type { Scope } from "./scope.ts";
import { seedClinic } from "./seed.ts";
import { startSecondServer, startTrellis, type Trellis } from "./trellis.ts";
import { type SentStatement, tapDatabase } from "./wire.ts";

const TODAY = civilDate("2026-03-03");
const PAIRS = 7;
const DAYS_A_RUN = 64;
const WARM_UP_DAYS = 32;

/** Saving a card day over HTTP, in units of the same SQL on the same database. */
export const cardSave: Family = {
  rows: [{ name: "card-save.of-raw", unit: "of raw SQL", goal: { sign: "≥", than: 0.5 } }],
  measure: async (_wanted, scope, say) => {
    const trellis = await startTrellis(scope, say);
    await seedClinic(trellis.superuserUrl, {
      today: TODAY,
      clientsPerTherapist: CLIENTS,
      groups: [savers],
    });
    const { captured, of } = await captureSave(scope, trellis);
    const http = await startLoad(scope, { way: "http", port: trellis.port });
    const sql = await startLoad(scope, { way: "sql", url: trellis.appUrl, captured, of });
    const { pairs, ratios } = await runPairs(http, sql, say);
    const [httpMs, sqlMs] = [
      pairs.flatMap((pair) => pair.http.milliseconds),
      pairs.flatMap((pair) => pair.sql.milliseconds),
    ];
    const rate = (results: readonly LoadResult[]): string =>
      short(median(results.map((each) => each.milliseconds.length / each.seconds)));
    const statements = captured.map((turn) => turn.length).join(" + ");
    const p = {
      p50: quantile(httpMs, 0.5),
      p99: quantile(httpMs, 0.99),
      rawP50: quantile(sqlMs, 0.5),
      rawP99: quantile(sqlMs, 0.99),
    };
    return [
      {
        name: "card-save.of-raw",
        value: median(ratios),
        how: `Saves a second over HTTP divided by saves a second of the same SQL, median of ${String(PAIRS)} pairs (${ratios.map(short).join(", ")}), each pair in alternating order. ${String(CLIENTS)} signed-in clients at once, 12 operations a POST, row-level security, audit and fsync on; the SQL (${statements} statements in ${String(captured.length)} writes) was captured from the server and is sent by pg, pipelined, over ${String(CLIENTS)} connections from a process of its own. HTTP ${rate(pairs.map((pair) => pair.http))}/s, p50 ${short(p.p50)} ms, p99 ${short(p.p99)} ms; SQL ${rate(pairs.map((pair) => pair.sql))}/s, p50 ${short(p.rawP50)} ms, p99 ${short(p.rawP99)} ms; the client of HTTP shares the machine.`,
        more: Object.fromEntries(
          Object.entries(p).map(([name, value]) => [name, Number(value.toFixed(2))]),
        ),
      },
    ];
  },
};

type Captured = {
  readonly captured: readonly (readonly SentStatement[])[];
  readonly of: CardDay;
};

/** Saves one day through a second server whose way to the database is tapped; then that server is stopped. */
export async function captureSave(scope: Scope, trellis: Trellis): Promise<Captured> {
  const own = scope.open();
  try {
    const wire = await tapDatabase(own, trellis.socketDirectory);
    const link = await openLink(await startSecondServer(own, trellis, wire.folder));
    own.defer(() => link.close());
    const save = async (day: CardDay): Promise<void> => {
      const { status } = await link.send(saveRequest(day));
      if (status !== 200) throw new Error(`the save to be captured was answered ${String(status)}`);
    };
    await save(cardDay(0, addDays(TODAY, 1)));
    const of = cardDay(0, addDays(TODAY, 2));
    wire.listen();
    await save(of);
    const captured = wire.heard().turns;
    if (captured.at(-1)?.at(-1)?.sql !== "COMMIT")
      throw new Error("the captured save does not end with COMMIT");
    return { captured, of };
  } finally {
    await own.close();
  }
}

type Pair = { readonly http: LoadResult; readonly sql: LoadResult };

async function runPairs(
  http: Load,
  sql: Load,
  say: Say,
): Promise<{ pairs: Pair[]; ratios: number[] }> {
  let first = addDays(TODAY, 3);
  const run = async (load: Load, days: number): Promise<LoadResult> => {
    const result = await load({ first, days });
    first = addDays(first, days);
    return result;
  };
  for (const load of [http, sql, http, sql]) await run(load, WARM_UP_DAYS);
  const pairs: Pair[] = [];
  for (let number = 0; number < PAIRS; number += 1) {
    await wait(200);
    const early = await run(number % 2 === 0 ? sql : http, DAYS_A_RUN);
    const late = await run(number % 2 === 0 ? http : sql, DAYS_A_RUN);
    const pair = number % 2 === 0 ? { http: late, sql: early } : { http: early, sql: late };
    pairs.push(pair);
    say(
      `card-save: pair ${String(number + 1)} of ${String(PAIRS)}: ${short(pair.sql.seconds / pair.http.seconds)}`,
    );
  }
  return { pairs, ratios: pairs.map((pair) => pair.sql.seconds / pair.http.seconds) };
}

export type Load = (run: LoadRun) => Promise<LoadResult>;

export async function startLoad(scope: Scope, target: LoadTarget): Promise<Load> {
  const args = [JSON.stringify(target), String(CLIENTS)];
  const child = fork(new URL("./load-process.ts", import.meta.url), args, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  scope.defer(() => void child.kill("SIGKILL"));
  await reply(child);
  return async (run) => {
    child.send(run);
    return (await reply(child)) as LoadResult;
  };
}

/** The next message of a load process; its error, or its early end, throws. */
function reply(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (message: unknown): void => {
      child.off("message", settle).off("exit", end);
      const failed = typeof message === "object" && message !== null && "error" in message;
      if (failed) reject(new Error(String(message.error)));
      else resolve(message);
    };
    const end = (): void => settle({ error: "a load process ended" });
    child.on("message", settle).on("exit", end);
  });
}
