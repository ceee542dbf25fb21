import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSignIn } from "./access.ts";
import { type Database, openDatabase, withTx } from "./database.ts";
import { failureOf } from "./failure.ts";
import { statement } from "./statement.ts";
import { type DatabaseProxy, openDatabaseProxy } from "./test-database-proxy.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let made: TestDatabase;
let superuser: Database;
let proxy: DatabaseProxy;
let database: Database;
let lost: Error[] = [];

const ignore = () => undefined;
const insert = (id: number) => statement(sql`INSERT INTO scratch VALUES (${id})`);
const count = statement<{ n: number }>(sql`SELECT count(*) AS n FROM scratch`);
const backend = statement<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
const stored = async () =>
  (await superuser.pool.query<{ id: number }>("SELECT id FROM scratch ORDER BY id")).rows.map(
    (row) => row.id,
  );
const pid = async () => (await withTx(database, [], (tx) => tx.finish(backend)))[0][0]?.pid ?? 0;
const kill = async (process: number) => {
  await superuser.pool.query("SELECT pg_terminate_backend($1, 5000)", [process]);
};
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

beforeAll(async () => {
  made = await createTestDatabase();
  superuser = openDatabase(made.superuserUrl, 1, ignore);
  await superuser.pool.query(
    "CREATE TABLE scratch (id integer PRIMARY KEY); GRANT ALL ON scratch TO trellis_app",
  );
});
/** Calls to the operating system, which may reach the other side as one piece all the same. */
let calls = 0;
type Stream = { _write(...given: unknown[]): void; _writev(...given: unknown[]): void };

function countCalls(connection: unknown): void {
  const { stream } = (connection as { connection: { stream: Stream } }).connection;
  for (const name of ["_write", "_writev"] as const) {
    const write = stream[name].bind(stream);
    stream[name] = (...given) => {
      calls += 1;
      write(...given);
    };
  }
}

/** Writes since the last call, counted on both sides. */
function takeWrites(): { readonly sent: number; readonly arrived: number } {
  const taken = { sent: calls, arrived: proxy.takeWrites() };
  calls = 0;
  return taken;
}

beforeEach(async () => {
  lost = [];
  proxy = await openDatabaseProxy(made.appUrl);
  database = openDatabase(proxy.url, 1, (error) => void lost.push(error));
  database.pool.on("connect", countCalls);
});
afterEach(async () => {
  await database.close();
  await proxy.close();
  await superuser.pool.query("TRUNCATE scratch");
});
afterAll(async () => {
  await superuser.close();
  await made.drop();
});

describe("one write on the wire", () => {
  test("carries BEGIN, what opens the transaction, its statements and COMMIT", async () => {
    await pid();
    takeWrites();
    const opening = statement(sql`SELECT set_config('app.token', 'north:', true)`);
    const [, , [row]] = await withTx(database, [opening], (tx) =>
      tx.finish(insert(1), insert(2), count),
    );
    expect(takeWrites()).toEqual({ sent: 1, arrived: 1 });
    expect(row).toEqual({ n: 2 });
    expect(await stored()).toEqual([1, 2]);
  });

  test("is enough for statements that this connection has never seen", async () => {
    await pid();
    takeWrites();
    await withTx(database, [], (tx) =>
      tx.finish(
        statement(sql`SELECT ${randomBytes(4)}::bytea AS a`),
        statement(sql`SELECT 1 AS b`),
      ),
    );
    expect(takeWrites()).toEqual({ sent: 1, arrived: 1 });
  });

  test("and one more for each time that the work waits for rows", async () => {
    await pid();
    takeWrites();
    await withTx(database, [], async (tx) => {
      await tx.run(count);
      await tx.run(count, insert(1));
      return tx.finish(insert(2));
    });
    expect(takeWrites()).toEqual({ sent: 3, arrived: 3 });
  });

  test("ends a transaction whose work forgot to", async () => {
    await withTx(database, [], (tx) => tx.run(insert(1)));
    expect(await stored()).toEqual([1]);
  });

  test("is not made at all when the work ends before it has sent anything", async () => {
    await pid();
    takeWrites();
    expect(await caught(withTx(database, [], () => Promise.reject(new Error("no"))))).toEqual(
      new Error("no"),
    );
    expect(takeWrites()).toEqual({ sent: 0, arrived: 0 });
  });
});

