import { useQuery } from "@tanstack/react-query";
import { GRANT_KINDS, THERAPIST_GIVES } from "@trellis/domain/access";
import { type CareTeam, MOST_COVER_DAYS } from "@trellis/domain/care-team";
import { m } from "@trellis/messages/messages";
import { DateField } from "@trellis/ui/date-field";
import { SelectField } from "@trellis/ui/select-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { cliniciansQuery } from "#platform/clinicians.ts";
import { FormSheet } from "#platform/form-sheet.tsx";
import { civilToday } from "#platform/grant-days.ts";
import { newId } from "#platform/ids.ts";
import { QueryState } from "#platform/query-state.tsx";
import { relationSees, relationWords } from "#platform/relation-words.ts";
import { signInQuery } from "#platform/sign-in-state.ts";
import { type By, careTeamQuery, type CareTeamChanges } from "./care-team-query.ts";
import { type GrantDraft, type GrantFaults, readGrant, takenBy } from "./grant-draft.ts";

type GrantSheetProps = {
  clientId: string;
  by: By;
  changes: CareTeamChanges;
  onClose: () => void;
};

/** Gives a clinician a relation to a client, from a day, until a day. */
export function GrantSheet({ clientId, by, changes, onClose }: GrantSheetProps) {
  const clinicians = useQuery(cliniciansQuery);
  const { data: me } = useQuery(signInQuery);
  const { data: now } = useQuery(careTeamQuery(clientId, by));
  const today = civilToday();
  const [id] = useState(newId);
  const [empty] = useState<GrantDraft>({ kind: null, accountId: null, from: today, until: "" });
  const [draft, setDraft] = useState(empty);
  const [tried, setTried] = useState(false);
  const taken = takenBy(now?.grants ?? [], draft);
  const isOffered = (each: string) => each !== me?.accountId && !taken.has(each);
  const chosen = draft.accountId === null || !isOffered(draft.accountId) ? null : draft.accountId;
  const read = readGrant({ ...draft, accountId: chosen }, today);
  const faults: GrantFaults = tried && "faults" in read ? read.faults : {};
  const change = (part: Partial<GrantDraft>) => setDraft({ ...draft, ...part });
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    changes.add.mutate({ id, ...read.grant }, { onSuccess: (team) => given(team) });
    return true;
  };
  const given = (team: CareTeam) => {
    onClose();
    const name = team.grants.find((grant) => grant.id === id)?.name;
    if (name !== undefined)
      showToast({ about: clientId, key: `grant ${id}`, text: m.care_team_given({ name }) });
  };
  const kinds = by === "administrator" ? GRANT_KINDS : THERAPIST_GIVES;
  return (
    <FormSheet
      title={m.care_team_add_title()}
      onClose={onClose}
      dirty={draft !== empty}
      submit={m.care_team_add_submit()}
      busy={changes.add.isPending}
      error={changes.add.error}
      onSubmit={submit}
    >
      <ChoiceField
        label={m.care_team_relation()}
        options={kinds.map((kind) => ({ value: kind, label: relationWords(kind) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        error={faults.kind && m.clinician_choose_one()}
      />
      {draft.kind === null ? null : <small role="status">{relationSees(draft.kind)}</small>}
      <QueryState query={clinicians} loading={m.care_team_clinicians_loading()}>
        {(people) => (
          <SelectField
            label={m.care_team_person()}
            options={people
              .filter(({ id: each }) => isOffered(each))
              .map(({ id: value, name }) => ({ value, label: name }))}
            value={chosen}
            onChange={(accountId) => change({ accountId })}
            placeholder={m.clinician_choose()}
            error={faults.accountId && m.clinician_choose_one()}
          />
        )}
      </QueryState>
      <GrantDays draft={draft} faults={faults} onChange={change} />
    </FormSheet>
  );
}

type GrantDaysProps = {
  draft: GrantDraft;
  faults: GrantFaults;
  onChange: (part: Partial<GrantDraft>) => void;
};

function GrantDays({ draft, faults, onChange }: GrantDaysProps) {
  return (
    <>
      <DateField
        label={m.care_team_from()}
        value={draft.from}
        onChange={(from) => onChange({ from })}
        error={faults.from && m.care_team_day_needed()}
      />
      <DateField
        label={m.care_team_until()}
        description={
          draft.kind === "cover"
            ? m.care_team_until_cover({ count: MOST_COVER_DAYS })
            : m.care_team_until_may_be_empty()
        }
        value={draft.until}
        onChange={(until) => onChange({ until })}
        error={faults.until && untilFaultWords(faults.until)}
      />
    </>
  );
}

function untilFaultWords(fault: NonNullable<GrantFaults["until"]>): string {
  switch (fault) {
    case "needed":
      return m.care_team_day_needed();
    case "before-from":
      return m.care_team_until_before_from();
    case "past":
      return m.care_team_until_past();
    case "too-long":
      return m.care_team_until_too_long({ count: MOST_COVER_DAYS });
  }
}
