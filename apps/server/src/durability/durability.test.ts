import { randomInt } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { OperationAnswer } from "@trellis/domain/card-operation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ask,
  hasEnded,
  postmasterPid,
  removeTrialFolders,
  testedMajor,
  trialFolder,
} from "#platform/embedded-postgres-trial.ts";
import { openEmbedded, type EmbeddedDatabase } from "#platform/embedded-postgres.ts";
import { migrate } from "#platform/migrate.ts";
import { isAlive } from "#platform/process-alive.ts";
import { type RunningServer, startDurableServer } from "./durable-server.ts";
import {
  dayOf,
  handIn,
  makeSave,
  makeSavingClients,
  type Save,
  type SavingClient,
  signIn,
} from "./saving-client.ts";

const CLIENTS = 16;
const SAVES = 1000;
const ROUNDS = 10;
const SERIAL_SAVES = 200;
const SLOW = { timeout: 60_000 };
const SEED = Number(process.env["TRELLIS_DURABILITY_SEED"] ?? randomInt(1_000_000));
const random = seededRandom(SEED);
process.stderr.write(`Durability with TRELLIS_DURABILITY_SEED=${SEED}\n`);

const dataRoot = join(trialFolder(), "data");
const keyFile = `${dataRoot}-keys/keys.json`;
const keys = { TRELLIS_KEYS: keyFile };
let clients: SavingClient[] = [];
let server: RunningServer | null = null;

/** Mulberry32, so that a seed repeats the moments of the kills. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const open = (purpose: "serve" | "command"): Promise<EmbeddedDatabase> =>
  openEmbedded({ dataRoot, major: testedMajor, purpose });

async function askDatabase(sql: string): Promise<Record<string, unknown>[]> {
  const database = await open("command");
  try {
    return await ask(database.superuserUrl, sql);
  } finally {
    await database.stop();
  }
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const ending = server;
  server = null;
  ending?.child.kill(signal);
  return (await ending?.ended()) ?? null;
}

beforeAll(async () => {
  const database = await open("command");
  await migrate(database.ownerUrl);
  const made = await makeSavingClients(database.ownerUrl, keyFile, CLIENTS);
  await database.stop();
  server = await startDurableServer(dataRoot, keys);
  const { origin } = server;
  clients = await Promise.all(made.map((client) => signIn(origin, client)));
});

afterAll(async () => {
  await end("SIGTERM");
  removeTrialFolders();
});

type Plan = { readonly client: SavingClient; readonly saves: readonly Save[] };

/** A thousand saves among the clients, each for a day and with a value of its own. */
function planSaves(block: number): Plan[] {
  return clients.map((client, number) => {
    const count = Math.floor((SAVES + CLIENTS - 1 - number) / CLIENTS);
    const saves = Array.from({ length: count }, (_, place) =>
      makeSave(client, dayOf(block, place), 1 + place * CLIENTS + number),
    );
    return { client, saves };
  });
}

/** Every client sends one save after the other until one is not acknowledged; all clients at once. */
async function sendAll(
  plans: readonly Plan[],
  onAcknowledged: (count: number) => void,
): Promise<Map<string, OperationAnswer>> {
  const acknowledged = new Map<string, OperationAnswer>();
  const origin = server?.origin ?? "";
  await Promise.all(
    plans.map(async ({ client, saves }) => {
      for (const save of saves) {
        const answers = await handIn(origin, client, [save]);
        if (answers?.[0] === undefined) return;
        acknowledged.set(save.id, answers[0]);
        onAcknowledged(acknowledged.size);
      }
    }),
  );
  return acknowledged;
}

type Kept = { readonly id: string; readonly value: number };

/** What the database holds of these saves: the operations, and the value of the entry of each. */
async function readKept(plans: readonly Plan[]): Promise<Kept[]> {
  const ids = plans.flatMap(({ saves }) => saves.map(({ id }) => `'${id}'`));
  const rows = await askDatabase(`
    SELECT o.operation_id AS id, e.value::int AS value
      FROM card_operation o
      LEFT JOIN diary_entry e ON (e.clinic_id, e.client_id, e.item_id, e.date)
        = (o.clinic_id, o.client_id, (o.operation->>'item')::uuid, (o.operation->>'date')::date)
     WHERE o.operation_id = ANY (ARRAY[${ids.join(",")}]::uuid[])`);
  return rows as Kept[];
}

async function expectAllKept(
  plans: readonly Plan[],
  acknowledged: ReadonlyMap<string, OperationAnswer>,
): Promise<void> {
  const wanted = new Map(plans.flatMap(({ saves }) => saves.map((save) => [save.id, save.value])));
  const kept = await readKept(plans);
  const values = new Map(kept.map(({ id, value }) => [id, value]));
  const lost = [...acknowledged.keys()].filter((id) => !values.has(id));
  expect(lost, "acknowledged and lost").toEqual([]);
  const wrong = kept.filter(({ id, value }) => wanted.get(id) !== value);
  expect(wrong, "kept with another value").toEqual([]);
}

