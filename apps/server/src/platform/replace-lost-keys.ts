import { listClinicCodes } from "./clinic-list.ts";
import type { Database, Tx } from "./database.ts";
import { type ClinicKeys, makeClinicKeys, openFieldKeys } from "./field-keys.ts";
import type { KeyRing } from "./key-file.ts";
import {
  emptyLogins,
  emptyMails,
  endEmailChanges,
  forgetKeys,
  lockKeys,
  readOwnKeys,
  readSealedIds,
  type SealedColumn,
  storeSealed,
} from "./key-store.ts";
import { auditOperator, findClinicId, withOperatorTx } from "./operator.ts";
import { SEALED_COLUMNS, type SealedPlace } from "./sealed-column.ts";

/**
 * Gives every clinic whose keys are gone new ones, so that the rest of its records can be used again. What the old
 * keys sealed is taken away: addresses are empty, their indexes are chance, mails that wait are stopped. A clinic at a
 * time, whole or not at all; clinics whose keys open stay as they are.
 * @returns the codes of the clinics that got new keys
 */
export async function replaceLostKeys(owner: Database, ring: KeyRing): Promise<readonly string[]> {
  const replaced: string[] = [];
  for (const code of await listClinicCodes(owner)) {
    if (await opens(owner, ring, code)) continue;
    const clinicId = await findClinicId(owner, code);
    await withOperatorTx(owner, clinicId, (tx) => replaceIn(tx, clinicId, ring));
    replaced.push(code);
  }
  return replaced;
}

async function opens(owner: Database, ring: KeyRing, code: string): Promise<boolean> {
  try {
    await openFieldKeys(owner, ring).ofClinic(code);
    return true;
  } catch (error) {
    // PostgreSQL's and the network's errors carry a code, those of keys carry none.
    if ((error as { code?: unknown }).code !== undefined) throw error;
    return false;
  }
}

async function replaceIn(tx: Tx, clinicId: string, ring: KeyRing): Promise<void> {
  const [, before] = await tx.run(lockKeys(), readOwnKeys());
  // Numbers that were never used, so that nothing sealed before is taken for something sealed since.
  const number = 1 + Math.max(0, ...before.map((key) => key.number));
  const { keys, statements } = makeClinicKeys(ring, clinicId, number);
  await tx.run(forgetKeys(), ...statements, emptyLogins(), emptyMails(), endEmailChanges());
  for (const column of SEALED_COLUMNS) await emptyColumn(tx, keys, column);
  await tx.finish(auditOperator("keys.replace-lost", []));
}

async function emptyColumn(tx: Tx, keys: ClinicKeys, column: SealedColumn): Promise<void> {
  const [rows] = await tx.run(readSealedIds(column));
  const place = (rowId: string) =>
    ({ table: column.table, column: column.column, rowId }) as SealedPlace;
  const empty = rows.map(({ id }) => ({ id, sealed: keys.seal(place(id), "") }));
  await tx.run(storeSealed(column, empty));
}
