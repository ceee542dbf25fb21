import { setTimeout as wait } from "node:timers/promises";
import { listClinicCodes } from "./clinic-list.ts";
import type { Database, Tx } from "./database.ts";
import { makeSecret } from "./field-encryption.ts";
import {
  type ClinicKeys,
  clinicKeys,
  insertKey,
  KEYS_KEPT_MILLISECONDS,
  type UnwrappedKey,
  unwrapKeys,
  wrapKey,
} from "./field-keys.ts";
import { type KeyRing, makeRootKey, writeKeyFile } from "./key-file.ts";
import {
  countOtherwiseSealed,
  dropOtherKeys,
  lockKeys,
  readOtherwiseSealed,
  readOwnKeys,
  type SealedColumn,
  type SealedRow,
  storeSealed,
  useKey,
} from "./key-store.ts";
import { auditOperator, findClinicId, withOperatorTx } from "./operator.ts";
import { PlainError } from "./plain-error.ts";
import { SEALED_COLUMNS, type SealedPlace } from "./sealed-column.ts";

/** What a change of keys works on. */
export type KeyChange = {
  readonly owner: Database;
  /** Path of the key file. */
  readonly file: string;
  readonly now: number;
  readonly say: (sentence: string) => void;
  /** Milliseconds after which every running server knows what was stored before. */
  readonly patience: number;
};

/** Rows of one transaction; each takes some microseconds to seal anew. */
const BATCH = 200;
/** The patience that running servers need. */
export const EVERYBODY_KNOWS_MILLISECONDS = KEYS_KEPT_MILLISECONDS + 1000;

type Clinic = { readonly id: string; readonly code: string };

/**
 * Makes a new root key, and for each clinic a new key that all sealed values are sealed with anew (R-ENC-4). Both the
 * old keys and the new ones open meanwhile, also in servers that are running. Cut off anywhere, it goes on where it
 * was when it is called again: the key file comes first, then the keys, then the values, batch by batch.
 * @returns the number of values that could not be opened; they stay as they are
 */
export async function changeKeys(change: KeyChange, ring: KeyRing): Promise<number> {
  const { owner, say } = change;
  const roots = ring.length > 1 ? ring : await addRoot(change, ring);
  say(
    roots === ring
      ? "Going on with the change of keys that was begun before."
      : `Made a new root key in ${change.file}.`,
  );
  const clinics = await clinicsOf(owner);
  for (const clinic of clinics) await inTurn(owner, clinic, (tx) => addKeys(tx, clinic, roots));
  await wait(change.patience);
  for (const clinic of clinics) await inTurn(owner, clinic, (tx) => beginToUse(tx, roots));
  await wait(change.patience);
  let unopened = 0;
  for (const clinic of clinics) {
    const done = await sealAnew(owner, clinic, roots);
    say(`Clinic "${clinic.code}": ${done.sealed} values sealed anew.`);
    unopened += done.unopened;
  }
  return unopened;
}

/**
 * Forgets the old root key.
 * @throws PlainError while anything still needs it
 */
export async function finishChange(change: KeyChange, ring: KeyRing): Promise<void> {
  const { owner } = change;
  const [root, ...old] = ring;
  if (old.length === 0)
    throw new PlainError(
      "There is no change of keys to finish. Begin one with trellis rotate-keys.",
    );
  const clinics = await clinicsOf(owner);
  for (const clinic of clinics)
    await inTurn(owner, clinic, (tx) => refuseUnfinished(tx, clinic, ring));
  for (const clinic of clinics) {
    await inTurn(owner, clinic, async (tx) => {
      await refuseUnfinished(tx, clinic, ring);
      await tx.run(dropOtherKeys(root.id), auditOperator("keys.finish-change", []));
    });
  }
  await writeKeyFile(change.file, [root]);
}

async function addRoot(change: KeyChange, ring: KeyRing): Promise<KeyRing> {
  const roots: KeyRing = [makeRootKey(change.now), ...ring];
  await writeKeyFile(change.file, roots);
  return roots;
}

async function clinicsOf(owner: Database): Promise<readonly Clinic[]> {
  const clinics: Clinic[] = [];
  for (const code of await listClinicCodes(owner))
    clinics.push({ code, id: await findClinicId(owner, code) });
  return clinics;
}

