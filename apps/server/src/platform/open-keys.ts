import { listClinicCodes } from "./clinic-list.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database.ts";
import { type FieldKeys, openFieldKeys } from "./field-keys.ts";
import { type KeyRing, readKeyFile } from "./key-file.ts";
import { PlainError } from "./plain-error.ts";

/** What cannot be read without the key file, and what can: said wherever the file is missing. */
export const WHAT_KEYS_OPEN =
  "Without its keys nobody can sign in anew, and the e-mail addresses of all accounts and the mails not sent yet cannot be read. Everything else is there: diary cards, sessions, imports, accounts with their names and passwords, who may see what, and the audit.";

/** What to do about it. */
const WHAT_TO_DO =
  "Put your copy of the key file there (owner alone, chmod 600), or set TRELLIS_KEYS to where it is, and start again. Nothing was changed.";

/** @throws PlainError in sentences when there is no key file, or it is not the one of this database */
export async function openKeys(config: Config, database: Database): Promise<FieldKeys> {
  const { path } = config.keyFile;
  const keys = openFieldKeys(database, await needKeyFile(config), () => readKeyFile(path));
  for (const code of await listClinicCodes(database)) {
    await keys.ofClinic(code).catch((error: unknown) => {
      if (isDatabaseError(error)) throw error;
      throw new PlainError(
        `The key file ${path} is not the one of the clinic "${code}" in this database. ${WHAT_KEYS_OPEN} ${WHAT_TO_DO}`,
      );
    });
  }
  return keys;
}

/** @throws PlainError in sentences when there is no key file */
export async function needKeyFile(config: Config): Promise<KeyRing> {
  const ring = await readKeyFile(config.keyFile.path);
  if (ring !== null) return ring;
  throw new PlainError(
    `There is no key file at ${config.keyFile.path}. ${WHAT_KEYS_OPEN} ${WHAT_TO_DO}`,
  );
}

/** PostgreSQL's and the network's errors carry a code, those of keys carry none. */
const isDatabaseError = (error: unknown): boolean =>
  (error as { code?: unknown }).code !== undefined;
