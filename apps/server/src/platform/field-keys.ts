import { normaliseLogin } from "@trellis/domain/account";
import { sql } from "kysely";
import { type Database, withTx } from "./database.ts";
import {
  keyNumberOf,
  mac,
  makeSecret,
  type NumberedKey,
  openBytes,
  sealBytes,
} from "./field-encryption.ts";
import type { KeyRing, RootKey } from "./key-file.ts";
import type { SealedPlace } from "./sealed-column.ts";
import { type Statement, statement } from "./statement.ts";

/** What can be done with the keys of one clinic; the secrets themselves stay in here. */
export type ClinicKeys = {
  /** What an e-mail address is found by: HMAC-SHA-256, 32 bytes. Upper and lower case are one. */
  loginIndex(email: string): Buffer;
  /** Seals a text for one place of this clinic. */
  seal(place: SealedPlace, text: string): Buffer;
  /** @throws Error when the value was sealed for another place, by other keys, or was changed */
  open(place: SealedPlace, sealed: Buffer): string;
  /** HMAC-SHA-256 by which the audit's seals are chained. */
  auditMac(data: string | Buffer): Buffer;
  /** The number of the key that new values are sealed with. */
  readonly currentKey: number;
};

/** The keys of the clinics of one server. */
export type FieldKeys = {
  /**
   * For the code of no clinic: keys that index, so that an answer takes as long, and seal and open nothing.
   * @throws Error when the key file does not hold what this clinic's keys are wrapped with
   */
  ofClinic(code: string): Promise<ClinicKeys>;
};

/** `coming` keys are known to every server before one seals with them. */
export type KeyState = "coming" | "current" | "old";
export type KeyPurpose = "field" | "index" | "audit";

/** A clinic's key as it is stored: wrapped with a root key, bound to clinic, purpose and number. */
export type WrappedKey = {
  readonly purpose: KeyPurpose;
  readonly number: number;
  readonly root_id: string;
  /** The root key that was the newest when this key was made. */
  readonly made_with: string;
  readonly state: KeyState;
  readonly wrapped: Buffer;
};

/** How long a server may go on with the keys that it has read, in milliseconds. A change of keys waits for it. */
export const KEYS_KEPT_MILLISECONDS = 5000;

const asKey = (root: RootKey): NumberedKey => ({ number: 0, secret: root.secret });

const wrapping = (clinicId: string, root: RootKey, key: Pick<WrappedKey, "purpose" | "number">) => [
  "key",
  clinicId,
  key.purpose,
  String(key.number),
  root.id,
];

export const wrapKey = (
  clinicId: string,
  root: RootKey,
  { secret, ...key }: UnwrappedKey,
): WrappedKey => ({
  ...key,
  root_id: root.id,
  wrapped: sealBytes(asKey(root), wrapping(clinicId, root, key), secret),
});

/** @throws Error when the root key is another one, or the row was moved or changed */
const unwrapKey = (clinicId: string, root: RootKey, key: WrappedKey): Buffer =>
  openBytes(asKey(root), wrapping(clinicId, root, key), key.wrapped);

export type UnwrappedKey = Omit<WrappedKey, "root_id" | "wrapped"> & {
  readonly secret: Buffer;
};

/** Each key once, by whichever root key of the ring wraps it. */
export function unwrapKeys(
  clinicId: string,
  ring: KeyRing,
  rows: readonly WrappedKey[],
): readonly UnwrappedKey[] {
  const found = new Map<string, UnwrappedKey>();
  for (const row of rows) {
    const root = ring.find(({ id }) => id === row.root_id);
    if (root === undefined) continue;
    const { purpose, number, state, made_with } = row;
    const secret = unwrapKey(clinicId, root, row);
    found.set(`${purpose} ${number}`, { purpose, number, state, made_with, secret });
  }
  return [...found.values()];
}

const boundTo = (clinicId: string, { table, column, rowId }: SealedPlace) => [
  clinicId,
  table,
  column,
  rowId,
];

