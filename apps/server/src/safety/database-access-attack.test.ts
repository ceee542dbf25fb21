import { randomUUID } from "node:crypto";
import {
  type DataKind,
  GRANT_KINDS,
  type GrantKind,
  mayAdministrator,
  relationsFor,
} from "@trellis/domain/access";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  addClinician,
  makeMark,
  makeMarkedClinic,
  type MarkedClinic,
  type MarkedRecord,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { type Ask, attack, forgeOperator, readEverything } from "./database-attacker.ts";
import { changedGroups, fingerprintRows } from "./row-fingerprint.ts";

/** What each relation gives somebody who can run any statement as the application (T02). */
let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let south: MarkedClinic;
const callers = new Map<string, Caller>();

const as = (who: string): Caller => {
  const caller = callers.get(who);
  if (caller === undefined) throw new Error(`nobody is ${who}`);
  return caller;
};

async function signIn(
  clinic: MarkedClinic,
  who: string,
  accountId: string,
  kind: "clinician" | "client" | "administrator" = "clinician",
): Promise<void> {
  const app = kind === "client" ? "client" : "clinician";
  callers.set(who, await mintSignIn(superuser, clinic.record, accountId, { kind, app }));
}

const holding = (kind: GrantKind, from: string, until: string | null) =>
  addClinician(superuser, north.record, makeMark(), { kind, from, until });

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  south = await makeMarkedClinic(trellis, superuser, "south");
  for (const kind of GRANT_KINDS) {
    await signIn(north, kind, await holding(kind, "-1 day", null));
    await signIn(north, `past ${kind}`, await holding(kind, "-2 days", "-1 second"));
    await signIn(north, `coming ${kind}`, await holding(kind, "1 hour", null));
  }
  await signIn(north, "self", north.client.accountId, "client");
  await signIn(north, "other client", north.otherClient.accountId, "client");
  await signIn(north, "other therapist", north.otherTherapist.accountId);
  await signIn(north, "administrator", north.administrator.accountId, "administrator");
  await signIn(south, "foreign administrator", south.administrator.accountId, "administrator");
  await signIn(south, "foreign therapist", south.therapist.accountId);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const read = (who: string) => readEverything(trellis.app, superuser, as(who));

/**
 * Texts and numbers of a record that stand nowhere else, with the kinds of data that they are part of. Not those of the
 * audit: nobody reads its rows but through functions. The words of a safety plan are sealed; its id is not.
 */
const traces = (record: MarkedRecord): readonly Trace[] => [
  ...Object.entries(record.marks)
    .filter(([kind]) => kind !== "access-log" && kind !== "safety-plan")
    .map(([kind, mark]): Trace => [mark, [kind as DataKind, ...(ALSO_IN[kind] ?? [])]]),
  [String(record.value), ["diary-card"]],
  [record.targetId, ["card-design"]],
  [record.itemId, ["card-design"]],
  [record.heldOn, ["therapy-session"]],
  [record.importId, ["card-import"]],
  [record.planVersionId, ["safety-plan"]],
];
type Trace = readonly [trace: string, kinds: readonly DataKind[]];
/** Items about skills are a part of the card. */
const ALSO_IN: Readonly<Partial<Record<string, readonly DataKind[]>>> = {
  "skill-practice": ["card-design"],
};

describe("reading everything gives", () => {
  test.each(["self", ...GRANT_KINDS] as const)(
    "a %s what access.ts gives that relation, row by row, and no more",
    async (relation) => {
      const all = await read(relation);
      for (const [trace, kinds] of traces(north.record)) {
        const may = kinds.some((kind) => relationsFor(kind, "read").includes(relation));
        expect([trace, kinds, all.includes(trace)]).toEqual([trace, kinds, may]);
      }
      for (const record of [north.otherRecord, south.record, south.otherRecord])
        for (const [trace] of traces(record)) expect(all).not.toContain(trace);
    },
  );

  test("an administrator nothing clinical of anybody, and nothing of another clinic", async () => {
    const all = await read("administrator");
    for (const record of [north.record, north.otherRecord])
      for (const [trace, kinds] of traces(record))
        expect([kinds, all.includes(trace)]).toEqual([
          kinds,
          kinds.some((kind) => mayAdministrator(kind, "read")),
        ]);
    expect(all).not.toContain(south.clinicId);
  });

  test.each(GRANT_KINDS.flatMap((kind) => [`past ${kind}`, `coming ${kind}`]))(
    "a %s nothing of the record",
    async (who) => {
      const all = await read(who);
      for (const [trace] of traces(north.record)) expect(all).not.toContain(trace);
    },
  );
});

