import { useQuery } from "@tanstack/react-query";
import type { CoachingTimes } from "@trellis/domain/coaching-call";
import { isPhoneNumber } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { focusFirstWrong } from "#platform/door-form.tsx";
import { LeaveDialog } from "#platform/leave-dialog.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { ownCoachingQuery, useChangeCoaching } from "./own-account-query.ts";
import { OwnForm } from "./own-form.tsx";

/** Longest words of hours and limits, in characters, as the domain has them. */
const LONGEST = 300;

/** When and how one's clients can call. */
export function CoachingCard() {
  const query = useQuery(ownCoachingQuery);
  return (
    <Card title={m.own_account_coaching_title()} note={m.own_account_coaching_note()}>
      <QueryState query={query} loading={m.own_account_coaching_loading()} lines={3}>
        {(times) => <CoachingForm times={times} />}
      </QueryState>
    </Card>
  );
}

function CoachingForm({ times }: { times: CoachingTimes }) {
  const [draft, setDraft] = useState({ ...times, phone: times.phone ?? "" });
  const [tried, setTried] = useState(false);
  const change = useChangeCoaching(() => showToast({ text: m.own_account_coaching_saved() }));
  const phone = draft.phone.trim() === "" ? null : draft.phone.trim();
  const isPhone = phone === null || isPhoneNumber(phone);
  const isChanged =
    draft.phone.trim() !== (times.phone ?? "") ||
    draft.hours !== times.hours ||
    draft.limits !== times.limits;
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (isPhone) change.mutate({ ...draft, phone });
    else focusFirstWrong(form);
  };
  return (
    <OwnForm
      submit={m.own_account_coaching_save()}
      busy={change.isPending}
      refusal={change.isError ? problemWords(change.error) : null}
      onSubmit={submit}
    >
      <LeaveDialog active={isChanged} />
      <TextField
        label={m.own_account_coaching_phone()}
        description={m.own_account_coaching_phone_hint()}
        type="tel"
        autoComplete="off"
        value={draft.phone}
        onChange={(words) => setDraft({ ...draft, phone: words })}
        error={tried && !isPhone ? m.setting_contact_phone_wrong() : undefined}
      />
      <TextField
        label={m.own_account_coaching_hours()}
        description={m.own_account_coaching_hours_hint()}
        multiline
        maxLength={LONGEST}
        value={draft.hours}
        onChange={(hours) => setDraft({ ...draft, hours })}
      />
      <TextField
        label={m.own_account_coaching_limits()}
        description={m.own_account_coaching_limits_hint()}
        multiline
        maxLength={LONGEST}
        value={draft.limits}
        onChange={(limits) => setDraft({ ...draft, limits })}
      />
    </OwnForm>
  );
}
