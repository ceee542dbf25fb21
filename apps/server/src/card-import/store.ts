import type { CardImportInput, ColumnMapping } from "@trellis/domain/card-import";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"card-import", "read" | "write">;
type MayWrite = RecordAccess<"card-import", "write">;

/** Waits for saves and changes of this client's card to finish, and holds off new ones. */
export const lockForImport = (access: MayRead): readonly Statement[] =>
  [LOCK_SEED.ofClient.card, LOCK_SEED.ofClient.design].map((seed) =>
    statement(sql`SELECT pg_advisory_xact_lock(hashtextextended(${access.clientId}, ${seed}))`),
  );

export type KnownItem = Pick<CardItem, "id" | "words" | "aspect" | "scale" | "version" | "state">;

export const readKnownItems = (access: MayRead): Statement<KnownItem> =>
  statement(sql`
    SELECT DISTINCT ON (i.item_id) i.item_id AS id, i.aspect, v.words, v.scale, v.version, v.state
      FROM card_item i
      JOIN card_item_version v ON v.clinic_id = i.clinic_id AND v.client_id = i.client_id AND v.item_id = i.item_id
     WHERE i.client_id = ${access.clientId} ORDER BY i.item_id, v.version DESC`);

/** Days on which these items have a row, also one that was taken away again. */
export const readTakenDays = (
  access: MayRead,
  items: readonly string[],
): Statement<{ item: string; date: CivilDate }> =>
  statement(sql`
    SELECT item_id AS item, date FROM diary_entry WHERE client_id = ${access.clientId} AND item_id = ANY (${items}::uuid[])`);

/** A new item that has been on the card since the first imported day. */
export const insertImportedItem = (
  access: MayWrite,
  id: string,
  mapping: ColumnMapping,
  from: CivilDate,
): readonly Statement[] => [
  statement(sql`
    INSERT INTO card_item (clinic_id, client_id, item_id, aspect, position)
    SELECT app.working_clinic(), ${access.clientId}, ${id}, ${mapping.aspect}, coalesce(max(position), 0) + 1
      FROM card_item WHERE client_id = ${access.clientId}`),
  statement(sql`
    INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from, created_by)
    VALUES (app.working_clinic(), ${access.clientId}, ${id}, 1, ${mapping.aspect}, ${mapping.words}, ${JSON.stringify(mapping.scale)}, ${from}, app.account_id())`),
];

export type NewEntry = {
  readonly item: string;
  readonly version: number;
  readonly date: CivilDate;
  readonly value: number;
};

/** Adds entries, as entered later; a day that has one keeps it, whoever wrote it and whenever. */
export const insertEntries = (access: MayWrite, entries: readonly NewEntry[]): Statement =>
  statement(sql`
    INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, floor_value, entered_late)
    SELECT i.clinic_id, i.client_id, r.date, r.item, r.version, i.aspect, r.value, r.value, true
      FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS r(date date, item uuid, version integer, value numeric)
      JOIN card_item i ON i.client_id = ${access.clientId} AND i.item_id = r.item
    ON CONFLICT (clinic_id, client_id, date, item_id) DO NOTHING`);

export const insertImport = (
  access: MayWrite,
  made: { id: string; fileHash: Buffer; input: CardImportInput; rows: number; entries: number },
): Statement =>
  statement(sql`
    INSERT INTO card_import (clinic_id, client_id, import_id, file_hash, mapping, zone, rows, entries, imported_by)
    VALUES (app.working_clinic(), ${access.clientId}, ${made.id}, ${made.fileHash}, ${JSON.stringify(made.input.mappings)},
            ${made.input.zone}, ${made.rows}, ${made.entries}, app.account_id())`);
