import { normaliseLogin } from "@trellis/domain/account";
import {
  type AccountDetail,
  mailboxOf,
  type NewClientAccount,
  type Twin,
} from "@trellis/domain/account-life";
import { auditStatement } from "#platform/access.ts";
import { emailPlace } from "#platform/clinic-setup.ts";
import type { Tx } from "#platform/database.ts";
import { Failure, notFound, signInNeeded } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import type { Arrived } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { type AccountRow, asDetail } from "./account-row.ts";
import {
  type AddedAccount,
  readAccount,
  readDetail,
  readSamePerson,
  type WhichAccount,
} from "./store.ts";

/** The keys of the clinic that the token names. They seal nothing before the database has found the sign-in. */
export function keysOf({ services, presented }: Arrived): Promise<ClinicKeys> {
  if (presented === null) throw signInNeeded();
  return services.fieldKeys.ofClinic(presented.clinicCode);
}

/** The account that a request is about. @throws Failure 404 when the sign-in may not see it */
export async function findTarget(tx: Tx, which: WhichAccount): Promise<AccountRow> {
  const [[row]] = await tx.run(readAccount(which));
  if (!row) throw notFound();
  return row;
}

/** The client whose account it is, for the audit. */
export const clientsOf = ({ client_id }: Pick<AccountRow, "client_id">): readonly string[] =>
  client_id === null ? [] : [client_id];

/** The audit row of what is done to an account; `concerned` are clients whom it changes something for, too. */
export const auditOf = (
  operation: { readonly name: string },
  target: Pick<AccountRow, "account_id" | "client_id">,
  { requestId }: Arrived,
  isRead = false,
  concerned: readonly string[] = [],
): Statement =>
  auditStatement(
    operation.name,
    [...clientsOf(target), ...concerned],
    requestId,
    isRead,
    target.account_id,
  );

/** What an administrator does to an account: it is found, changed, audited, and answered as it is then. */
export async function changeAccount(
  tx: Tx,
  arrived: Arrived,
  operation: { readonly name: string },
  which: WhichAccount,
  change: (target: AccountRow, keys: ClinicKeys) => readonly Statement[],
): Promise<AccountDetail> {
  const target = await findTarget(tx, which);
  const keys = await keysOf(arrived);
  await tx.run(...change(target, keys));
  const audit = auditOf(operation, target, arrived);
  const [[row], twins] = await tx.finish(readDetail(which), readSamePerson(which), audit);
  if (!row) throw notFound();
  return asDetail(row, twins, keys, true);
}

/** What an address is found by, and what its mailbox is found by; `tagged` is null for an address without +tag. */
export function indexesOf(email: string, keys: ClinicKeys) {
  const login = keys.loginIndex(email);
  const mailbox = keys.loginIndex(mailboxOf(normaliseLogin(email)));
  return { login, mailbox, tagged: mailbox.equals(login) ? null : mailbox };
}

/** A new account as it is stored. */
export function sealedAccount(body: NewClientAccount, keys: ClinicKeys): AddedAccount {
  const { login, tagged } = indexesOf(body.email, keys);
  return {
    id: body.id,
    name: body.name,
    login,
    mailbox: tagged,
    sealed: keys.seal(emailPlace(body.id), body.email.trim()),
    samePersonAs: body.samePersonAs ?? null,
  };
}

/** Enough to recognise somebody by; an error is no list. */
const MOST_NAMED = 3;

export const looksLikeAnother = (accounts: readonly Twin[]) =>
  new Failure(
    409,
    "looks-like-another",
    "There is an account that may be of the same person. Send it again with apart or samePersonAs.",
    { accounts: accounts.slice(0, MOST_NAMED) },
  );
