import type { AccountKind } from "@trellis/domain/account";
import type {
  Account,
  AccountDetail,
  AccountState,
  EmailChange,
  LeftClient,
  OpenReset,
  OwnAccount,
  Twin,
} from "@trellis/domain/account-life";
import { emailPlace } from "#platform/clinic-setup.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";

/** A line of the list of accounts as the database answers it. */
export type AccountRow = {
  readonly account_id: string;
  readonly kind: AccountKind;
  readonly display_name: string;
  readonly email_sealed: Buffer;
  readonly created_at: Date;
  readonly activated_at: Date | null;
  readonly deactivated_at: Date | null;
  readonly invited_until: Date | null;
  readonly client_id: string | null;
  readonly is_self: boolean;
};

export type DetailRow = AccountRow & {
  readonly reset_by: string | null;
  readonly reset_at: Date | null;
  readonly reset_until: Date | null;
  readonly reset_waits: boolean | null;
  readonly reset_mine: boolean | null;
  readonly change_id: string | null;
  readonly change_sealed: Buffer | null;
  readonly change_from: Date | null;
  readonly change_until: Date | null;
  readonly change_by_self: boolean | null;
  readonly would_be_left: readonly LeftClient[];
};

export type TwinRow = {
  readonly account_id: string;
  readonly kind: AccountKind;
  readonly display_name: string;
};

const stateOf = (row: AccountRow): AccountState => {
  if (row.deactivated_at !== null) return "deactivated";
  return row.activated_at === null ? "invited" : "active";
};

export const emailOf = (row: Pick<AccountRow, "account_id" | "email_sealed">, keys: ClinicKeys) =>
  keys.open(emailPlace(row.account_id), row.email_sealed);

export function asAccount(row: AccountRow, keys: ClinicKeys): Account {
  return {
    id: row.account_id,
    kind: row.kind,
    name: row.display_name,
    email: emailOf(row, keys),
    state: stateOf(row),
    invitedUntil: stateOf(row) === "invited" ? (row.invited_until?.toISOString() ?? null) : null,
    since: (row.deactivated_at ?? row.activated_at ?? row.created_at).toISOString(),
    clientId: row.client_id,
    isSelf: row.is_self,
  };
}

export const asTwin = (row: TwinRow): Twin => ({
  id: row.account_id,
  kind: row.kind,
  name: row.display_name,
});

/** @param mayApprove whether the reader is an administrator */
function asReset(row: DetailRow, mayApprove: boolean): OpenReset | null {
  if (row.reset_at === null || row.reset_until === null) return null;
  const waitsForApproval = row.reset_waits === true;
  return {
    askedBy: row.reset_by ?? "",
    askedAt: row.reset_at.toISOString(),
    expiresAt: row.reset_until.toISOString(),
    waitsForApproval,
    mayApprove: mayApprove && waitsForApproval && row.reset_mine !== true && !row.is_self,
  };
}

function asEmailChange(row: DetailRow, keys: ClinicKeys): EmailChange | null {
  const { change_id, change_sealed, change_from, change_until } = row;
  if (change_id === null || change_sealed === null || !change_from || !change_until) return null;
  const place = { table: "email_change", column: "email_sealed", rowId: change_id } as const;
  return {
    email: keys.open(place, change_sealed),
    worksFrom: change_from.toISOString(),
    expiresAt: change_until.toISOString(),
    askedBySelf: row.change_by_self === true,
  };
}

export const asDetail = (
  row: DetailRow,
  twins: readonly TwinRow[],
  keys: ClinicKeys,
  mayApprove: boolean,
): AccountDetail => ({
  ...asAccount(row, keys),
  reset: asReset(row, mayApprove),
  emailChange: asEmailChange(row, keys),
  samePerson: twins.map(asTwin),
  soleTherapistOf: [...row.would_be_left],
});

export const asOwn = (row: DetailRow, keys: ClinicKeys): OwnAccount => ({
  id: row.account_id,
  kind: row.kind,
  name: row.display_name,
  email: emailOf(row, keys),
  emailChange: asEmailChange(row, keys),
});
