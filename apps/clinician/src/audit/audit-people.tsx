import { useQuery } from "@tanstack/react-query";
import type { AuditFilter } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import {
  namedAccountQuery,
  namedClientQuery,
  someClientsQuery,
  staffQuery,
} from "./audit-query.ts";
import { clientWords } from "./audit-words.ts";

type Choice = { readonly value: string; readonly label: string };
const ALL = "all";

/** The choices, and the one that the address names where it is not among them. */
function withNamed(choices: readonly Choice[], named: Choice | null): readonly Choice[] {
  const isThere = named === null || choices.some(({ value }) => value === named.value);
  const all = { value: ALL, label: m.accounts_all() };
  return [all, ...(isThere ? [] : [named]), ...choices];
}

type WhoProps = { account: AuditFilter["account"]; onChange: (account: string | null) => void };

/** Whose doings are shown. Accounts of clients are led to from their own page. */
export function WhoField({ account, onChange }: WhoProps) {
  const { data: staff = [] } = useQuery(staffQuery);
  const { data: known } = useQuery({
    ...namedAccountQuery(account ?? ""),
    enabled: account !== undefined,
  });
  const named = account === undefined ? null : { value: account, label: known?.name ?? "…" };
  const choices = staff.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      label={m.audit_column_who()}
      options={withNamed(choices, named)}
      value={account ?? ALL}
      onChange={(value) => onChange(value === ALL ? null : value)}
    />
  );
}

type WhoseProps = { client: AuditFilter["client"]; onChange: (client: string | null) => void };

/** Whose record was opened. A large clinic's other clients are led to from their own page. */
export function WhoseField({ client, onChange }: WhoseProps) {
  const { data: some } = useQuery(someClientsQuery);
  const { data: known } = useQuery({
    ...namedClientQuery(client ?? ""),
    enabled: client !== undefined,
  });
  const label = known === undefined ? "…" : clientWords(known);
  const named = client === undefined ? null : { value: client, label };
  const choices = (some?.clients ?? []).map((each) => ({
    value: each.id,
    label: clientWords(each),
  }));
  return (
    <SelectField
      label={m.audit_column_whose()}
      description={some?.after ? m.audit_filter_client_more() : undefined}
      options={withNamed(choices, named)}
      value={client ?? ALL}
      onChange={(value) => onChange(value === ALL ? null : value)}
    />
  );
}