const inTurn = <T>(owner: Database, clinic: Clinic, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withOperatorTx(owner, clinic.id, async (tx) => {
    await tx.run(lockKeys());
    return work(tx);
  });

async function ownKeys(tx: Tx, clinic: Clinic, ring: KeyRing): Promise<readonly UnwrappedKey[]> {
  const [rows] = await tx.run(readOwnKeys());
  return unwrapKeys(clinic.id, ring, rows);
}

/** The key that this change of keys made, if it got that far. */
const newKeyOf = <Key extends Pick<UnwrappedKey, "purpose" | "made_with">>(
  keys: readonly Key[],
  ring: KeyRing,
): Key | undefined =>
  keys.find(({ purpose, made_with }) => purpose === "field" && made_with === ring[0].id);

/** Wraps every key with every root key, and adds one to seal with; nobody does so yet. */
async function addKeys(tx: Tx, clinic: Clinic, ring: KeyRing): Promise<void> {
  const keys = await ownKeys(tx, clinic, ring);
  clinicKeys(clinic.id, keys);
  const isNew = newKeyOf(keys, ring) === undefined;
  const all = isNew ? [...keys, nextKey(keys, ring)] : keys;
  const wrapped = all.flatMap((key) => ring.map((root) => wrapKey(clinic.id, root, key)));
  await tx.run(
    ...wrapped.map(insertKey),
    ...(isNew ? [auditOperator("keys.begin-change", [])] : []),
  );
}

const nextKey = (keys: readonly UnwrappedKey[], ring: KeyRing): UnwrappedKey => ({
  purpose: "field",
  number:
    1 + Math.max(...keys.filter(({ purpose }) => purpose === "field").map((key) => key.number)),
  state: "coming",
  made_with: ring[0].id,
  secret: makeSecret(),
});

async function beginToUse(tx: Tx, ring: KeyRing): Promise<void> {
  const [rows] = await tx.run(readOwnKeys());
  const made = newKeyOf(rows, ring);
  if (made?.state === "coming") await tx.run(useKey(made.number));
}

/** Seals every value of the clinic with the current key that another one sealed, in batches. */
async function sealAnew(
  owner: Database,
  clinic: Clinic,
  ring: KeyRing,
): Promise<{ readonly sealed: number; readonly unopened: number }> {
  const keys = clinicKeys(
    clinic.id,
    await inTurn(owner, clinic, (tx) => ownKeys(tx, clinic, ring)),
  );
  let sealed = 0;
  let unopened = 0;
  for (const column of SEALED_COLUMNS) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      const done: Batch = await withOperatorTx(owner, clinic.id, (tx) =>
        sealBatch(tx, keys, column, from),
      );
      sealed += done.sealed;
      unopened += done.unopened;
      after = done.last;
    } while (after !== null);
  }
  return { sealed, unopened };
}

/** `last` is the id after which to go on, null at the end. */
type Batch = { readonly sealed: number; readonly unopened: number; readonly last: string | null };

async function sealBatch(
  tx: Tx,
  keys: ClinicKeys,
  column: SealedColumn,
  after: string | null,
): Promise<Batch> {
  const [rows] = await tx.run(readOtherwiseSealed(column, keys.currentKey, after, BATCH));
  const anew = rows.flatMap((row) => sealRow(keys, column, row));
  await tx.finish(storeSealed(column, anew));
  return {
    sealed: anew.length,
    unopened: rows.length - anew.length,
    last: rows.length < BATCH ? null : (rows.at(-1)?.id ?? null),
  };
}

function sealRow(keys: ClinicKeys, column: SealedColumn, row: SealedRow): readonly SealedRow[] {
  const place = { table: column.table, column: column.column, rowId: row.id } as SealedPlace;
  try {
    return [{ id: row.id, sealed: keys.seal(place, keys.open(place, row.sealed)) }];
  } catch {
    return [];
  }
}

async function refuseUnfinished(tx: Tx, clinic: Clinic, ring: KeyRing): Promise<void> {
  const [rows] = await tx.run(readOwnKeys());
  const [root] = ring;
  const made = newKeyOf(rows, ring);
  // Finished before, up to the key file.
  const isDone = rows.every((row) => row.root_id === root.id) && made?.state === "current";
  const isRewrapped = rows.every((row) =>
    rows.some(
      (same) =>
        same.root_id === root.id && same.purpose === row.purpose && same.number === row.number,
    ),
  );
  if (!isDone && (!isRewrapped || made?.state !== "current")) throw notYet(clinic);
  const left = await tx.run(
    ...SEALED_COLUMNS.map((column) => countOtherwiseSealed(column, made?.number ?? 0)),
  );
  const rowsLeft = left.reduce((sum, [counted]) => sum + (counted?.rows ?? 0), 0);
  if (rowsLeft > 0) throw notYet(clinic);
}

const notYet = ({ code }: Clinic) =>
  new PlainError(
    `The change of keys is not through: the old key is still needed in the clinic "${code}". Run trellis rotate-keys again first. Nothing was changed.`,
  );
