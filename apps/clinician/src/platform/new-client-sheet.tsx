import { ApiError } from "@trellis/api/api-client";
import type { ClientTwin, NewClient } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import { DateField } from "@trellis/ui/date-field";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { type ReactNode, useState } from "react";
import { ChoiceField } from "./choice-field.tsx";
import { clientName } from "./clients.ts";
import { deviceZone } from "./day.ts";
import { FormSheet } from "./form-sheet.tsx";
import { civilToday } from "./grant-days.ts";
import { newId } from "./ids.ts";
import {
  LONGEST_INITIALS,
  LONGEST_TAG,
  type NewClientDraft,
  type NewClientFaults,
  readNewClient,
} from "./new-client-draft.ts";
import { wordsFaultWords } from "./words-fault-words.ts";
import { knownZones } from "./zones.ts";

type NewClientSheetProps = {
  busy: boolean;
  error: Error | null;
  /** Further fields that were filled in, or that stand in the way. */
  dirty?: boolean;
  onSubmit: (client: NewClient) => void;
  /** Called when something is changed, so that an answer to what was there before goes away. */
  onChanged: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** A new client: no name, but initials, a tag and the birth date that tells two people apart. */
export function NewClientSheet(props: NewClientSheetProps) {
  const { busy, error, dirty = false, onSubmit, onChanged, onClose, children } = props;
  const today = civilToday();
  const [id] = useState(newId);
  const [empty] = useState<NewClientDraft>({
    initials: "",
    tag: "",
    birthDate: "",
    zone: deviceZone(),
  });
  const [draft, setDraft] = useState(empty);
  const [answer, setAnswer] = useState<TwinAnswer | null>(null);
  const [tried, setTried] = useState(false);
  const read = readNewClient(draft, today);
  const faults: NewClientFaults = tried && "faults" in read ? read.faults : {};
  const twins = clientTwins(error);
  const change = (part: Partial<NewClientDraft>) => {
    setDraft({ ...draft, ...part });
    setAnswer(null);
    onChanged();
  };
  const submit = () => {
    setTried(true);
    if ("faults" in read || (twins !== null && answer !== "apart")) return false;
    onSubmit({ id, ...read.client, ...(answer === "apart" ? { apart: true } : {}) });
    return true;
  };
  return (
    <FormSheet
      title={m.new_client_title()}
      onClose={onClose}
      dirty={dirty || draft !== empty}
      submit={m.new_client_submit()}
      busy={busy}
      error={twins === null ? error : null}
      onSubmit={submit}
    >
      <NewClientFields draft={draft} faults={faults} onChange={change} />
      {children}
      {twins === null ? null : (
        <Twins twins={twins} answer={answer} tried={tried} onAnswer={setAnswer} />
      )}
    </FormSheet>
  );
}

type NewClientFieldsProps = {
  draft: NewClientDraft;
  faults: NewClientFaults;
  onChange: (part: Partial<NewClientDraft>) => void;
};

function NewClientFields({ draft, faults, onChange }: NewClientFieldsProps) {
  return (
    <>
      <TextField
        label={m.new_client_initials()}
        description={m.new_client_initials_hint()}
        value={draft.initials}
        onChange={(initials) => onChange({ initials })}
        error={faults.initials && wordsFaultWords(faults.initials, LONGEST_INITIALS)}
        autoComplete="off"
        maxLength={LONGEST_INITIALS}
      />
      <TextField
        label={m.new_client_tag()}
        description={m.new_client_tag_hint()}
        value={draft.tag}
        onChange={(tag) => onChange({ tag })}
        error={faults.tag && wordsFaultWords(faults.tag, LONGEST_TAG)}
        autoComplete="off"
        maxLength={LONGEST_TAG}
      />
      <DateField
        label={m.new_client_birth_date()}
        description={m.new_client_birth_date_hint()}
        value={draft.birthDate}
        onChange={(birthDate) => onChange({ birthDate })}
        error={faults.birthDate && birthDateFaultWords(faults.birthDate)}
      />
      <SelectField
        label={m.new_client_zone()}
        description={m.new_client_zone_hint()}
        options={knownZones(draft.zone).map((zone) => ({ value: zone, label: zone }))}
        value={draft.zone}
        onChange={(zone) => onChange({ zone })}
      />
    </>
  );
}

function birthDateFaultWords(fault: NonNullable<NewClientFaults["birthDate"]>): string {
  switch (fault) {
    case "needed":
      return m.new_client_birth_date_needed();
    case "unlikely":
      return m.new_client_birth_date_unlikely();
    case "not-adult":
      return m.clinician_error_adults_only();
  }
}

/** Those who look like the same person; null when that is not why the server did not add one. */
function clientTwins(error: Error | null): readonly ClientTwin[] | null {
  if (!(error instanceof ApiError) || error.problem?.code !== "looks-like-another") return null;
  return (error.problem.params["clients"] as ClientTwin[] | undefined) ?? [];
}

type TwinAnswer = "apart" | "same";

type TwinsProps = {
  twins: readonly ClientTwin[];
  answer: TwinAnswer | null;
  tried: boolean;
  onAnswer: (answer: TwinAnswer) => void;
};

function Twins({ twins, answer, tried, onAnswer }: TwinsProps) {
  const named = twins.filter((twin) => twin !== null).map(clientName);
  const needed = answer === null ? m.clinician_choose_one() : m.new_client_twin_is_here();
  return (
    <div>
      <p role="status">
        {named.length === 0
          ? m.new_client_twin_unseen()
          : m.new_client_twin({ names: named.join(", ") })}
      </p>
      <ChoiceField
        label={m.twin_question()}
        options={[
          { value: "apart", label: m.new_client_twin_apart() },
          { value: "same", label: m.new_client_twin_same() },
        ]}
        value={answer}
        onChange={onAnswer}
        error={tried && answer !== "apart" ? needed : undefined}
      />
    </div>
  );
}
