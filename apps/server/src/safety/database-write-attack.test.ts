import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSignIn } from "#platform/access.ts";
import { type Database, withTx } from "#platform/database.ts";
import { statement } from "#platform/statement.ts";
import {
  makeMarkedClinic,
  type MarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { type Ask, attack, forgeOperator, type Outcome, presentedBy } from "./database-attacker.ts";
import { changedGroups, fingerprintRows } from "./row-fingerprint.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let south: MarkedClinic;
let therapist: Caller;
let foreignTherapist: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  south = await makeMarkedClinic(trellis, superuser, "south");
  const as = { kind: "clinician", app: "clinician" } as const;
  therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, as);
  foreignTherapist = await mintSignIn(superuser, south.record, south.therapist.accountId, as);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const writes: readonly (readonly [string, (clinic: string, client: string, id: string) => Ask])[] =
  [
    [
      "target_behaviour",
      (...ids) => [
        "INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction) VALUES ($1, $2, $3, 'x', 'ltb', 'decrease')",
        ids,
      ],
    ],
    [
      "card_item",
      (...ids) => [
        "INSERT INTO card_item (clinic_id, client_id, item_id, aspect, position) VALUES ($1, $2, $3, 'urge', 1)",
        ids,
      ],
    ],
    [
      "card_item_version",
      (...ids) => [
        "INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from) VALUES ($1, $2, $3, 1, 'urge', 'x', '{}', now())",
        ids,
      ],
    ],
    [
      "diary_entry",
      (...ids) => [
        "INSERT INTO diary_entry (clinic_id, client_id, item_id, date, item_version, aspect, entered_late) VALUES ($1, $2, $3, '2026-03-03', 1, 'urge', false)",
        ids,
      ],
    ],
    [
      "diary_note",
      (clinic, client, id) => [
        "INSERT INTO diary_note (clinic_id, client_id, date, field, words) VALUES ($1, $2, '2026-03-03', 'note', $3)",
        [clinic, client, id],
      ],
    ],
    [
      "card_operation",
      (...ids) => [
        "INSERT INTO card_operation (clinic_id, client_id, operation_id, account_id, sign_in_id, operation, answer, made_at) VALUES ($1, $2, $3, app.account_id(), gen_random_uuid(), '{}', '{}', now())",
        ids,
      ],
    ],
    [
      "therapy_session",
      (...ids) => [
        "INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on) VALUES ($1, $2, $3, '2026-03-03')",
        ids,
      ],
    ],
    [
      "card_import",
      (...ids) => [
        "INSERT INTO card_import (clinic_id, client_id, import_id, file_hash, mapping, zone, rows, entries) VALUES ($1, $2, $3, sha256(''), '{}', 'UTC', 1, 1)",
        ids,
      ],
    ],
  ];
const idsOf = (table: string): string => {
  const { targetId, itemId, operationId, sessionId, importId } = south.record;
  return (
    {
      target_behaviour: targetId,
      card_operation: operationId,
      therapy_session: sessionId,
      card_import: importId,
    }[table] ?? itemId
  );
};

test.each(writes)(
  "writing into other records is refused for %s in the same words, whether the id is taken or not",
  async (table, insert) => {
    const before = await fingerprintRows(superuser);
    const places = [
      south.record,
      north.otherRecord,
      { clinicId: south.clinicId, clientId: north.record.clientId },
    ];
    for (const { clinicId, clientId } of places) {
      const tryWith = async (id: string): Promise<readonly Outcome[]> => {
        const [text, values] = insert(clinicId, clientId, id);
        const ask: Ask = [text, values];
        return [
          await attack(trellis.app, therapist, ask),
          await attack(trellis.app, therapist, [`${text} ON CONFLICT DO NOTHING`, values]),
          await attack(trellis.app, therapist, forgeOperator(south.clinicId), ask),
          await attack(trellis.app, null, forgeOperator(south.clinicId), ask),
        ];
      };
      const taken = await tryWith(idsOf(table));
      expect(taken.map((each) => each.code)).toEqual(["42501", "42501", "42501", "42501"]);
      expect(await tryWith(randomUUID())).toEqual(taken);
    }
    expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
  },
);

test("writing into other records changes no row by UPDATE", async () => {
  const before = await fingerprintRows(superuser);
  for (const text of [
    "UPDATE diary_entry SET value = 1",
    "UPDATE diary_note SET words = 'x'",
    "UPDATE therapy_session SET withdrawn_at = now()",
  ]) {
    await attack(trellis.app, therapist, [
      `${text} WHERE client_id <> $1`,
      [north.record.clientId],
    ]);
  }
  await attack(trellis.app, therapist, [
    "UPDATE sign_in SET ended_at = now() WHERE account_id <> app.account_id()",
  ]);
  expect(changedGroups(before, await fingerprintRows(superuser))).toEqual([]);
});
describe("the owner", () => {
  test.each(["audit_event", "card_operation", "card_item_version"])(
    "cannot change, empty or thin out %s either",
    async (table) => {
      const connection = await trellis.owner.pool.connect();
      for (const text of [
        `UPDATE ${table} SET clinic_id = clinic_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await connection.query("SELECT set_config('app.operator_clinic', $1, false)", [
          north.clinicId,
        ]);
        await expect(connection.query(text), text).rejects.toMatchObject({
          code: "42501",
          message: expect.stringContaining("append-only"),
        });
      }
      connection.release(true);
    },
  );

  test("works on one clinic at a time", async () => {
    const counted = statement<{ n: number }>(
      sql`SELECT count(DISTINCT clinic_id) AS n FROM diary_note`,
    );
    expect(await withTx(trellis.owner, [], (tx) => tx.finish(counted))).toEqual([[{ n: 0 }]]);
    const opening = statement(
      sql`SELECT set_config('app.operator_clinic', ${south.clinicId}, true)`,
    );
    expect(await withTx(trellis.owner, [opening], (tx) => tx.finish(counted))).toEqual([
      [{ n: 1 }],
    ]);
  });
});

test("200 transactions of two clinics in turns on a few connections never see each other, nor leave anything behind", async () => {
  const seen = statement<{ code: string; token: string | null }>(
    sql`SELECT code, nullif(current_setting('app.token', true), '') AS token FROM clinic`,
  );
  const left = statement<{ left: string }>(
    sql`SELECT concat(current_setting('app.token', true), current_setting('app.operator_clinic', true)) AS left`,
  );
  const fails = statement(sql`SELECT 1 / 0`);
  const one = async (index: number): Promise<string | null> => {
    if (index % 5 === 4)
      return (await withTx(trellis.app, [], (tx) => tx.finish(left)))[0][0]?.left === ""
        ? null
        : `left by ${index}`;
    const code = index % 2 === 0 ? "north" : "south";
    const opening = openSignIn(presentedBy(code === "north" ? therapist : foreignTherapist), [
      "clinician",
    ]);
    if (index % 3 === 0)
      await withTx(trellis.app, [opening], (tx) => tx.run(seen, fails)).catch(() => undefined);
    const [rows] = await withTx(trellis.app, [opening], (tx) => tx.finish(seen));
    return rows.length === 1 && rows[0]?.code === code
      ? null
      : `${index} saw ${JSON.stringify(rows)}`;
  };
  const findings = await Promise.all(Array.from({ length: 200 }, (_, index) => one(index)));
  expect(findings.filter((each) => each !== null)).toEqual([]);
  const idle = await Promise.all(Array.from({ length: 6 }, () => trellis.app.pool.connect()));
  for (const connection of idle) {
    const { rows } = await connection.query(left.sql);
    expect(rows).toEqual([{ left: "" }]);
    connection.release();
  }
});
