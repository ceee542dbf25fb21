import type { AuditEvent } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { Table } from "@trellis/ui/table";
import { accountKindWords } from "#platform/account-words.ts";
import { clientWords, nobodyWords, secondText } from "./audit-words.ts";
import { operationWords } from "./operation-words.ts";
import css from "./audit-table.module.css";

type AuditTableProps = {
  events: readonly AuditEvent[];
  /** A person or a client was chosen, whose rows are to be shown. */
  onAccount: (id: string) => void;
  onClient: (id: string) => void;
};

/** Rows of the audit. */
export function AuditTable({ events, onAccount, onClient }: AuditTableProps) {
  return (
    <Table
      caption={m.audit_table()}
      captionHidden
      rows={events}
      rowKey={({ sequence }) => String(sequence)}
      columns={[
        {
          id: "when",
          header: m.audit_column_when(),
          rowHeader: true,
          cell: ({ at }) => <time dateTime={at}>{secondText(at)}</time>,
        },
        {
          id: "who",
          header: m.audit_column_who(),
          cell: (event) => <Who event={event} onAccount={onAccount} />,
        },
        {
          id: "what",
          header: m.audit_column_what(),
          cell: ({ operation, subject }) => (
            <>
              {operationWords(operation)}
              {subject === null ? null : (
                <small className={css.more}>{m.audit_about({ name: subject.name })}</small>
              )}
            </>
          ),
        },
        {
          id: "whose",
          header: m.audit_column_whose(),
          cell: (event) => <Whose event={event} onClient={onClient} />,
        },
        {
          id: "outcome",
          header: m.audit_column_outcome(),
          cell: ({ outcome }) => (outcome === "done" ? m.audit_done() : m.audit_refused()),
        },
      ]}
    />
  );
}

function Who({ event, onAccount }: { event: AuditEvent; onAccount: (id: string) => void }) {
  const { account } = event;
  if (account === null) return nobodyWords(event);
  return (
    <>
      <button
        type="button"
        className={css.choose}
        aria-label={m.audit_of_account({ name: account.name })}
        onClick={() => onAccount(account.id)}
      >
        {account.name}
      </button>
      <small className={css.more}>{accountKindWords(account.kind)}</small>
    </>
  );
}

function Whose({ event, onClient }: { event: AuditEvent; onClient: (id: string) => void }) {
  const { clients, clientCount } = event;
  if (clientCount === 0) return null;
  if (clients.length === 0) return m.audit_unknown_client();
  return (
    <span className={css.clients}>
      {clients.map((client) => (
        <button
          key={client.id}
          type="button"
          className={css.choose}
          aria-label={m.audit_of_client({ name: clientWords(client) })}
          onClick={() => onClient(client.id)}
        >
          {clientWords(client)}
        </button>
      ))}
      {clientCount > clients.length
        ? m.audit_and_more({ count: clientCount - clients.length })
        : null}
    </span>
  );
}