const everybody = [
  "self",
  "skills-trainer",
  "cover",
  "supervisor",
  "past therapist",
  "coming therapist",
  "other client",
  "other therapist",
  "foreign therapist",
  "foreign administrator",
];

const give = (record: MarkedRecord, account: string, kind: string): Ask => [
  "SELECT app.give_grant($1, gen_random_uuid(), $2, $3, now(), NULL)",
  [record.clientId, account, kind],
];
const end = (record: MarkedRecord): Ask => [
  "SELECT app.end_grant($1, grant_id) FROM (SELECT $2::uuid AS grant_id) g",
  [record.clientId, record.grantId],
];
const change = (record: MarkedRecord, account: string): Ask => [
  "SELECT app.change_therapist($1, NULL, $2, now(), gen_random_uuid())",
  [record.clientId, account],
];
const addFor = (therapist: string): Ask => [
  `SELECT app.add_client(gen_random_uuid(), 'X', '', '1990-01-01', 'UTC', ${therapist}, gen_random_uuid())`,
];

describe("grants cannot be made by", () => {
  test.each(everybody)("a %s", async (who) => {
    const before = await fingerprintRows(superuser);
    const { colleagueId } = north.record;
    for (const opening of [[], [forgeOperator(north.clinicId)], [forgeOperator(south.clinicId)]]) {
      for (const kind of GRANT_KINDS) {
        const { code } = await attack(
          trellis.app,
          as(who),
          ...opening,
          give(north.record, colleagueId, kind),
        );
        expect(code, kind).toMatch(/^(P0002|42501)$/);
      }
      for (const ask of [end(north.record), change(north.record, colleagueId)])
        expect((await attack(trellis.app, as(who), ...opening, ask)).code).toMatch(
          /^(P0002|42501)$/,
        );
    }
    expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  });

  test("nobody who is signed in", async () => {
    const before = await fingerprintRows(superuser);
    const asked = [
      give(north.record, north.record.colleagueId, "cover"),
      end(north.record),
      change(north.record, north.record.colleagueId),
      addFor("NULL"),
    ];
    for (const ask of asked)
      for (const opening of [[], [forgeOperator(north.clinicId)]])
        expect((await attack(trellis.app, null, ...opening, ask)).code).toBe("28000");
    expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  });

  test("a therapist beyond their clients, their kinds and their clinic", async () => {
    const before = await fingerprintRows(superuser);
    const tried: readonly (readonly [Ask, string])[] = [
      [give(north.record, north.record.colleagueId, "therapist"), "42501"],
      [give(north.otherRecord, north.record.colleagueId, "cover"), "P0002"],
      [give(south.record, south.record.colleagueId, "cover"), "P0002"],
      [give(north.record, south.record.colleagueId, "cover"), "TR422"],
      [give(north.record, north.client.accountId, "cover"), "TR422"],
      [change(north.record, north.record.colleagueId), "42501"],
      [addFor(`'${north.otherTherapist.accountId}'`), "42501"],
      [addFor("NULL"), "42501"],
    ];
    for (const [ask, code] of tried)
      expect([ask, (await attack(trellis.app, as("therapist"), ask)).code]).toEqual([ask, code]);
    expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  });

  test("an administrator of another clinic, in the same words whether the client is there or not", async () => {
    const nobody = { ...north.record, clientId: randomUUID() };
    for (const ask of [give, change] as const) {
      const outcomes = await Promise.all(
        [north.record, nobody].map((record) =>
          attack(
            trellis.app,
            as("foreign administrator"),
            ask(record, record.colleagueId, "cover"),
          ),
        ),
      );
      expect(outcomes[0]).toEqual(outcomes[1]);
    }
  });
});

const ask = (text: string, ...values: unknown[]): Ask => [text, values];

