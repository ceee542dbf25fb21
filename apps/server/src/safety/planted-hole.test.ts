import { inviteClient } from "@trellis/api/account";
import { readCardDesign } from "@trellis/api/card-item";
import { listClients } from "@trellis/api/client";
import { readWeek, saveCard } from "@trellis/api/diary-card";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { forAccount, type Route } from "#platform/route.ts";
import { buildServer } from "#platform/server.ts";
import { statement } from "#platform/statement.ts";
import {
  type MarkedRecord,
  makeMarkedClinic,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { ROUTES } from "../main.ts";
import { addBareClients } from "./bare-client.ts";
import { readEverything } from "./database-attacker.ts";
import { type Actor, makeActors } from "./matrix-actors.ts";
import { type MatrixResult, runMatrix, withoutCheck } from "./matrix-run.ts";

/** The matrix is worth something as long as it ends red where there is a hole. Each test plants one. */
let trellis: TestTrellis;
let superuser: Database;
let records: readonly MarkedRecord[];
let actors: readonly Actor[];
const servers: { close(): Promise<unknown> }[] = [];
let build: (routes: readonly Route[]) => Promise<Pick<TestTrellis, "server">>;

const OUTSIDERS = [
  "a therapist without grant",
  "a therapist until lately",
  "another client",
  "a therapist of another clinic",
];

beforeAll(async () => {
  trellis = await startTestTrellis(async (options) => {
    build = async (routes) => {
      const server = await buildServer({ ...options, routes });
      servers.push(server);
      return { server };
    };
    return buildServer({ ...options, routes: ROUTES });
  });
  superuser = openSuperuser(trellis);
  const north = await makeMarkedClinic(trellis, superuser, "north");
  const south = await makeMarkedClinic(trellis, superuser, "south");
  records = [north.record, north.otherRecord, south.record, south.otherRecord];
  const all = await makeActors(superuser, north, south);
  await addBareClients(superuser, records);
  actors = all.filter((actor) => OUTSIDERS.includes(actor.title));
  expect(actors).toHaveLength(OUTSIDERS.length);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await superuser.close();
  await trellis.close();
});

const OF_INTEREST = [readWeek, saveCard, readCardDesign, listClients].map((each) => each.name);

/** The routes of these tests, one of them replaced. */
const withHole = (replace: (route: Route) => Route): readonly Route[] =>
  ROUTES.filter((route) => OF_INTEREST.includes(route.operation.name)).map(replace);

async function run(routes: readonly Route[]): Promise<MatrixResult> {
  const on = await build(routes);
  return runMatrix({ on, routes, actors, records, superuser, checksStatus: false });
}

const setWall = async (state: "ENABLE" | "DISABLE") => {
  const tables = await superuser.pool.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relforcerowsecurity",
  );
  for (const { name } of tables.rows)
    await superuser.pool.query(`ALTER TABLE ${name} ${state} ROW LEVEL SECURITY`);
};

describe("with the second wall down", () => {
  beforeAll(async () => setWall("DISABLE"));
  afterAll(async () => setWall("ENABLE"));

  test("nothing is found where there is no hole", async () => {
    expect((await run(withHole((route) => route))).findings).toEqual([]);
  });

  test.each([readWeek, readCardDesign])("$name without its check is found", async (operation) => {
    const routes = withHole((route) =>
      route.operation === operation ? withoutCheck(route) : route,
    );
    const { findings } = await run(routes);
    for (const { title } of actors)
      expect(findings).toContainEqual(
        expect.stringMatching(new RegExp(`^${title}: ${operation.name} .* gave away `)),
      );
    expect(findings.filter((each) => !each.includes(operation.name))).toEqual([]);
  });

  test("a save without its check is found in the rows that it changed", async () => {
    const { findings } = await run(
      withHole((route) => (route.operation === saveCard ? withoutCheck(route) : route)),
    );
    expect(findings).toContain(
      `a therapist without grant changed diary_entry of ${records[0]?.clientId ?? ""}`,
    );
  });

  test("a list without its filter is found", async () => {
    const everybody = forAccount(listClients, async (tx) => {
      const [clients] = await tx.finish(
        statement<{ id: string; initials: string; tag: string }>(
          sql`SELECT client_id AS id, initials, tag FROM client`,
        ),
      );
      return { clients: clients.map((each) => ({ ...each })) } as never;
    });
    const { findings } = await run(
      withHole((route) => (route.operation === listClients ? everybody : route)),
    );
    expect(findings).toContainEqual(
      expect.stringMatching(/^a therapist without grant: client\.list .* gave away client-list /),
    );
  });
});

