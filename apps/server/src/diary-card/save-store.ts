import type { CardAspect, Scale } from "@trellis/domain/card-item";
import type { CardOperation, NoteField, OperationAnswer } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayWrite = RecordAccess<"diary-card", "write">;

/** One save at a time per client, so that what is read below cannot be changed by another save. */
export const lockCard = (access: MayWrite): Statement =>
  statement(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${access.clientId}, ${LOCK_SEED.ofClient.card}))`,
  );

export const readAnswered = (
  access: MayWrite,
  ids: readonly string[],
): Statement<{ id: string; operation: CardOperation; answer: OperationAnswer }> =>
  statement(sql`
    SELECT operation_id AS id, operation, answer FROM card_operation
     WHERE client_id = ${access.clientId} AND operation_id = ANY (${ids}::uuid[])`);

export const readScales = (
  access: MayWrite,
  items: readonly string[],
): Statement<{ item: string; version: number; aspect: CardAspect; scale: Scale }> =>
  statement(sql`
    SELECT item_id AS item, version, aspect, scale FROM card_item_version
     WHERE client_id = ${access.clientId} AND item_id = ANY (${items}::uuid[])`);

export type StoredEntry = {
  item: string;
  version: number;
  date: CivilDate;
  value: number | null;
  floor: number | null;
  sittings: Record<string, number>;
};

/** Entries of these days and items; `dates` and `items` go in pairs. */
export const readStoredEntries = (
  access: MayWrite,
  dates: readonly string[],
  items: readonly string[],
): Statement<StoredEntry> =>
  statement(sql`
    SELECT e.item_id AS item, e.item_version AS version, e.date, e.value, e.floor_value AS floor, e.sittings
      FROM unnest(${dates}::date[], ${items}::uuid[]) AS wanted(date, item_id)
      JOIN diary_entry e ON e.client_id = ${access.clientId} AND e.date = wanted.date AND e.item_id = wanted.item_id`);

export const readStoredNotes = (
  access: MayWrite,
  dates: readonly string[],
): Statement<{ date: CivilDate; field: NoteField; words: string }> =>
  statement(sql`
    SELECT date, field, words FROM diary_note WHERE client_id = ${access.clientId} AND date = ANY (${dates}::date[])`);

export type ChangedEntry = StoredEntry & { aspect: CardAspect; late: boolean };

/** Writes entries; the first day and lateness of an entry stay what they were. */
export const writeEntries = (access: MayWrite, entries: readonly ChangedEntry[]): Statement => {
  const rows = entries.map((entry) => ({
    date: entry.date,
    item_id: entry.item,
    item_version: entry.version,
    aspect: entry.aspect,
    value: entry.value,
    floor_value: entry.floor,
    sittings: entry.sittings,
    entered_late: entry.late,
  }));
  return statement(sql`
    INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, floor_value, sittings, entered_late)
    SELECT clinic.id, ${access.clientId}, r.date, r.item_id, r.item_version, r.aspect, r.value, r.floor_value, r.sittings, r.entered_late
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(date date, item_id uuid, item_version integer, aspect text,
             value numeric, floor_value numeric, sittings jsonb, entered_late boolean)
    ON CONFLICT (clinic_id, client_id, date, item_id) DO UPDATE
       SET item_version = excluded.item_version, value = excluded.value, floor_value = excluded.floor_value,
           sittings = excluded.sittings, changed_at = now()`);
};

export const writeNotes = (
  access: MayWrite,
  notes: readonly { date: CivilDate; field: NoteField; words: string }[],
): Statement =>
  statement(sql`
    INSERT INTO diary_note (clinic_id, client_id, date, field, words)
    SELECT clinic.id, ${access.clientId}, r.date, r.field, r.words
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) AS r(date date, field text, words text)
    ON CONFLICT (clinic_id, client_id, date, field) DO UPDATE SET words = excluded.words, changed_at = now()`);

export const writeOperations = (
  access: MayWrite,
  operations: readonly { operation: CardOperation; answer: OperationAnswer }[],
  receivedAt: string,
): Statement => {
  const rows = operations.map(({ operation, answer }, place) => ({
    place,
    id: operation.id,
    operation,
    answer,
    made_at: operation.madeAt,
  }));
  return statement(sql`
    INSERT INTO card_operation (clinic_id, client_id, operation_id, account_id, sign_in_id, operation, answer, made_at, received_at)
    SELECT me.clinic_id, ${access.clientId}, r.id, me.account_id, me.sign_in_id, r.operation, r.answer, r.made_at, ${receivedAt}
      FROM app.current_sign_in() me,
           jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(place integer, id uuid, operation jsonb, answer jsonb, made_at timestamptz)
     ORDER BY r.place`);
};