/** Hands everything in once more: what was acknowledged gets its first answer, the rest is applied once. */
async function expectReplayed(
  plans: readonly Plan[],
  acknowledged: ReadonlyMap<string, OperationAnswer>,
): Promise<void> {
  const origin = server?.origin ?? "";
  await Promise.all(
    plans.map(async ({ client, saves }) => {
      const answers = await handIn(origin, client, saves);
      const once = saves.map(({ id, value }) => {
        const first: OperationAnswer = {
          outcome: "applied",
          id,
          value,
          words: null,
          replaced: null,
        };
        return acknowledged.get(id) ?? first;
      });
      expect(answers).toEqual(once);
    }),
  );
  const kept = await readKept(plans);
  expect(kept.length).toBe(SAVES);
  await expectAllKept(plans, new Map(kept.map(({ id }) => [id, { outcome: "refused" } as never])));
}

const rounds = Array.from({ length: ROUNDS }, (_, index) => ({
  round: index + 1,
  victim: index % 2 === 0 ? "the server" : "PostgreSQL",
  after: 100 + Math.floor(random() * (SAVES - 200)),
  pause: Math.floor(random() * 4),
}));

describe(`kill -9 in the middle of a thousand saves (seed ${SEED})`, () => {
  test.for(rounds)(
    "round $round: of $victim after $after acknowledged saves and $pause ms",
    SLOW,
    async ({ round, victim, after, pause }) => {
      const running = server;
      if (running === null) throw new Error("no server runs");
      const postmaster = postmasterPid(dataRoot);
      const pid = victim === "the server" ? running.pid : postmaster;
      const plans = planSaves(round);
      const acknowledged = await sendAll(plans, (count) => {
        if (count === after) void wait(pause).then(() => process.kill(pid, "SIGKILL"));
      });
      expect(acknowledged.size).toBeGreaterThanOrEqual(after);
      expect(acknowledged.size, "the kill came in the middle").toBeLessThan(SAVES);
      const code = await running.ended();
      if (victim === "PostgreSQL") {
        expect(running.output()).toContain("PostgreSQL ended by itself (signal SIGKILL)");
        expect(code).toBe(1);
      } else expect(isAlive(postmaster), "an orphan is left to the next start").toBe(true);

      server = await startDurableServer(dataRoot, keys);
      expect(await hasEnded(postmaster)).toBe(true);
      expect(postmasterPid(dataRoot)).not.toBe(postmaster);
      await expectAllKept(plans, acknowledged);
      await expectReplayed(plans, acknowledged);
    },
  );

  test("after all of them every page and every index is sound", async () => {
    await askDatabase("CREATE EXTENSION IF NOT EXISTS amcheck");
    const damaged = await askDatabase(`
      SELECT c.relname, found.* FROM pg_class c, verify_heapam(c.oid) found
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
    expect(damaged).toEqual([]);
    const indexes = await askDatabase(`
      SELECT c.relname, bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
       WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace`);
    expect(indexes.length).toBeGreaterThan(10);
  });
});

test("SIGTERM in the middle of saves loses none and leaves no PostgreSQL", SLOW, async () => {
  const running = server;
  if (running === null) throw new Error("no server runs");
  const postmaster = postmasterPid(dataRoot);
  const plans = planSaves(ROUNDS + 1);
  const acknowledged = await sendAll(plans, (count) => {
    if (count === SAVES / 2) running.child.kill("SIGTERM");
  });
  expect(acknowledged.size).toBeGreaterThanOrEqual(SAVES / 2);
  expect(acknowledged.size).toBeLessThan(SAVES);
  expect(await running.ended()).toBe(0);
  server = null;
  expect(isAlive(postmaster)).toBe(false);
  await expectAllKept(plans, acknowledged);
});

describe("a commit reaches the disk", () => {
  let database: EmbeddedDatabase;
  beforeAll(async () => {
    await end("SIGTERM");
    database = await open("serve");
  });
  afterAll(() => database.stop());

  test("PostgreSQL says so of itself", async () => {
    const names = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];
    for (const name of names) {
      expect(await ask(database.appUrl, `SHOW ${name}`), name).toEqual([{ [name]: "on" }]);
    }
  });

  test(
    "and PostgreSQL's own count says so: at least one fsync of the log a serial save",
    SLOW,
    async () => {
      const { appUrl, ownerUrl, superuserUrl } = database;
      const before = await countSyncs(superuserUrl);
      const settings = { ...keys, DATABASE_URL: appUrl, TRELLIS_MIGRATE_URL: ownerUrl };
      server = await startDurableServer(null, settings);
      const [client] = clients;
      if (client === undefined) throw new Error("no client");
      for (let place = 0; place < SERIAL_SAVES; place += 1) {
        const save = makeSave(client, dayOf(ROUNDS + 2, place), place);
        expect(await handIn(server.origin, client, [save])).toHaveLength(1);
      }
      // A connection hands its count in when it ends, so both readings are whole.
      await end("SIGTERM");
      expect((await countSyncs(superuserUrl)) - before).toBeGreaterThanOrEqual(SERIAL_SAVES);
    },
  );
});

/** Calls that bring the write-ahead log to the disk: of every process, since the server's first start. */
async function countSyncs(url: string): Promise<number> {
  const sql =
    testedMajor === 15
      ? "SELECT wal_sync AS syncs, wal_write AS writes FROM pg_stat_wal"
      : "SELECT sum(fsyncs) AS syncs, sum(writes) AS writes FROM pg_stat_io WHERE object = 'wal'";
  const [[counted], [method]] = await Promise.all([
    ask(url, sql),
    ask(url, "SHOW wal_sync_method"),
  ]);
  // With open_sync and open_datasync the write itself waits for the disk.
  const isWrite = String(method?.["wal_sync_method"]).startsWith("open_");
  return Number(counted?.[isWrite ? "writes" : "syncs"]);
}
