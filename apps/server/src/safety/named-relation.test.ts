import {
  type DataAction,
  type DataKind,
  relationsFor,
  THERAPIST_GIVES,
} from "@trellis/domain/access";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const of = (data: DataKind, action: DataAction): string =>
  relationsFor(data, action).toSorted().join();
const both = (one: DataKind, other: DataKind): string =>
  [...new Set([...relationsFor(one, "read"), ...relationsFor(other, "read")])].toSorted().join();

const LIST = /'\{([a-z,-]+)\}'|\bARRAY\[('[a-z-]+'[^\]]*)\]/g;

/** The lists of words that a source names, each in the order of the alphabet: relations, and whatever looks like them. */
const listsIn = (source: string): readonly string[] =>
  Array.from(source.matchAll(LIST), ([, literal, array]) =>
    (literal ?? (array ?? "").replaceAll(/'|::text|\s/g, "")).split(",").toSorted().join(),
  );

type Command = "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "ALL";

const ofKind = (data: DataKind) => (command: Command) => [
  of(data, command === "SELECT" ? "read" : "write"),
];

/** Tables of whose rows those about skills have more readers. */
const withSkills = (data: DataKind) => (command: Command) =>
  command === "SELECT" ? [both(data, "skill-practice"), of(data, "read")] : [of(data, "write")];

/** What the policies of each table are about: every policy that names relations has to be of one of these tables. */
const POLICIES: Readonly<Record<string, (command: Command) => readonly string[]>> = {
  account: ofKind("client-account"),
  account_invite: ofKind("client-account"),
  card_import: ofKind("card-import"),
  card_item: withSkills("card-design"),
  card_item_version: withSkills("card-design"),
  // An operation is stored for the one who saves: whoever may save reads what was answered.
  card_operation: () => [of("diary-card", "write")],
  client: ofKind("client-list"),
  diary_day: ofKind("diary-card"),
  diary_entry: withSkills("diary-card"),
  diary_note: ofKind("diary-card"),
  email_change: ofKind("client-account"),
  entry_detail: withSkills("diary-card"),
  life_line: ofKind("life-line"),
  ridden_out_urge: ofKind("diary-card"),
  safety_plan_version: ofKind("safety-plan"),
  target_behaviour: ofKind("card-design"),
  therapy_session: ofKind("therapy-session"),
};

/** Relations of clinicians, for functions that do not speak to clients. */
const apartFromSelf = (relations: string): string =>
  relations
    .split(",")
    .filter((relation) => relation !== "self")
    .join();

const GIVEN = THERAPIST_GIVES.toSorted().join();
/** Which of several relations a log names somebody by; all that a clinician can be. */
const EVERY_GRANT = apartFromSelf(of("care-team", "read"));

/** What each list in a function of the database is about, in the order in which they stand there. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  access_log: [of("access-log", "read"), EVERY_GRANT],
  // Kinds of accounts.
  add_account: ["administrator,clinician"],
  add_client_account: [of("client-account", "write")],
  // What one reads of oneself is no look at a record.
  audit: ["self"],
  // States of a grant.
  care_team: [of("care-team", "read"), "coming,now,past"],
  client_relations: [of("therapy-session", "read"), of("diary-card", "read")],
  // Whose client is the same as the one to be added is what a therapist may know.
  client_standing: ["therapist"],
  client_twins: [apartFromSelf(of("client-list", "read"))],
  // Keys of a setting.
  clinic_door: ["by,country"],
  coaching_people: [of("care-team", "read")],
  open_account: [of("client-account", "write")],
  require_team_writer: [of("care-team", "write"), GIVEN],
  safety_plan_hands: [of("safety-plan", "read")],
};

type PolicyRow = { table: string; name: string; command: Command; lists: readonly string[] };

async function readPolicies(): Promise<readonly PolicyRow[]> {
  const { rows } = await superuser.pool.query<Omit<PolicyRow, "lists"> & { source: string }>(`
    SELECT tablename AS table, policyname AS name, cmd AS command, concat_ws(' ', qual, with_check) AS source
      FROM pg_policies ORDER BY 1, 2`);
  return rows.map(({ source, ...row }) => ({ ...row, lists: listsIn(source) }));
}

type FunctionRow = { name: string; lists: readonly string[] };

async function readFunctions(): Promise<readonly FunctionRow[]> {
  const { rows } = await superuser.pool.query<{ name: string; source: string }>(`
    SELECT proname AS name, coalesce(pg_get_function_sqlbody(oid), prosrc) AS source
      FROM pg_proc WHERE pronamespace IN ('app'::regnamespace, 'public'::regnamespace) ORDER BY 1`);
  return rows.map(({ source, name }) => ({ name, lists: listsIn(source) }));
}

/** What differs from access.ts, in words. */
async function findFaults(): Promise<readonly string[]> {
  const policies = (await readPolicies()).flatMap(({ table, name, command, lists }) => {
    if (lists.length === 0) return [];
    const expected = POLICIES[table]?.(command);
    if (!expected) return [`policy ${name} of ${table} names relations and stands in no list`];
    return String(lists) === String(expected) && lists.length === expected.length
      ? []
      : [`policy ${name} of ${table}: ${lists.join(" | ")}, not ${expected.join(" | ")}`];
  });
  const functions = (await readFunctions()).flatMap(({ name, lists }) => {
    const expected = FUNCTIONS[name] ?? [];
    return lists.join(" | ") === expected.join(" | ")
      ? []
      : [`app.${name}: ${lists.join(" | ")}, not ${expected.join(" | ")}`];
  });
  return [...policies, ...functions];
}

describe("every list of relations in the database", () => {
  test("is the one that access.ts gives for what it is about", async () => {
    expect(await findFaults()).toEqual([]);
  });

  test("belongs to something that is there: no table and no function is listed that names none", async () => {
    const named = (await readPolicies()).filter(({ lists }) => lists.length > 0);
    expect(new Set(named.map(({ table }) => table))).toEqual(new Set(Object.keys(POLICIES)));
    const functions = (await readFunctions()).filter(({ lists }) => lists.length > 0);
    expect(functions.map(({ name }) => name)).toEqual(Object.keys(FUNCTIONS).toSorted());
  });

  test("about parts of a card is bound to rows about skills", async () => {
    const { rows } = await superuser.pool.query<{ table: string }>(
      "SELECT tablename AS table FROM pg_policies WHERE qual LIKE '%client_ids%' AND qual LIKE '%aspect = ''skill''%' ORDER BY 1",
    );
    const inParts = Object.keys(POLICIES).filter(
      (table) => POLICIES[table]?.("SELECT").length === 2,
    );
    expect(rows.map(({ table }) => table)).toEqual(inParts);
  });

  test.each([
    [
      "a policy about accounts",
      "CREATE POLICY more ON account FOR SELECT TO trellis_app USING (account_id IN (SELECT app.client_account_ids('{supervisor}')))",
    ],
    [
      "a policy of another table",
      "CREATE POLICY more ON mail FOR SELECT TO trellis_app USING (clinic_id IN (SELECT app.client_ids('{therapist}')))",
    ],
    [
      "a check of what is written",
      "ALTER POLICY writers ON diary_note WITH CHECK (client_id IN (SELECT app.client_ids('{self,therapist,cover}')))",
    ],
    [
      "a new function",
      "CREATE FUNCTION app.more() RETURNS SETOF uuid LANGUAGE sql AS $$ SELECT app.client_ids('{cover}') $$",
    ],
    [
      "a function with a body of SQL",
      "CREATE FUNCTION app.more() RETURNS SETOF uuid LANGUAGE sql BEGIN ATOMIC SELECT app.client_ids('{cover}'); END",
    ],
    [
      "a function that spells the list out",
      "CREATE FUNCTION app.more() RETURNS SETOF uuid LANGUAGE sql AS $$ SELECT app.client_ids(ARRAY['cover', 'self']) $$",
    ],
    [
      "a policy that spells the list out",
      "CREATE POLICY more ON mail FOR SELECT TO trellis_app USING (clinic_id IN (SELECT app.client_ids(ARRAY['therapist'])))",
    ],
    [
      "one relation more in a function",
      "CREATE OR REPLACE FUNCTION app.client_account_ids(relations text[]) RETURNS SETOF uuid LANGUAGE sql AS $$ SELECT app.client_ids('{therapist,cover}') $$",
    ],
  ])("is noticed when it differs: %s", async (_what, planted) => {
    await superuser.pool.query("BEGIN");
    try {
      await superuser.pool.query(planted);
      expect(await findFaults()).not.toEqual([]);
    } finally {
      await superuser.pool.query("ROLLBACK");
    }
  });
});
