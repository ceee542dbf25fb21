import { type AccountKind, normaliseLogin } from "@trellis/domain/account";
import { mailboxOf } from "@trellis/domain/account-life";
import type { InvitePurpose } from "@trellis/domain/invite";
import { sql } from "kysely";
import { emailPlace } from "./clinic-setup.ts";
import type { ClinicKeys } from "./field-keys.ts";
import type { MadeInvite } from "./link-secret.ts";
import { type Statement, statement } from "./statement.ts";

/** What the command line does with accounts of the clinic that it works on, as the owner role. */

export type OperatedAccount = {
  account_id: string;
  kind: AccountKind;
  client_id: string | null;
  is_active: boolean;
  is_deactivated: boolean;
};

export const findAccountByEmail = (email: string, keys: ClinicKeys): Statement<OperatedAccount> =>
  statement(sql`
    SELECT a.account_id, a.kind, c.client_id, a.activated_at IS NOT NULL AS is_active,
           a.deactivated_at IS NOT NULL AS is_deactivated
      FROM account a LEFT JOIN client c ON c.clinic_id = a.clinic_id AND c.account_id = a.account_id
     WHERE a.clinic_id = app.operator_clinic() AND a.login_index = ${keys.loginIndex(email)}`);

export type InvitedAccount = {
  readonly id: string;
  readonly kind: Exclude<AccountKind, "client">;
  readonly name: string;
  readonly email: string;
  /** An account of the same person, when there is one. */
  readonly samePersonAs: string | null;
};

const mailboxIndex = (email: string, keys: ClinicKeys): Buffer =>
  keys.loginIndex(mailboxOf(normaliseLogin(email)));

/** An account without password; somebody signs in with it through a link. */
export function insertInvited(account: InvitedAccount, keys: ClinicKeys): Statement {
  const { id, kind, name, email, samePersonAs } = account;
  const login = keys.loginIndex(email);
  const mailbox = mailboxIndex(email, keys);
  return statement(sql`
    SELECT app.put_account(app.operator_clinic(), ${id}, ${kind}, ${name}, ${login},
                           ${mailbox.equals(login) ? null : mailbox}, ${keys.seal(emailPlace(id), email)}, ${samePersonAs})`);
}

/** Accounts that may be of the person of a new one. */
export const findTwinsOf = (
  name: string,
  email: string,
  keys: ClinicKeys,
): Statement<{ kind: AccountKind; display_name: string }> =>
  statement(sql`
    SELECT kind, display_name FROM app.twins_of(
      app.operator_clinic(), ${name},
      ${keys.loginIndex(email)}, ${mailboxIndex(email, keys)})`);

/** A link in place of those before; what the operator of the server asks for waits for nobody. */
export const insertInvite = (
  accountId: string,
  purpose: InvitePurpose,
  { secretHash, codeHash }: MadeInvite,
): Statement<{ expires_at: Date }> =>
  statement(sql`
    SELECT app.put_invite(app.operator_clinic(), ${accountId}, ${purpose}, ${secretHash}, ${codeHash}, ${null}, false) AS expires_at`);

export type EndedClient = {
  client_id: string;
  initials: string;
  tag: string;
  lacks_therapist: boolean;
};

/** Ends an account; answers the clients whose relation to it ended by that. */
export const endAccount = (accountId: string): Statement<EndedClient> =>
  statement(sql`
    SELECT client_id, initials, tag, lacks_therapist
      FROM app.end_account(app.operator_clinic(), ${accountId}, ${null})`);
