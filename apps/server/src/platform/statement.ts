import { createHash } from "node:crypto";
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from "kysely";
import type { DB } from "./database-schema.ts";

/** A compiled statement that knows the shape of its rows. Only `withTx` sends it. */
export type Statement<Row = unknown> = CompiledQuery<Row>;

/** Builds statements; it has no connection and can run nothing. */
const query = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Compiles a hand-written statement; its `Row` type is a promise that the tests hold. */
export const statement = <Row>(raw: RawBuilder<Row>): Statement<Row> => raw.compile(query);

const names = new Map<string, string>();

/** A name by which PostgreSQL keeps a statement prepared; the same text has the same name. */
export function preparedName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `t_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
  names.set(text, name);
  return name;
}
