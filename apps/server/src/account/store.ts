import type { AccountKind } from "@trellis/domain/account";
import type { AccountState } from "@trellis/domain/account-life";
import { type RawBuilder, sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";
import type { AccountRow, DetailRow, TwinRow } from "./account-row.ts";

/** The clinic is named in each statement, so that it holds without row-level security too. */
const OF_CLINIC = sql`a.clinic_id = (SELECT app.clinic_id())`;

const COLUMNS = sql`
  a.account_id, a.kind, a.display_name, a.email_sealed, a.created_at, a.activated_at, a.deactivated_at,
  c.client_id, a.account_id = (SELECT app.account_id()) AS is_self, i.expires_at AS invited_until`;

const TABLES = sql`
  account a
  LEFT JOIN client c ON c.clinic_id = a.clinic_id AND c.account_id = a.account_id
  LEFT JOIN account_invite i ON i.clinic_id = a.clinic_id AND i.account_id = a.account_id AND i.purpose = 'invite'
        AND i.used_at IS NULL AND i.ended_at IS NULL AND i.wrong_codes < 5 AND i.expires_at > now()`;

/** Greater than every name that begins with the same letters. */
const LAST_LETTER = "\u{10FFFF}";

export type AccountFilter = {
  readonly kind: AccountKind | null;
  readonly state: AccountState | null;
  /** The beginning of a name. */
  readonly name: string | null;
  /** What the whole address is found by. */
  readonly login: Buffer | null;
  readonly after: string | null;
  readonly most: number;
};

const IN_STATE: Readonly<Record<AccountState, RawBuilder<unknown>>> = {
  invited: sql`a.activated_at IS NULL AND a.deactivated_at IS NULL`,
  active: sql`a.activated_at IS NOT NULL AND a.deactivated_at IS NULL`,
  deactivated: sql`a.deactivated_at IS NOT NULL`,
};

/** Accounts by name from the last one of the page before; cost does not grow with the clinic. */
export function listAccounts(filter: AccountFilter): Statement<AccountRow> {
  const wanted = [OF_CLINIC];
  if (filter.kind !== null) wanted.push(sql`a.kind = ${filter.kind}`);
  if (filter.state !== null) wanted.push(IN_STATE[filter.state]);
  if (filter.login !== null)
    wanted.push(sql`a.account_id = (SELECT app.account_of_login(${filter.login}))`);
  if (filter.name !== null) {
    const key = sql`app.name_key(${filter.name})`;
    wanted.push(sql`a.name_key >= ${key} AND a.name_key < ${key} || ${LAST_LETTER}`);
  }
  if (filter.after !== null) {
    wanted.push(sql`(a.name_key, a.account_id) > (
      SELECT b.name_key, b.account_id FROM account b
       WHERE b.clinic_id = (SELECT app.clinic_id()) AND b.account_id = ${filter.after})`);
  }
  return statement(sql`
    SELECT ${COLUMNS} FROM ${TABLES} WHERE ${sql.join(wanted, sql` AND `)}
     ORDER BY a.name_key, a.account_id LIMIT ${filter.most}`);
}

/** Whom a statement is about. */
export type WhichAccount = RawBuilder<unknown>;
export const accountOf = (accountId: string): WhichAccount => sql`${accountId}::uuid`;
export const accountOfClient = (clientId: string): WhichAccount =>
  sql`(SELECT o.account_id FROM client o WHERE o.clinic_id = (SELECT app.clinic_id()) AND o.client_id = ${clientId})`;
export const ownAccount = (): WhichAccount => sql`(SELECT app.account_id())`;

export const readAccount = (which: WhichAccount): Statement<AccountRow> =>
  statement(sql`SELECT ${COLUMNS} FROM ${TABLES} WHERE ${OF_CLINIC} AND a.account_id = ${which}`);

/** An account with the reset and the change of e-mail that are open, and whom its end would leave. */
export const readDetail = (which: WhichAccount): Statement<DetailRow> =>
  statement(sql`
    SELECT ${COLUMNS}, r.asked_at AS reset_at, r.expires_at AS reset_until,
           r.needs_approval AND r.approved_at IS NULL AS reset_waits,
           r.asked_by = (SELECT app.account_id()) AS reset_mine,
           (SELECT b.display_name FROM account b WHERE b.clinic_id = a.clinic_id AND b.account_id = r.asked_by) AS reset_by,
           e.change_id, e.email_sealed AS change_sealed, e.works_from AS change_from, e.expires_at AS change_until,
           e.asked_by = a.account_id AS change_by_self,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('clientId', l.client_id, 'initials', l.initials, 'tag', l.tag)), '[]')
              FROM app.would_be_left(a.account_id) l) AS would_be_left
      FROM ${TABLES}
      LEFT JOIN account_invite r ON r.clinic_id = a.clinic_id AND r.account_id = a.account_id AND r.purpose = 'reset'
            AND r.used_at IS NULL AND r.ended_at IS NULL AND r.wrong_codes < 5 AND r.expires_at > now()
      LEFT JOIN email_change e ON e.clinic_id = a.clinic_id AND e.account_id = a.account_id
            AND e.confirmed_at IS NULL AND e.ended_at IS NULL AND e.expires_at > now()
     WHERE ${OF_CLINIC} AND a.account_id = ${which}`);

/** The other accounts of the same person that the reader may see. */
export const readSamePerson = (which: WhichAccount): Statement<TwinRow> =>
  statement(sql`
    SELECT a.account_id, a.kind, a.display_name
      FROM account me JOIN account a ON a.clinic_id = me.clinic_id AND a.account_id <> me.account_id
       AND (a.account_id = me.same_person_as OR a.same_person_as = coalesce(me.same_person_as, me.account_id))
     WHERE ${OF_CLINIC} AND me.account_id = ${which}
     ORDER BY a.name_key, a.account_id`);

/** Accounts that may be of the person of a new one: of the same name, or the same mailbox under another address. */
export const findTwins = (name: string, login: Buffer, mailbox: Buffer): Statement<TwinRow> =>
  statement(sql`
    SELECT account_id, kind, display_name FROM app.find_twins(${name}, ${login}, ${mailbox})`);

/** Those who are a client's therapists, will be, or were in the last year, so that nobody is taken out of the way first. */
export const readTherapists = (
  clientId: string,
): Statement<Pick<AccountRow, "account_id" | "email_sealed">> =>
  statement(sql`
    SELECT a.account_id, a.email_sealed FROM account a
     WHERE ${OF_CLINIC} AND a.deactivated_at IS NULL
       AND a.account_id IN (
         SELECT g.account_id FROM access_grant g
          WHERE g.clinic_id = a.clinic_id AND g.client_id = ${clientId} AND g.kind = 'therapist'
            AND g.ends_at IS DISTINCT FROM g.starts_at AND (g.ends_at IS NULL OR g.ends_at > now() - interval '1 year'))
     ORDER BY a.account_id`);

/** The other administrators who can sign in. */
export const readOtherAdministrators = (): Statement<
  Pick<AccountRow, "account_id" | "email_sealed">
> =>
  statement(sql`
    SELECT a.account_id, a.email_sealed FROM account a
     WHERE ${OF_CLINIC} AND a.kind = 'administrator' AND a.activated_at IS NOT NULL AND a.deactivated_at IS NULL
       AND a.account_id <> (SELECT app.account_id())
     ORDER BY a.name_key, a.account_id`);

export type AddedAccount = {
  readonly id: string;
  readonly name: string;
  readonly login: Buffer;
  /** Null for an address without +tag. */
  readonly mailbox: Buffer | null;
  readonly sealed: Buffer;
  readonly samePersonAs: string | null;
};

export const addAccount = (kind: AccountKind, made: AddedAccount): Statement =>
  statement(sql`
    SELECT app.add_account(${made.id}, ${kind}, ${made.name}, ${made.login}, ${made.mailbox}, ${made.sealed}, ${made.samePersonAs})`);

export const addClientAccount = (clientId: string, made: AddedAccount): Statement =>
  statement(sql`
    SELECT app.add_client_account(${made.id}, ${clientId}, ${made.name}, ${made.login}, ${made.mailbox}, ${made.sealed}, ${made.samePersonAs})`);

export const renameAccount = (accountId: string, name: string): Statement<{ id: string }> =>
  statement(sql`
    UPDATE account a SET display_name = ${name} WHERE ${OF_CLINIC} AND a.account_id = ${accountId} RETURNING a.account_id AS id`);

export type LeftRow = {
  client_id: string;
  initials: string;
  tag: string;
  lacks_therapist: boolean;
};

/** Answers the clients whose relation to the account ended by it. */
export const deactivateAccount = (accountId: string): Statement<LeftRow> =>
  statement(sql`
    SELECT client_id, initials, tag, lacks_therapist FROM app.deactivate_account(${accountId})`);

export const reactivateAccount = (accountId: string): Statement =>
  statement(sql`SELECT app.reactivate_account(${accountId})`);

/** Answers on how many devices the account was signed in. */
export const endSignInsOf = (accountId: string): Statement<{ ended: number }> =>
  statement(sql`SELECT app.end_sign_ins_of(${accountId}) AS ended`);

export const unlinkPerson = (accountId: string): Statement =>
  statement(sql`SELECT app.unlink_person(${accountId})`);

/** The neutral name under which the clinic's mails come. */
export const readAppName = (): Statement<{ app_name: string }> =>
  statement(sql`SELECT k.app_name FROM clinic k WHERE k.clinic_id = (SELECT app.clinic_id())`);
