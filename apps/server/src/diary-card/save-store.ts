import type { CardAspect, Scale } from "@trellis/domain/card-item";
import type {
  CardOperation,
  DetailField,
  NoteField,
  OperationAnswer,
} from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import { type Statement, statement } from "#platform/statement.ts";
import type { Changes, StoredEntry } from "./apply.ts";

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

export type ScaleRow = { item: string; version: number; aspect: CardAspect; scale: Scale };

export const readScales = (access: MayWrite, items: readonly string[]): Statement<ScaleRow> =>
  statement(sql`
    SELECT item_id AS item, version, aspect, scale FROM card_item_version
     WHERE client_id = ${access.clientId} AND item_id = ANY (${items}::uuid[])`);

/** Entries of these days and items; `dates` and `items` go in pairs. */
export const readStoredEntries = (
  access: MayWrite,
  dates: readonly string[],
  items: readonly string[],
): Statement<StoredEntry> =>
  statement(sql`
    SELECT e.item_id AS item, e.item_version AS version, e.date, e.value, e.floor_value AS floor, e.sittings,
           e.entered_late AS late, e.on_paper AS paper, e.clock_off AS "clockOff",
           e.corrected_from AS "correctedFrom", e.corrected_on AS "correctedOn"
      FROM unnest(${dates}::date[], ${items}::uuid[]) AS wanted(date, item_id)
      JOIN diary_entry e ON e.client_id = ${access.clientId} AND e.date = wanted.date AND e.item_id = wanted.item_id`);

export const readStoredNotes = (
  access: MayWrite,
  dates: readonly string[],
): Statement<{ date: CivilDate; field: NoteField; words: string }> =>
  statement(sql`
    SELECT date, field, words FROM diary_note WHERE client_id = ${access.clientId} AND date = ANY (${dates}::date[])`);

/** Words beside entries of these days and items, which go in pairs. */
export const readStoredDetails = (
  access: MayWrite,
  dates: readonly string[],
  items: readonly string[],
): Statement<{ item: string; date: CivilDate; field: DetailField; words: string }> =>
  statement(sql`
    SELECT d.item_id AS item, d.date, d.field, d.words
      FROM unnest(${dates}::date[], ${items}::uuid[]) AS wanted(date, item_id)
      JOIN entry_detail d ON d.client_id = ${access.clientId} AND d.date = wanted.date AND d.item_id = wanted.item_id`);

/** A statement for each table that changes. */
export const writeChanges = (access: MayWrite, changes: Changes): Statement[] => [
  ...(changes.entries.size > 0 ? [writeEntries(access, [...changes.entries.values()])] : []),
  ...(changes.notes.size > 0 ? [writeNotes(access, [...changes.notes.values()])] : []),
  ...(changes.details.size > 0 ? [writeDetails(access, [...changes.details.values()])] : []),
  ...(changes.days.size > 0 ? [writeDays(access, changes.days)] : []),
  ...(changes.riddenOut.length > 0 ? [writeRiddenOut(access, changes.riddenOut)] : []),
];

type Rows<Key extends "details" | "entries" | "notes"> =
  Changes[Key] extends Map<string, infer Row> ? readonly Row[] : never;

const writeEntries = (access: MayWrite, entries: Rows<"entries">): Statement =>
  statement(sql`
    INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, floor_value, sittings,
                             entered_late, on_paper, clock_off, corrected_from, corrected_on)
    SELECT clinic.id, ${access.clientId}, r.date, r.item, r.version, r.aspect, r.value, r.floor, r.sittings,
           r.late, r.paper, r."clockOff", r."correctedFrom", r."correctedOn"
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS r(date date, item uuid, version integer, aspect text,
             value numeric, floor numeric, sittings jsonb, late boolean, paper boolean, "clockOff" boolean,
             "correctedFrom" numeric, "correctedOn" date)
    ON CONFLICT (clinic_id, client_id, date, item_id) DO UPDATE
       SET item_version = excluded.item_version, value = excluded.value, floor_value = excluded.floor_value,
           sittings = excluded.sittings, entered_late = excluded.entered_late, on_paper = excluded.on_paper,
           clock_off = excluded.clock_off, corrected_from = excluded.corrected_from,
           corrected_on = excluded.corrected_on, changed_at = now()`);

const writeNotes = (access: MayWrite, notes: Rows<"notes">): Statement =>
  statement(sql`
    INSERT INTO diary_note (clinic_id, client_id, date, field, words)
    SELECT clinic.id, ${access.clientId}, r.date, r.field, r.words
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) AS r(date date, field text, words text)
    ON CONFLICT (clinic_id, client_id, date, field) DO UPDATE SET words = excluded.words, changed_at = now()`);

const writeDetails = (access: MayWrite, details: Rows<"details">): Statement =>
  statement(sql`
    INSERT INTO entry_detail (clinic_id, client_id, date, item_id, aspect, field, words)
    SELECT clinic.id, ${access.clientId}, r.date, r.item, r.aspect, r.field, r.words
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(details)}::jsonb)
             AS r(date date, item uuid, aspect text, field text, words text)
    ON CONFLICT (clinic_id, client_id, date, item_id, field) DO UPDATE SET words = excluded.words, changed_at = now()`);

const writeDays = (access: MayWrite, days: Changes["days"]): Statement => {
  const rows = Array.from(days, ([date, short]) => ({ date, short }));
  return statement(sql`
    INSERT INTO diary_day (clinic_id, client_id, date, short)
    SELECT clinic.id, ${access.clientId}, r.date, r.short
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(date date, short boolean)
    ON CONFLICT (clinic_id, client_id, date) DO UPDATE SET short = excluded.short, changed_at = now()`);
};

const writeRiddenOut = (access: MayWrite, riddenOut: Changes["riddenOut"]): Statement =>
  statement(sql`
    INSERT INTO ridden_out_urge (clinic_id, client_id, ridden_out_id, date, item_id, strength_before, strength_after, moves)
    SELECT clinic.id, ${access.clientId}, r.id, r.date, r.item, r.before, r.after, r.moves
      FROM (SELECT app.working_clinic() AS id) clinic,
           jsonb_to_recordset(${JSON.stringify(riddenOut)}::jsonb)
             AS r(id uuid, date date, item uuid, before integer, after integer, moves jsonb)`);

/** The clock's skew is kept in whole seconds, as far as an integer goes (R-DT-4). */
const MOST_SECONDS = 2_147_483_647;

export const writeOperations = (
  access: MayWrite,
  operations: readonly { operation: CardOperation; answer: OperationAnswer }[],
  { at, skew }: { readonly at: number; readonly skew: number | null },
): Statement => {
  const rows = operations.map(({ operation, answer }, place) => ({
    place,
    id: operation.id,
    operation,
    answer,
    made_at: operation.madeAt,
  }));
  const seconds =
    skew === null ? null : Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, Math.round(skew / 1000)));
  return statement(sql`
    INSERT INTO card_operation (clinic_id, client_id, operation_id, account_id, sign_in_id, operation, answer, made_at,
                                clock_skew_seconds, received_at)
    SELECT me.clinic_id, ${access.clientId}, r.id, me.account_id, me.sign_in_id, r.operation, r.answer, r.made_at,
           ${seconds}::integer, ${new Date(at).toISOString()}
      FROM app.current_sign_in() me,
           jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(place integer, id uuid, operation jsonb, answer jsonb, made_at timestamptz)
     ORDER BY r.place`);
};
