import { listClinicCodes } from "./clinic-list.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database.ts";
import { type FieldKeys, openFieldKeys } from "./field-keys.ts";
import { type KeyRing, readKeyFile, readOrMakeKeyFile } from "./key-file.ts";
import { PlainError } from "./plain-error.ts";

/** What cannot be read without the key file, and what can: said wherever the file is missing. */
const WHAT_KEYS_OPEN =
  "Without its keys nobody can sign in anew, the e-mail addresses of all accounts, the safety plans and the mails not sent yet cannot be read, and the seals of the audit cannot be checked. Everything else is there: diary cards, sessions, imports, accounts with their names and passwords, who may see what, and the audit itself.";

/** What to do about it. */
const WHAT_TO_DO =
  "Put your copy of the key file there (owner alone, chmod 600), or set TRELLIS_KEYS to where it is, and start again. If there is no copy anywhere: docs/operations/keys.md. Nothing was changed.";

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

/**
 * The root keys for one more clinic. The first one's key file is made here; a later one goes into the same.
 * @throws PlainError in sentences when the key file of the clinics that are there is missing, or another one
 */
export async function ringForNewClinic(config: Config, database: Database): Promise<KeyRing> {
  const isFirst = (await listClinicCodes(database)).length === 0;
  if (isFirst) return readOrMakeKeyFile(config.keyFile.path, Date.now());
  await openKeys(config, database);
  return needKeyFile(config);
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

/**
 * A clinic's key file is a choice: somebody has to know where it is, and keep a copy.
 * @throws PlainError when TRELLIS_KEYS is not set
 */
export function needChosenKeyFile(config: Config): void {
  if (config.keyFile.isChosen) return;
  throw new PlainError(
    "Set TRELLIS_KEYS to the file that shall hold the keys of this clinic, such as /etc/trellis/keys.json. It is made when it is not there. Keep it apart from the data, and set TRELLIS_KEYS whenever Trellis runs.",
  );
}

/** What whoever set up a clinic has to do next. */
export const keepACopy = (config: Config): string =>
  `Copy the key file ${config.keyFile.path} to a second place now (paper or a stick in a safe, not the backup of the data). ${WHAT_KEYS_OPEN} Nobody can make lost keys anew.`;