describe("what the functions tell of teams and names", () => {
  test.each([
    "other client",
    "other therapist",
    "past cover",
    "coming cover",
    "foreign therapist",
    "foreign administrator",
  ])("a %s is nothing of a team that is not theirs", async (who) => {
    const { clientId } = north.record;
    expect(
      (await attack(trellis.app, as(who), ask("SELECT * FROM app.care_team($1)", clientId))).rows,
    ).toEqual([]);
    expect(
      (await attack(trellis.app, as(who), ask("SELECT app.require_clinic_client($1)", clientId)))
        .code,
    ).toMatch(/^(P0002|42501)$/);
    const own = (
      await attack(trellis.app, as(who), ask("SELECT client_id FROM app.client_relations()"))
    ).rows;
    expect(own).not.toContainEqual({ client_id: clientId });
  });

  test("a client is no names of those who work there, and no look-alikes", async () => {
    expect(
      (await attack(trellis.app, as("self"), ["SELECT * FROM app.clinicians()"])).rows,
    ).toEqual([]);
    expect(
      (
        await attack(trellis.app, as("self"), [
          "SELECT * FROM app.client_twins(gen_random_uuid(), 'X', '1990-01-01')",
        ])
      ).code,
    ).toBe("42501");
  });
});

describe("what the functions tell of birth dates and look-alikes", () => {
  test("a birth date is tried by no client, and by nobody who is not signed in", async () => {
    const tried: Ask = [
      "SELECT app.client_standing($1, 'X', '', '1990-01-01', 'UTC')",
      [north.record.clientId],
    ];
    expect((await attack(trellis.app, as("self"), tried)).code).toBe("42501");
    expect((await attack(trellis.app, null, forgeOperator(north.clinicId), tried)).code).toBe(
      "28000",
    );
    const foreign = await attack(trellis.app, as("foreign administrator"), tried);
    expect(foreign.rows).toEqual([{ client_standing: "nobody" }]);
  });

  test("somebody who is not signed in is nothing at all", async () => {
    for (const text of [
      "SELECT * FROM app.clinicians()",
      "SELECT * FROM app.client_relations()",
      `SELECT * FROM app.care_team('${north.record.clientId}')`,
    ])
      expect((await attack(trellis.app, null, forgeOperator(north.clinicId), [text])).rows).toEqual(
        [],
      );
    expect(
      (
        await attack(trellis.app, null, [
          "SELECT * FROM app.client_twins(gen_random_uuid(), 'X', '1990-01-01')",
        ])
      ).code,
    ).toBe("28000");
  });

  test("a clinician is no name of a look-alike whom they may not see", async () => {
    await superuser.pool.query("UPDATE client SET birth_date = '1990-01-01'");
    const asked = (who: string, record: MarkedRecord) =>
      attack(
        trellis.app,
        as(who),
        ask(
          "SELECT * FROM app.client_twins(gen_random_uuid(), $1, '1990-01-01')",
          record.marks["client-list"],
        ),
      );
    const hidden = { client_id: null, initials: null, tag: null };
    expect((await asked("other therapist", north.record)).rows).toEqual([hidden]);
    expect((await asked("foreign therapist", north.record)).rows).toEqual([]);
    expect((await asked("therapist", north.record)).rows).toEqual([
      expect.objectContaining({ client_id: north.record.clientId }),
    ]);
  });
});

describe("a skills trainer writes nothing", () => {
  test.each([
    "UPDATE diary_entry SET value = 1",
    "UPDATE therapy_session SET withdrawn_at = now()",
  ])("%s", async (text) => {
    const before = await fingerprintRows(superuser);
    await attack(trellis.app, as("skills-trainer"), [text]);
    expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  });

  test("nor a new entry, not even for a skill", async () => {
    const { clinicId, clientId, skillItemId } = north.record;
    const insert: Ask = [
      "INSERT INTO diary_entry (clinic_id, client_id, item_id, item_version, aspect, date, value, entered_late) VALUES ($1, $2, $3, 1, 'skill', '2026-03-05', 5, false)",
      [clinicId, clientId, skillItemId],
    ];
    expect((await attack(trellis.app, as("skills-trainer"), insert)).code).toBe("42501");
    expect((await attack(trellis.app, as("cover"), insert)).code).toBe("42501");
  });

  test("and no item passes for one about a skill that is not", async () => {
    const { clinicId, clientId, itemId } = north.record;
    const insert: Ask = [
      "INSERT INTO diary_entry (clinic_id, client_id, item_id, item_version, aspect, date, value, entered_late) VALUES ($1, $2, $3, 1, 'skill', '2026-03-05', 5, false)",
      [clinicId, clientId, itemId],
    ];
    expect((await attack(trellis.app, as("therapist"), insert)).code).toBe("23503");
  });
});
