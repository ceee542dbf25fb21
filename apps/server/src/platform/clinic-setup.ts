import { randomBytes, randomUUID } from "node:crypto";
import type { GrantKind } from "@trellis/domain/access";
import type { AccountKind } from "@trellis/domain/account";
import type { InstallationMode } from "@trellis/domain/clinic";
import { type ClinicSettings, firstSettings } from "@trellis/domain/clinic-setting";
import { sql } from "kysely";
import { type ClinicKeys, makeClinicKeys } from "./field-keys.ts";
import type { KeyRing } from "./key-file.ts";
import { hashPassword, makeSalt } from "./password.ts";
import type { SealedPlace } from "./sealed-column.ts";
import { type Statement, statement } from "./statement.ts";

export type NewClinic = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly appName: string;
  readonly country: string;
  readonly zone: string;
  /** What differs from the settings of a clinic that has just been set up. */
  readonly settings?: Partial<ClinicSettings>;
};

/** Sets once what this database is for; another mode later is refused by the check of the caller. */
export const setMode = (mode: InstallationMode, onlyClinic: string): Statement =>
  statement(sql`
    INSERT INTO installation (mode, only_clinic) VALUES (${mode}, ${onlyClinic})
    ON CONFLICT (only_row) DO UPDATE SET only_clinic = NULL`);

/** The statements of a new clinic, and its keys, which are wrapped with the first root key of the ring. */
export function insertClinic(
  clinic: NewClinic,
  ring: KeyRing,
): { readonly keys: ClinicKeys; readonly statements: readonly Statement[] } {
  const { keys, statements } = makeClinicKeys(ring, clinic.id);
  return { keys, statements: [...insertClinicRows(clinic), ...statements] };
}

const settingsOf = (clinic: NewClinic): ClinicSettings => ({
  ...firstSettings(clinic),
  ...clinic.settings,
});

const insertClinicRows = (clinic: NewClinic): readonly Statement[] => [
  statement(sql`
    INSERT INTO clinic (clinic_id, code, name, app_name, country, zone, settings)
    VALUES (${clinic.id}, ${clinic.code}, ${clinic.name}, ${clinic.appName}, ${clinic.country}, ${clinic.zone},
            ${JSON.stringify(settingsOf(clinic))})`),
  statement(sql`
    INSERT INTO clinic_setting_version (clinic_id, version, settings)
    VALUES (${clinic.id}, 1, ${JSON.stringify(settingsOf(clinic))})`),
  statement(
    sql`INSERT INTO login_salt_secret (clinic_id, secret) VALUES (${clinic.id}, ${randomBytes(32)})`,
  ),
];

export type NewAccount = {
  readonly id: string;
  readonly kind: AccountKind;
  readonly email: string;
  readonly name: string;
};

/** Where an account's e-mail address is sealed. */
export const emailPlace = (accountId: string): SealedPlace => ({
  table: "account",
  column: "email_sealed",
  rowId: accountId,
});

/** A password as it is stored. */
export type HashedPassword = { readonly salt: Buffer; readonly hash: Buffer };

/** Hashes a password with a salt of its own, which takes some 65 ms. */
export async function hashNewPassword(password: string): Promise<HashedPassword> {
  const salt = makeSalt();
  return { salt, hash: await hashPassword(password, salt) };
}

/** The statements of an account with a password. */
export const insertAccount = async (
  { password, ...account }: NewAccount & { readonly password: string },
  keys: ClinicKeys,
): Promise<readonly Statement[]> =>
  insertHashedAccount(account, await hashNewPassword(password), keys);

/** The statements of an account whose password was hashed already. */
export const insertHashedAccount = (
  account: NewAccount,
  { salt, hash }: HashedPassword,
  keys: ClinicKeys,
): readonly Statement[] => [
  statement(sql`
    INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name)
    VALUES (app.operator_clinic(), ${account.id}, ${account.kind}, ${keys.loginIndex(account.email)},
            ${keys.seal(emailPlace(account.id), account.email)}, ${account.name})`),
  statement(sql`
    INSERT INTO account_password (clinic_id, account_id, salt, hash)
    VALUES (app.operator_clinic(), ${account.id}, ${salt}, ${hash})`),
];

export type NewClient = {
  readonly id: string;
  readonly accountId: string | null;
  readonly initials: string;
  readonly tag: string;
  readonly lifeLine: string | null;
  readonly zone: string;
};

export const insertClient = (client: NewClient): Statement =>
  statement(sql`
    WITH made AS (
      INSERT INTO client (clinic_id, client_id, account_id, initials, tag, zone)
      VALUES (app.operator_clinic(), ${client.id}, ${client.accountId}, ${client.initials}, ${client.tag}, ${client.zone})
      RETURNING clinic_id, client_id)
    INSERT INTO life_line (clinic_id, client_id, words)
    SELECT clinic_id, client_id, words FROM made, (SELECT ${client.lifeLine}::text AS words) line WHERE words IS NOT NULL`);

/** A relation between an account and a client, from now on. */
export const insertGrant = (accountId: string, clientId: string, kind: GrantKind): Statement =>
  statement(sql`
    INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind)
    VALUES (app.operator_clinic(), ${randomUUID()}, ${accountId}, ${clientId}, ${kind})`);