describe("with the first wall down", () => {
  const opened = () => withHole(withoutCheck);

  test("nothing is found where there is no hole", async () => {
    expect((await run(opened())).findings).toEqual([]);
  });

  test("functions that let everybody invite a client are found in the rows that changed", async () => {
    const holes = [
      "CREATE OR REPLACE FUNCTION app.require_relation(wanted uuid, relations text[]) RETURNS void LANGUAGE sql AS ''",
      `CREATE OR REPLACE FUNCTION app.client_account_ids(relations text[]) RETURNS SETOF uuid LANGUAGE sql STABLE
       SECURITY DEFINER AS 'SELECT account_id FROM public.client'`,
    ];
    const { rows: before } = await superuser.pool.query<{ definition: string }>(
      "SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE proname = ANY ('{require_relation,client_account_ids}')",
    );
    const routes = ROUTES.filter(({ operation }) => operation === inviteClient).map(withoutCheck);
    try {
      for (const hole of holes) await superuser.pool.query(hole);
      expect((await run(routes)).findings).toContain(
        `a therapist without grant changed client of ${records[0]?.bareClientId ?? ""}`,
      );
    } finally {
      for (const { definition } of before) await superuser.pool.query(definition);
    }
    expect((await run(routes)).findings).toEqual([]);
  });

  test("a table of clients that lets everybody read is found", async () => {
    await superuser.pool.query(
      "CREATE POLICY hole ON client FOR SELECT TO trellis_app USING (true)",
    );
    try {
      expect((await run(opened())).findings).toContainEqual(
        expect.stringMatching(/^a therapist without grant: .* gave away /),
      );
    } finally {
      await superuser.pool.query("DROP POLICY hole ON client");
    }
  });
});

describe("for somebody who can run statements", () => {
  const RECORD_TABLES = ["client", "diary_entry", "diary_note", "card_item_version", "card_import"];
  const readByOutsider = async () => {
    const outsider = actors.find((each) => each.title === "a therapist without grant");
    if (outsider === undefined) throw new Error("there is no such actor");
    return readEverything(trellis.app, superuser, await outsider.present());
  };
  const ofNorth = () => records[0]?.clientId ?? "";
  const ofSouth = () => records[2]?.clientId ?? "";

  test("nothing is found where there is no hole", async () => {
    const all = await readByOutsider();
    for (const { clientId } of records) expect(all).not.toContain(clientId);
  });

  test.each(RECORD_TABLES)("a policy of %s that lets everybody read is found", async (table) => {
    await superuser.pool.query(
      `CREATE POLICY hole ON ${table} FOR SELECT TO trellis_app USING (true)`,
    );
    try {
      const all = await readByOutsider();
      expect(all).toContain(ofNorth());
      expect(all, "the clinic of the token still binds").not.toContain(ofSouth());
    } finally {
      await superuser.pool.query(`DROP POLICY hole ON ${table}`);
    }
  });

  test("a table whose clinics are no longer kept apart is found", async () => {
    await superuser.pool.query(`
      CREATE POLICY hole ON diary_note FOR SELECT TO trellis_app USING (true);
      ALTER POLICY tenant ON diary_note USING (true)`);
    try {
      expect(await readByOutsider()).toContain(ofSouth());
    } finally {
      await superuser.pool.query(`
        DROP POLICY hole ON diary_note;
        ALTER POLICY tenant ON diary_note USING (clinic_id = (SELECT app.clinic_id()))`);
    }
  });
});