describe("an error", () => {
  test("in what opens the transaction keeps everything behind it from being stored", async () => {
    const before = await pid();
    const opening = openSignIn(
      { clinicCode: "north", tokenHash: randomBytes(32), app: "client", counts: true },
      ["client"],
    );
    const error = await caught(withTx(database, [opening], (tx) => tx.finish(insert(1), count)));
    expect(error).toMatchObject({ code: "28000" });
    expect(failureOf(error)).toMatchObject({ status: 401, code: "sign-in-needed" });
    expect(await stored()).toEqual([]);
    expect(await pid()).toBe(before);
  });

  test("in the middle takes back what came before it, and is the one that is reported", async () => {
    const before = await pid();
    const error = await caught(
      withTx(database, [], (tx) => tx.finish(insert(1), insert(1), insert(2))),
    );
    expect(error).toMatchObject({ code: "23505" });
    expect(await stored()).toEqual([]);
    await withTx(database, [], (tx) => tx.finish(insert(3)));
    expect(await stored()).toEqual([3]);
    expect(await pid()).toBe(before);
  });

  test("of the work itself takes back what it had sent", async () => {
    const work = withTx(database, [], async (tx) => {
      await tx.run(insert(1));
      throw new Error("second thoughts");
    });
    expect(await caught(work)).toEqual(new Error("second thoughts"));
    expect(await stored()).toEqual([]);
  });

  test("that the work overlooks is found at COMMIT", async () => {
    const work = withTx(database, [], async (tx) => {
      await tx.run(insert(1));
      await caught(tx.run(insert(1)));
      return tx.finish();
    });
    expect(await caught(work)).toBeInstanceOf(Error);
    expect(await stored()).toEqual([]);
  });

  test("leaves no context for the next user of the connection", async () => {
    const opening = statement(
      sql`SELECT set_config('app.token', 'north:00', true), set_config('app.operator_clinic', 'x', true)`,
    );
    const context = statement<{ token: string | null; clinic: string | null }>(
      sql`SELECT nullif(current_setting('app.token', true), '') AS token, nullif(current_setting('app.operator_clinic', true), '') AS clinic`,
    );
    await withTx(database, [opening], (tx) => tx.finish(count));
    expect((await withTx(database, [], (tx) => tx.finish(context)))[0]).toEqual([
      { token: null, clinic: null },
    ]);
    await caught(withTx(database, [opening], (tx) => tx.finish(statement(sql`SELECT 1 / 0`))));
    expect((await withTx(database, [], (tx) => tx.finish(context)))[0]).toEqual([
      { token: null, clinic: null },
    ]);
  });

  test("is thrown when an ended transaction is used on", async () => {
    const work = withTx(database, [], async (tx) => {
      await tx.finish(insert(1));
      return tx.run(insert(2));
    });
    expect(await caught(work)).toEqual(new Error("this transaction has ended"));
    expect(await stored()).toEqual([1]);
  });
});

describe("a lost connection", () => {
  const unavailable = { status: 503, code: "database-unavailable" };

  test("between two transactions is replaced without anybody noticing", async () => {
    await kill(await pid());
    await expect.poll(() => lost).toHaveLength(1);
    await withTx(database, [], (tx) => tx.finish(insert(1)));
    expect(await stored()).toEqual([1]);
  });

  test("during a statement ends the transaction, and the pool recovers", async () => {
    const process = await pid();
    const work = caught(
      withTx(database, [], (tx) =>
        tx.finish(insert(1), statement(sql`SELECT pg_sleep(10)`), insert(2)),
      ),
    );
    await setTimeout(50);
    await kill(process);
    expect(failureOf(await work)).toMatchObject(unavailable);
    expect(await stored()).toEqual([]);
    await withTx(database, [], (tx) => tx.finish(insert(3)));
    expect(await stored()).toEqual([3]);
  });

  test("while the work is thinking ends the transaction, and the pool recovers", async () => {
    const process = await pid();
    const work = caught(
      withTx(database, [], async (tx) => {
        await tx.run(insert(1));
        await kill(process);
        await setTimeout(50);
        return tx.finish(insert(2));
      }),
    );
    expect(failureOf(await work)).toMatchObject(unavailable);
    expect(await stored()).toEqual([]);
    await withTx(database, [], (tx) => tx.finish(insert(3)));
    expect(await stored()).toEqual([3]);
  });

  test("by a cut on the way is the same", async () => {
    await pid();
    const work = caught(
      withTx(database, [], (tx) => tx.finish(insert(1), statement(sql`SELECT pg_sleep(0.3)`))),
    );
    await setTimeout(50);
    proxy.cut();
    expect(failureOf(await work)).toMatchObject(unavailable);
    await withTx(database, [], (tx) => tx.finish(insert(3)));
    expect(await stored()).toEqual([3]);
  });

  test("after COMMIT was sent may have stored, so nobody is told that nothing was", async () => {
    await pid();
    proxy.swallowAnswers();
    const work = caught(withTx(database, [], (tx) => tx.finish(insert(1))));
    await expect.poll(stored).toEqual([1]);
    proxy.cut();
    const failure = failureOf(await work);
    expect(failure).toMatchObject(unavailable);
    expect(failure?.message).not.toMatch(/nothing was stored/i);
  });

  test("to a server that is gone is told as such", async () => {
    await proxy.close();
    expect(failureOf(await caught(pid()))).toMatchObject(unavailable);
    proxy = await openDatabaseProxy(made.appUrl);
  });
});

test("a file that is not there is no lost connection", async () => {
  const error = await caught(readFile("/nowhere/index.html"));
  expect(error).toMatchObject({ code: "ENOENT" });
  expect(failureOf(error)).toBeNull();
});

test("days stay as they are written, and numbers are numbers", async () => {
  const asked = statement(
    sql`SELECT date '2026-03-29' AS day, 2.50::numeric AS value, 9007199254740991::bigint AS big, null::date AS none`,
  );
  const [rows] = await withTx(database, [], (tx) => tx.finish(asked));
  expect(rows).toEqual([{ day: "2026-03-29", value: 2.5, big: 9007199254740991, none: null }]);
});
