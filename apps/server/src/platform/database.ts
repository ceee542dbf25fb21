import pg from "pg";
import { preparedName, type Statement } from "./statement.ts";

/** Results in the order of the statements that asked for them. */
export type Results<Asked extends readonly Statement[]> = {
  readonly [K in keyof Asked]: Asked[K] extends Statement<infer Row> ? readonly Row[] : never;
};

/** An open transaction. Statements of one call travel in one write; `finish` sends COMMIT along with them. */
export type Tx = {
  run<const Asked extends readonly Statement[]>(...statements: Asked): Promise<Results<Asked>>;
  finish<const Asked extends readonly Statement[]>(...statements: Asked): Promise<Results<Asked>>;
};

/** The connections of one role. Nothing but `withTx` sends statements on them. */
export type Database = { readonly pool: pg.Pool; close(): Promise<void> };

/** What bounds the requests of the server, so that one cannot hold up all others. */
export type Limits = { readonly statement_timeout?: number; readonly lock_timeout?: number };
export const REQUEST_LIMITS: Limits = { statement_timeout: 30_000, lock_timeout: 8_000 };

const DATE_OID = 1082;
const NUMERIC_OID = 1700;
const INT8_OID = 20;

/** Civil dates stay text, numbers become numbers; everything else as pg reads it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === DATE_OID) return (value: string) => value;
    if (oid === NUMERIC_OID || oid === INT8_OID) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * Opens a pool. Lost idle connections are reported through `onLost` and replaced at the next use.
 * @param size most connections at once
 * @param limits how long a statement may run or wait, in milliseconds; a command has none
 */
export function openDatabase(
  url: string,
  size: number,
  onLost: (error: Error) => void,
  limits: Limits = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: "trellis",
    ...limits,
  } as pg.PoolConfig);
  pool.on("error", onLost);
  // The pool listens to idle connections alone; one that breaks in a transaction would end the process.
  pool.on("connect", (connection) => connection.on("error", () => undefined));
  return { pool, close: () => pool.end() };
}

/**
 * Runs one transaction. `opening` statements (context, access) travel with the first ones of `work`;
 * when one fails, everything after it in the same write is refused by the database, and nothing is kept.
 * @param onOpened gets the rows of each opening statement, as soon as they are there
 * @throws the first database error; the transaction is then rolled back
 */
export async function withTx<T>(
  database: Database,
  opening: readonly Statement[],
  work: (tx: Tx) => Promise<T>,
  onOpened: OnOpened = () => undefined,
): Promise<T> {
  const connection = await database.pool.connect();
  const state: TxState = { waiting: [BEGIN, ...opening], open: true, onOpened };
  try {
    const result = await work({
      run: (...statements) => sendIn(connection, state, statements),
      finish: (...statements) => sendIn(connection, state, statements, COMMIT),
    } as Tx);
    if (state.open) await sendIn(connection, state, [], COMMIT);
    connection.release();
    return result;
  } catch (error) {
    await giveBack(connection, state);
    throw error;
  }
}

type OnOpened = (results: readonly (readonly unknown[])[]) => void;
type TxState = { waiting: readonly Statement[]; open: boolean; readonly onOpened: OnOpened };

const plain = (sql: string): Statement =>
  ({
    sql,
    parameters: [],
    query: { kind: "RawNode" },
    queryId: { queryId: sql },
  }) as unknown as Statement;
// Settings and locks that an earlier statement of this connection may have left would outlive its request.
const BEGIN = plain("RESET ALL; SELECT pg_advisory_unlock_all(); BEGIN");
const COMMIT = plain("COMMIT");

async function sendIn(
  connection: pg.PoolClient,
  state: TxState,
  statements: readonly Statement[],
  last?: Statement,
): Promise<readonly (readonly unknown[])[]> {
  if (!state.open) throw new Error("this transaction has ended");
  const before = state.waiting;
  const all = [...before, ...statements, ...(last ? [last] : [])];
  state.waiting = [];
  if (last) state.open = false;
  const settled = await sendAtOnce(connection, all);
  const firstError = settled.find((each) => each.status === "rejected");
  if (firstError) throw firstError.reason;
  const results = settled.map((each) => (each as PromiseFulfilledResult<pg.QueryResult>).value);
  if (last && results.at(-1)?.command !== "COMMIT") throw new Error("the database did not commit");
  if (before.length > 0)
    state.onOpened(results.slice(1, before.length).map((result) => result.rows as unknown[]));
  return results
    .slice(before.length, before.length + statements.length)
    .map((result) => result.rows as unknown[]);
}

/** One write on the wire: the stream is corked until every statement is in it. */
async function sendAtOnce(
  connection: pg.PoolClient,
  statements: readonly Statement[],
): Promise<PromiseSettledResult<pg.QueryResult>[]> {
  const stream = (
    connection as unknown as { connection: { stream: { cork(): void; uncork(): void } } }
  ).connection.stream;
  stream.cork();
  const answers = statements.map((each) =>
    each === BEGIN || each === COMMIT
      ? connection.query(each.sql)
      : connection.query({
          name: preparedName(each.sql),
          text: each.sql,
          values: each.parameters as unknown[],
        }),
  );
  stream.uncork();
  return Promise.allSettled(answers);
}

/** Rolls back what is still open; a connection that cannot answer that is thrown away. */
async function giveBack(connection: pg.PoolClient, state: TxState): Promise<void> {
  const unsent = state.waiting.length > 0;
  if (unsent) return connection.release();
  try {
    await connection.query("ROLLBACK");
    connection.release();
  } catch (error) {
    connection.release(error as Error);
  }
}
