import {
  type DataAction,
  type DataKind,
  mayAdministrator,
  relationsFor,
} from "@trellis/domain/access";
import type { AccountKind, App } from "@trellis/domain/account";
import { sql } from "kysely";
import { type Statement, statement } from "./statement.ts";

declare const minted: unique symbol;

/**
 * Leave to read or write one kind of data of one client. Only this file can make one, and every store
 * function asks for one, so a forgotten check does not compile.
 */
export type RecordAccess<Data extends DataKind, Action extends DataAction> = {
  readonly clientId: string;
  readonly [minted]: readonly [Data, Action];
};

/** A sign-in as the request presents it; the database finds out whose it is. */
export type Presented = {
  readonly clinicCode: string;
  readonly tokenHash: Buffer;
  /** The app whose cookie carried the token; it opens nothing in the other one. */
  readonly app: App;
  /** False for what an app asks for by itself; such a request keeps no sign-in awake. */
  readonly counts: boolean;
};

/** Whose transaction was opened; `extended` when a client's sign-in now lasts 90 days more. */
export type Opened = {
  readonly account_id: string;
  readonly account_kind: AccountKind;
  readonly extended: boolean;
};

/** Opens a transaction for a sign-in of one of these kinds of account; otherwise all of it is refused. */
export const openSignIn = (
  presented: Presented,
  kinds: readonly AccountKind[],
): Statement<Opened> =>
  statement(
    sql`SELECT account_id, account_kind, extended
          FROM app.open_sign_in(${presented.clinicCode}, ${presented.tokenHash}, ${kinds}, ${presented.app}, ${presented.counts})`,
  );

const EVERYONE: readonly AccountKind[] = ["clinician", "client", "administrator"];

/**
 * The access check. Its statements open the transaction, so that whatever follows them is refused by
 * the database unless the account has a relation that `access.ts` of the domain admits.
 */
export function openRecord<Data extends DataKind, Action extends DataAction>(
  presented: Presented,
  clientId: string,
  data: Data,
  action: Action,
): { readonly opening: readonly Statement[]; readonly access: RecordAccess<Data, Action> } {
  const relations = relationsFor(data, action);
  return {
    opening: [
      openSignIn(presented, EVERYONE),
      statement(sql`SELECT app.require_relation(${clientId}, ${relations})`),
    ],
    access: { clientId } as RecordAccess<Data, Action>,
  };
}

/**
 * The same for an administrator and a client of their clinic.
 * @throws RangeError for data that `access.ts` does not give to administrators
 */
export function openClinicRecord<Data extends DataKind, Action extends DataAction>(
  presented: Presented,
  clientId: string,
  data: Data,
  action: Action,
): { readonly opening: readonly Statement[]; readonly access: RecordAccess<Data, Action> } {
  if (!mayAdministrator(data, action))
    throw new RangeError(`administrators may not ${action} ${data}`);
  return {
    opening: [
      openSignIn(presented, ["administrator"]),
      statement(sql`SELECT app.require_clinic_client(${clientId})`),
    ],
    access: { clientId } as RecordAccess<Data, Action>,
  };
}

/** What opens the transactions of requests. */
export type AccessCheck = {
  readonly openSignIn: typeof openSignIn;
  readonly openRecord: typeof openRecord;
  readonly openClinicRecord: typeof openClinicRecord;
};

export const ACCESS_CHECK: AccessCheck = { openSignIn, openRecord, openClinicRecord };

/** Access of the command line, which works as the owner role on one clinic of its own machine. */
export function operatorAccess<Data extends DataKind, Action extends DataAction>(
  clientId: string,
): RecordAccess<Data, Action> {
  return { clientId } as RecordAccess<Data, Action>;
}

/**
 * The audit row of this transaction. Reads of one's own record leave none (the database decides that).
 * @param subjectId the account that it is about, when that is another one
 */
export const auditStatement = (
  operation: string,
  clientIds: readonly string[],
  requestId: string,
  isRead: boolean,
  subjectId: string | null = null,
): Statement =>
  statement(
    sql`SELECT app.audit(${operation}, ${clientIds}, ${requestId}, ${isRead}, ${subjectId})`,
  );
