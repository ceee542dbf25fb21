import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";
import type { DemoClient } from "./demo-clinic.ts";

/** Most rows of one statement; keeps a statement below some megabytes. */
const BATCH = 5000;

function batches<T>(rows: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** Everything of one made-up client's record, to be sent in this order by the operator of the clinic. */
export function insertRecord(client: DemoClient, therapistId: string): readonly Statement[] {
  const { id, items } = client;
  return [
    ...batches(client.targets).map((rows) => insertTargets(id, rows, therapistId)),
    ...batches(items).map((rows) => insertItems(id, rows)),
    ...batches(
      items.flatMap((item) => item.versions.map((version) => ({ ...version, item: item.id }))),
    ).map((rows) => insertVersions(id, rows, therapistId)),
    ...batches(client.entries).map((rows) => insertEntries(id, rows)),
    ...batches(client.notes).map((rows) => insertNotes(id, rows)),
    ...batches(client.sessions).map((rows) => insertSessions(id, rows, therapistId)),
  ];
}

const insertTargets = (client: string, rows: DemoClient["targets"], by: string): Statement =>
  statement(sql`
    INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction, created_by)
    SELECT app.operator_clinic(), ${client}, r.id, r.words, r.level, r.direction, ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, words text, level text, direction text)`);

const insertItems = (client: string, rows: DemoClient["items"]): Statement =>
  statement(sql`
    INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, library, position)
    SELECT app.operator_clinic(), ${client}, r.id, r."targetId", r.aspect, r.library, r.position
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "targetId" uuid, aspect text, library text, position integer)`);

const insertVersions = (client: string, rows: readonly object[], by: string): Statement =>
  statement(sql`
    INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, cover_words, scale, rhythm, short, valid_from, state, created_by)
    SELECT app.operator_clinic(), ${client}, r.item, r.version, i.aspect, r.words, r."coverWords", r.scale, r.rhythm, r.short, r."validFrom", r.state, ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(item uuid, version integer, words text, "coverWords" text, scale jsonb, rhythm text, short boolean, "validFrom" date, state text)
      JOIN card_item i ON i.client_id = ${client} AND i.item_id = r.item`);

const insertEntries = (client: string, rows: DemoClient["entries"]): Statement =>
  statement(sql`
    INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, floor_value, entered_late, first_entered_at, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, r.item, r.version, i.aspect, r.value, r.value, r.late, r."madeAt", r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(date date, item uuid, version integer, value numeric, late boolean, "madeAt" timestamptz)
      JOIN card_item i ON i.client_id = ${client} AND i.item_id = r.item`);

const insertNotes = (client: string, rows: DemoClient["notes"]): Statement =>
  statement(sql`
    INSERT INTO diary_note (clinic_id, client_id, date, field, words, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, r.field, r.words, r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(date date, field text, words text, "madeAt" timestamptz)`);

const insertSessions = (client: string, rows: DemoClient["sessions"], by: string): Statement =>
  statement(sql`
    INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on, recorded_by)
    SELECT app.operator_clinic(), ${client}, r.id, r."heldOn", ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "heldOn" date)`);