/** @throws Error when a key of some purpose is missing */
export function clinicKeys(clinicId: string, keys: readonly UnwrappedKey[]): ClinicKeys {
  const need = (purpose: KeyPurpose): UnwrappedKey => {
    const found = keys.find((each) => each.purpose === purpose && each.state === "current");
    if (!found) throw new Error(`the key file does not open the ${purpose} key of a clinic`);
    return found;
  };
  const [index, audit, current] = [need("index"), need("audit"), need("field")];
  const fields = new Map(
    keys.filter(({ purpose }) => purpose === "field").map((key) => [key.number, key]),
  );
  return {
    loginIndex: (email) => mac(index.secret, normaliseLogin(email)),
    seal: (place, text) => sealBytes(current, boundTo(clinicId, place), Buffer.from(text)),
    open: (place, sealed) => {
      const key = fields.get(keyNumberOf(sealed));
      if (!key) throw new Error("sealed with a key that is not there");
      return openBytes(key, boundTo(clinicId, place), sealed).toString("utf8");
    },
    auditMac: (data) => mac(audit.secret, data),
    currentKey: current.number,
  };
}

/**
 * New keys of a clinic, and the statements that store them.
 * @param number higher than that of any key the clinic had
 */
export function makeClinicKeys(
  ring: KeyRing,
  clinicId: string,
  number = 1,
): { readonly keys: ClinicKeys; readonly statements: readonly Statement[] } {
  const [root] = ring;
  const made = (["field", "index", "audit"] as const).map((purpose): UnwrappedKey => ({
    purpose,
    number,
    state: "current",
    made_with: root.id,
    secret: makeSecret(),
  }));
  return {
    keys: clinicKeys(clinicId, made),
    statements: made.map((key) => insertKey(wrapKey(clinicId, root, key))),
  };
}

/** Stores a key of the clinic that the operator works on; one that is there stays. */
export const insertKey = (key: WrappedKey): Statement =>
  statement(sql`
    INSERT INTO field_key (clinic_id, purpose, number, root_id, made_with, state, wrapped)
    VALUES (app.operator_clinic(), ${key.purpose}, ${key.number}, ${key.root_id}, ${key.made_with}, ${key.state}, ${key.wrapped})
    ON CONFLICT DO NOTHING`);

const readKeys = (code: string): Statement<WrappedKey & { clinic_id: string }> =>
  statement(
    sql`SELECT clinic_id, purpose, number, root_id, made_with, state, wrapped FROM app.field_keys(${code})`,
  );

/** Keys of no clinic. What they index is found nowhere. */
function keysOfNobody(ring: KeyRing, code: string): ClinicKeys {
  const secret = mac(ring[0].secret, `no clinic ${code}`);
  const refuse = () => {
    throw new Error("there is no such clinic");
  };
  return {
    loginIndex: (email) => mac(secret, normaliseLogin(email)),
    seal: refuse,
    open: refuse,
    auditMac: refuse,
    currentKey: 0,
  };
}

/**
 * Reads and keeps the keys of clinics, each for some seconds, so that a change of keys arrives in every server.
 * @param readRing reads the key file; when it answers null or throws, the keys of before go on being used
 */
export function openFieldKeys(
  database: Database,
  ring: KeyRing,
  readRing: () => Promise<KeyRing | null> = () => Promise.resolve(null),
): FieldKeys {
  const kept = new Map<string, { readonly until: number; readonly keys: ClinicKeys }>();
  let known = ring;
  const refresh = async (code: string): Promise<ClinicKeys> => {
    known = (await readRing().catch(() => null)) ?? known;
    const [rows] = await withTx(database, [], (tx) => tx.finish(readKeys(code)));
    const clinicId = rows[0]?.clinic_id;
    if (clinicId === undefined) return keysOfNobody(known, code);
    const keys = clinicKeys(clinicId, unwrapKeys(clinicId, known, rows));
    kept.set(code, { until: performance.now() + KEYS_KEPT_MILLISECONDS, keys });
    return keys;
  };
  return {
    ofClinic: async (code) => {
      const found = kept.get(code);
      return found && found.until > performance.now() ? found.keys : refresh(code);
    },
  };
}
