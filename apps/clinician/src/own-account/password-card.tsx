import type { AccountKind } from "@trellis/domain/account";
import { shortestPassword } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { focusFirstWrong } from "#platform/door-form.tsx";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useChangePassword } from "./own-account-query.ts";
import { OwnForm } from "./own-form.tsx";

const EMPTY = { current: "", next: "" } as const;

/** A new password, for which the one until now is asked. */
export function PasswordCard({ kind }: { kind: AccountKind }) {
  const [draft, setDraft] = useState<{ current: string; next: string }>(EMPTY);
  const [tried, setTried] = useState(false);
  const change = useChangePassword((ended) => {
    setDraft(EMPTY);
    setTried(false);
    const others = ended === 0 ? "" : ` ${m.devices_ended({ count: ended })}`;
    showToast({ text: `${m.own_account_password_done()}${others}` });
  });
  const least = shortestPassword(kind);
  const faults = {
    current: draft.current === "" ? m.clinician_field_needed() : undefined,
    next: nextFault(draft, least),
  };
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (faults.current === undefined && faults.next === undefined) change.mutate(draft);
    else focusFirstWrong(form);
  };
  return (
    <Card title={m.own_account_password_title()} note={m.own_account_password_words()}>
      <OwnForm
        submit={m.own_account_password_submit()}
        busy={change.isPending}
        refusal={change.isError ? problemWords(change.error) : null}
        onSubmit={submit}
      >
        <PasswordField
          label={m.own_account_password_current()}
          autoComplete="current-password"
          value={draft.current}
          onChange={(current) => setDraft({ ...draft, current })}
          error={tried ? faults.current : undefined}
        />
        <PasswordField
          label={m.own_account_password_new()}
          description={m.clinic_welcome_password_hint({ least })}
          autoComplete="new-password"
          value={draft.next}
          onChange={(next) => setDraft({ ...draft, next })}
          error={tried ? faults.next : undefined}
        />
      </OwnForm>
    </Card>
  );
}

function nextFault(draft: { current: string; next: string }, least: number): string | undefined {
  if (Array.from(draft.next).length < least) return m.clinic_welcome_password_short({ least });
  return draft.next === draft.current ? m.own_account_password_same() : undefined;
}
