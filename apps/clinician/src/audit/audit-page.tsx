import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditEvent, AuditFilter } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { DateField } from "@trellis/ui/date-field";
import { EmptyState } from "@trellis/ui/empty-state";
import { SelectField } from "@trellis/ui/select-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { FilterRow } from "#platform/filter-row.tsx";
import { MoreButton } from "#platform/more-button.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { useAuditFilter } from "./audit-filter.ts";
import { WhoField, WhoseField } from "./audit-people.tsx";
import { auditQuery, saveAudit } from "./audit-query.ts";
import { AuditTable } from "./audit-table.tsx";
import { clientWords } from "./audit-words.ts";
import { KNOWN_OPERATIONS, operationWords } from "./operation-words.ts";

const ALL = "all";

/** Who opened or changed what in the clinic, for administrators. */
export function AuditPage() {
  const { filter, set } = useAuditFilter();
  const query = useInfiniteQuery(auditQuery(filter));
  return (
    <>
      <PageHead title={m.audit_title()} note={m.audit_words()} actions={<Save filter={filter} />} />
      <Filter filter={filter} set={set} />
      <QueryState query={query} loading={m.audit_loading()} shape="lines" lines={8}>
        {({ pages }) => {
          const events = pages.flatMap((page) => page.events);
          return (
            <>
              <Chosen filter={filter} events={events} set={set} />
              <Found events={events} set={set} />
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryState>
    </>
  );
}

type Set = ReturnType<typeof useAuditFilter>["set"];
type FilterProps = { filter: AuditFilter; set: Set };

function Filter({ filter, set }: FilterProps) {
  return (
    <FilterRow>
      <DateField
        label={m.audit_filter_from()}
        value={filter.from ?? ""}
        onChange={(day) => set("from", day)}
        max={filter.to}
      />
      <DateField
        label={m.audit_filter_to()}
        value={filter.to ?? ""}
        onChange={(day) => set("to", day)}
        min={filter.from}
      />
      <WhoField account={filter.account} onChange={(account) => set("account", account)} />
      <WhoseField client={filter.client} onChange={(client) => set("client", client)} />
      <SelectField
        label={m.audit_filter_what()}
        options={[
          { value: ALL, label: m.accounts_all() },
          ...KNOWN_OPERATIONS.map((each) => ({
            value: each,
            label: operationWords(each),
          })).toSorted((a, b) => a.label.localeCompare(b.label)),
        ]}
        value={filter.operation ?? ALL}
        onChange={(value) => set("operation", value === ALL ? null : value)}
      />
      <SelectField
        label={m.audit_filter_outcome()}
        options={[
          { value: ALL, label: m.accounts_all() },
          { value: "done", label: m.audit_done() },
          { value: "refused", label: m.audit_refused() },
        ]}
        value={filter.outcome ?? ALL}
        onChange={(value) => set("outcome", value === ALL ? null : value)}
      />
    </FilterRow>
  );
}

/** One person or one client was chosen in a row; here that is taken back. */
function Chosen({ filter, events, set }: FilterProps & { events: readonly AuditEvent[] }) {
  const account = events.find((each) => each.account?.id === filter.account)?.account;
  const client = events.flatMap((each) => each.clients).find((each) => each.id === filter.client);
  if (filter.account === undefined && filter.client === undefined) return null;
  return (
    <p>
      {filter.account === undefined ? null : (
        <Button onClick={() => set("account", null)}>
          {m.audit_clear_account({ name: account?.name ?? "…" })}
        </Button>
      )}
      {filter.client === undefined ? null : (
        <Button onClick={() => set("client", null)}>
          {m.audit_clear_client({ name: client ? clientWords(client) : "…" })}
        </Button>
      )}
    </p>
  );
}

function Found({ events, set }: { events: readonly AuditEvent[]; set: Set }) {
  if (events.length > 0)
    return (
      <AuditTable
        events={events}
        onAccount={(id) => set("account", id)}
        onClient={(id) => set("client", id)}
      />
    );
  return (
    <EmptyState title={m.audit_none_title()}>
      <p>{m.audit_none_words()}</p>
    </EmptyState>
  );
}

function Save({ filter }: { filter: AuditFilter }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { rows, isCapped } = await saveAudit(filter);
      const text = isCapped ? m.audit_capped({ count: rows }) : m.audit_exported({ count: rows });
      showToast({ key: "audit export", text });
    } catch (error) {
      showToast({ key: "audit export", text: problemWords(error) });
    }
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void save()}>
      {m.audit_export()}
    </Button>
  );
}
