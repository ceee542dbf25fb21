import { useQuery } from "@tanstack/react-query";
import type { CareTeam } from "@trellis/domain/care-team";
import { m } from "@trellis/messages/messages";
import { DateField } from "@trellis/ui/date-field";
import { SelectField } from "@trellis/ui/select-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { cliniciansQuery } from "#platform/clinicians.ts";
import { readDay } from "#platform/day.ts";
import { FormSheet } from "#platform/form-sheet.tsx";
import { civilToday, startOfDay } from "#platform/grant-days.ts";
import { QueryState } from "#platform/query-state.tsx";
import type { CareTeamChanges } from "./care-team-query.ts";

type TherapistSheetProps = {
  clientId: string;
  team: CareTeam;
  changes: CareTeamChanges;
  onClose: () => void;
};

/** Stands for a new therapist beside those there are. */
const BESIDE = "beside";

/** One therapist after another, in one step: from that day on the first one sees nothing any more. */
export function TherapistSheet({ clientId, team, changes, onClose }: TherapistSheetProps) {
  const { therapist } = changes;
  const clinicians = useQuery(cliniciansQuery);
  const today = civilToday();
  const before = team.grants.filter(({ kind, state }) => kind === "therapist" && state === "now");
  const [from, setFrom] = useState(before[0]?.accountId ?? BESIDE);
  const [to, setTo] = useState<string | null>(null);
  const [at, setAt] = useState<string>(today);
  const [tried, setTried] = useState(false);
  const day = readDay(at);
  const isDay = day !== null && day >= today;
  const submit = () => {
    setTried(true);
    if (to === null || !isDay) return false;
    const fromAccountId = from === BESIDE ? null : from;
    therapist.mutate(
      { fromAccountId, toAccountId: to, at: startOfDay(day) },
      {
        onSuccess: () => {
          onClose();
          showToast({ about: clientId, key: "therapist", text: m.care_team_therapist_changed() });
        },
      },
    );
    return true;
  };
  return (
    <FormSheet
      title={before.length === 0 ? m.care_team_therapist_first() : m.care_team_therapist_change()}
      onClose={onClose}
      dirty={to !== null || at !== today}
      submit={m.care_team_therapist_submit()}
      busy={therapist.isPending}
      error={therapist.error}
      onSubmit={submit}
    >
      {before.length === 0 ? null : (
        <SelectField
          label={m.care_team_therapist_before()}
          description={m.care_team_therapist_before_hint()}
          options={[
            ...before.map(({ accountId, name }) => ({ value: accountId, label: name })),
            { value: BESIDE, label: m.care_team_therapist_beside() },
          ]}
          value={from}
          onChange={setFrom}
        />
      )}
      <QueryState query={clinicians} loading={m.care_team_clinicians_loading()}>
        {(people) => (
          <SelectField
            label={m.care_team_therapist_after()}
            options={people
              .filter(({ id }) => before.every(({ accountId }) => accountId !== id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={to}
            onChange={setTo}
            placeholder={m.clinician_choose()}
            error={tried && to === null ? m.clinician_choose_one() : undefined}
          />
        )}
      </QueryState>
      <DateField
        label={m.care_team_therapist_at()}
        description={m.care_team_therapist_at_hint()}
        value={at}
        min={today}
        onChange={setAt}
        error={tried && !isDay ? m.care_team_day_from_today() : undefined}
      />
    </FormSheet>
  );
}
