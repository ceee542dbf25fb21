import { sql } from "kysely";
import type { WrappedKey } from "./field-keys.ts";
import type { SEALED_COLUMNS } from "./sealed-column.ts";
import { type Statement, statement } from "./statement.ts";

export type SealedColumn = (typeof SEALED_COLUMNS)[number];
export type SealedRow = { readonly id: string; readonly sealed: Buffer };

/** The header of a sealed value holds the number of its key in bytes 3 to 6 (field-encryption.ts). */
const sealedWith = (column: string) => sql`substring(${sql.ref(column)} FROM 3 FOR 4)`;
const asBytes = (keyNumber: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(keyNumber);
  return bytes;
};

/** Lets one command at a time change the keys of the clinic that the operator works on. */
export const lockKeys = (): Statement =>
  statement(
    sql`SELECT pg_advisory_xact_lock(hashtextextended('field_key' || app.operator_clinic(), 0))`,
  );

export const readOwnKeys = (): Statement<WrappedKey> =>
  statement(sql`
    SELECT purpose, number, root_id, made_with, state, wrapped FROM field_key
     WHERE clinic_id = app.operator_clinic() ORDER BY number`);

/** New values are sealed with this key from now on; the one of before goes on opening what it sealed. */
export const useKey = (keyNumber: number): Statement =>
  statement(sql`
    UPDATE field_key SET state = CASE WHEN number = ${keyNumber} THEN 'current' ELSE 'old' END
     WHERE clinic_id = app.operator_clinic() AND purpose = 'field'`);

/** Rows after this id whose value another key has sealed, locked until the transaction ends. */
export const readOtherwiseSealed = (
  { table, column, rowId }: SealedColumn,
  keyNumber: number,
  after: string | null,
  most: number,
): Statement<SealedRow> =>
  statement(sql`
    SELECT ${sql.ref(rowId)} AS id, ${sql.ref(column)} AS sealed FROM ${sql.table(table)}
     WHERE clinic_id = app.operator_clinic() AND (${after}::uuid IS NULL OR ${sql.ref(rowId)} > ${after})
       AND ${sealedWith(column)} <> ${asBytes(keyNumber)}
     ORDER BY ${sql.ref(rowId)} LIMIT ${most} FOR UPDATE`);

export const countOtherwiseSealed = (
  { table, column }: SealedColumn,
  keyNumber: number,
): Statement<{ rows: number }> =>
  statement(sql`
    SELECT count(*)::int AS rows FROM ${sql.table(table)}
     WHERE clinic_id = app.operator_clinic() AND ${sealedWith(column)} <> ${asBytes(keyNumber)}`);

export const storeSealed = (
  { table, column, rowId }: SealedColumn,
  rows: readonly SealedRow[],
): Statement =>
  statement(sql`
    UPDATE ${sql.table(table)} t SET ${sql.ref(column)} = r.sealed
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ sealed }) => sealed)}::bytea[]) AS r(id, sealed)
     WHERE t.clinic_id = app.operator_clinic() AND t.${sql.ref(rowId)} = r.id`);

/** Forgets everything but the keys in use, wrapped with this root key. */
export const dropOtherKeys = (rootId: string): Statement =>
  statement(sql`
    DELETE FROM field_key
     WHERE clinic_id = app.operator_clinic()
       AND (root_id <> ${rootId} OR (purpose = 'field' AND state <> 'current'))`);

// When the keys are lost ------------------------------------------------------------------------------

/** Forgets all keys of the clinic; new ones follow in the same transaction. */
export const forgetKeys = (): Statement =>
  statement(sql`DELETE FROM field_key WHERE clinic_id = app.operator_clinic()`);

/** Nobody can be found by an address any more; each index is chance, since it has to be there and be one's own. */
export const emptyLogins = (): Statement =>
  statement(sql`
    UPDATE account SET login_index = sha256(uuid_send(gen_random_uuid())), mailbox_index = NULL
     WHERE clinic_id = app.operator_clinic()`);

export const emptyMails = (): Statement =>
  statement(sql`
    UPDATE mail SET content_sealed = NULL,
           state = CASE state WHEN 'waiting' THEN 'stopped' ELSE state END,
           trouble = CASE state WHEN 'waiting' THEN 'cannot-be-opened' ELSE trouble END
     WHERE clinic_id = app.operator_clinic()`);

export const endEmailChanges = (): Statement =>
  statement(sql`
    UPDATE email_change SET ended_at = now()
     WHERE clinic_id = app.operator_clinic() AND confirmed_at IS NULL AND ended_at IS NULL`);

export const readSealedIds = ({ table, column, rowId }: SealedColumn): Statement<{ id: string }> =>
  statement(sql`
    SELECT ${sql.ref(rowId)} AS id FROM ${sql.table(table)}
     WHERE clinic_id = app.operator_clinic() AND ${sql.ref(column)} IS NOT NULL`);
