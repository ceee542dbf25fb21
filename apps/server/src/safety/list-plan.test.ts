import type { Operation } from "@trellis/api/operation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { buildServer } from "#platform/server.ts";
import type { Statement } from "#platform/statement.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { ROUTES } from "../main.ts";
import { EXAMPLES, type Example } from "./operation-examples.ts";
import { conditionsOf, partsOf, PER_ROW, readPlan } from "./query-plan.ts";

/** Plans of what the server really sends when a list is read (R-RLS-4). */
let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
const heard: Statement[] = [];

type Connection = { query(asked: string | { text: string; values: unknown[] }): unknown };

/** A database that notes what is sent to it. */
function listenTo(database: Database): Database {
  const known = new WeakSet<Connection>();
  const connect = async (): Promise<Connection> => {
    const connection: Connection = (await database.pool.connect()) as never;
    if (known.has(connection)) return connection;
    known.add(connection);
    const send = connection.query.bind(connection);
    connection.query = (asked) => {
      if (typeof asked !== "string")
        heard.push({ sql: asked.text, parameters: asked.values } as unknown as Statement);
      return send(asked);
    };
    return connection;
  };
  return { ...database, pool: { connect } as never };
}

beforeAll(async () => {
  trellis = await startTestTrellis((options) => {
    const database = listenTo(options.services.database);
    return buildServer({
      ...options,
      services: { ...options.services, database },
      routes: ROUTES,
    });
  });
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const isList = ({ name, method }: Operation) => method === "GET" && /\.(list|read-all)/.test(name);

const WHO = {
  therapist: { kind: "clinician", app: "clinician" },
  administrator: { kind: "administrator", app: "clinician" },
  client: { kind: "client", app: "client" },
} as const;
type Who = keyof typeof WHO;

const mayAsk = (who: Who, { audience }: Operation): boolean =>
  audience.who !== "account" || audience.kinds.includes(WHO[who].kind);

const LISTS = (Object.keys(WHO) as Who[]).flatMap((who) =>
  ROUTES.filter(({ operation }) => isList(operation) && mayAsk(who, operation)).flatMap(
    ({ operation }) =>
      (EXAMPLES[operation.name] ?? []).map(
        (example, index) => [who, operation.name, index, operation, example] as const,
      ),
  ),
);

async function statementsOf(
  caller: Caller,
  operation: Operation,
  example: Example,
): Promise<readonly Statement[]> {
  const { params, query } = example.input(north.record, north.record);
  const path = operation.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    String((params as Record<string, string>)[name]),
  );
  heard.length = 0;
  const url = `${path}?${new URLSearchParams(query ?? {}).toString()}`;
  await request(trellis, caller, operation.method, url);
  return heard.filter(
    ({ sql }) => /^\s*(SELECT|WITH)\b/.test(sql) && !/app\.(audit|open_sign_in|require_)/.test(sql),
  );
}

describe("a list", () => {
  test("there are some", () => {
    expect(new Set(LISTS.map(([, name]) => name)).size).toBeGreaterThan(5);
  });

  test.each(LISTS)("of a %s, %s (%i), runs nothing for each row", async (who, ...about) => {
    const [, , operation, example] = about;
    const { accountId } = north[who];
    const caller = await mintSignIn(superuser, north.record, accountId, WHO[who]);
    const statements = await statementsOf(caller, operation, example);
    for (const statement of statements) {
      const nodes = await readPlan(trellis.app, caller, statement);
      expect(conditionsOf(nodes), statement.sql).not.toMatch(PER_ROW);
      expect(partsOf(nodes, "SubPlan"), statement.sql).toEqual([]);
    }
  });

  test("that asks for each row is noticed", async () => {
    const caller = await mintSignIn(
      superuser,
      north.record,
      north.therapist.accountId,
      WHO.therapist,
    );
    const perRow = {
      sql: "SELECT client_id FROM client WHERE client_id IN (SELECT app.client_ids('{cover}')) AND app.account_id() IS NOT NULL",
      parameters: [],
    };
    const subPlan = {
      sql: "SELECT (SELECT max(held_on) FROM therapy_session s WHERE s.client_id = c.client_id) FROM client c",
      parameters: [],
    };
    const planOf = (statement: object) => readPlan(trellis.app, caller, statement as Statement);
    expect(conditionsOf(await planOf(perRow))).toMatch(PER_ROW);
    expect(partsOf(await planOf(subPlan), "SubPlan")).not.toEqual([]);
  });
});
