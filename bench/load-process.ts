// A process of its own: it saves card days over HTTP or sends the same SQL itself, as its parent asks.
import pg from "pg";
import { cardDays, saveRequest, statementsFor } from "./card-day.ts";
import { openLink } from "./link.ts";
import type { LoadResult, LoadRun, LoadTarget, Saver } from "./load.ts";
import type { SentStatement } from "./wire.ts";

async function httpSaver(port: number): Promise<Saver<Buffer>> {
  const link = await openLink(port);
  return {
    prepare: saveRequest,
    save: async (request) => {
      const answer = await link.send(request);
      if (answer.status !== 200)
        throw new Error(
          `a save was answered ${String(answer.status)}: ${answer.body.toString("utf8", 0, 200)}`,
        );
    },
  };
}

type PipelinedClient = pg.Client & {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
};

/** `pg` as the server uses it: pipelined, prepared by name, each write corked until every statement is in it. */
async function sqlSaver(
  target: Extract<LoadTarget, { way: "sql" }>,
): Promise<Saver<SentStatement[][]>> {
  const config = { connectionString: target.url, pipeline: true } as pg.ClientConfig;
  const client = new pg.Client(config) as PipelinedClient;
  await client.connect();
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => {
    const name = names.get(sql) ?? `s${String(names.size)}`;
    names.set(sql, name);
    return name;
  };
  const send = ({ sql, values }: SentStatement) =>
    values.length === 0
      ? client.query(sql)
      : client.query({ name: nameOf(sql), text: sql, values: [...values] });
  return {
    prepare: (day) => statementsFor(target.captured, target.of, day),
    save: async (writes) => {
      for (const statements of writes) {
        const { stream } = client.connection;
        stream.cork();
        const answers = statements.map(send);
        stream.uncork();
        const results = await Promise.all(answers);
        if (statements.at(-1)?.sql === "COMMIT" && results.at(-1)?.command !== "COMMIT")
          throw new Error("not committed");
      }
    },
  };
}

async function run<Prepared>(
  savers: readonly Saver<Prepared>[],
  { first, days }: LoadRun,
): Promise<LoadResult> {
  const prepared = savers.map((saver, number) =>
    cardDays(number, first, days).map((day) => saver.prepare(day)),
  );
  const milliseconds: number[] = [];
  const start = performance.now();
  await Promise.all(
    savers.map(async (saver, number) => {
      for (const save of prepared[number] ?? []) {
        const began = performance.now();
        await saver.save(save);
        milliseconds.push(performance.now() - began);
      }
    }),
  );
  return { seconds: (performance.now() - start) / 1000, milliseconds };
}

const target = JSON.parse(process.argv[2] ?? "", (_key, value: unknown) =>
  readBuffer(value),
) as LoadTarget;
const each = Array.from({ length: Number(process.argv[3]) });
const perform =
  target.way === "http"
    ? (
        (savers) => (wanted: LoadRun) =>
          run(savers, wanted)
      )(await Promise.all(each.map(() => httpSaver(target.port))))
    : (
        (savers) => (wanted: LoadRun) =>
          run(savers, wanted)
      )(await Promise.all(each.map(() => sqlSaver(target))));

function readBuffer(value: unknown): unknown {
  const isBuffer =
    typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
  return isBuffer ? Buffer.from((value as unknown as { data: number[] }).data) : value;
}

process.on("disconnect", () => process.exit(0));
process.on("message", (wanted: LoadRun) => {
  perform(wanted).then(
    (result) => process.send?.(result),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.send?.("ready");
