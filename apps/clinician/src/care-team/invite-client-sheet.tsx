import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { FormSheet } from "#platform/form-sheet.tsx";
import type { Handed } from "#platform/handed-code.tsx";
import { newId } from "#platform/ids.ts";
import { emailFaultWords, nameFaultWords } from "#platform/person-draft.ts";
import { PersonFields } from "#platform/person-fields.tsx";
import { type TwinAnswer, TwinChoice, twinsOf } from "#platform/twin-choice.tsx";
import type { By } from "./care-team-query.ts";
import { useInviteClient } from "./client-account-query.ts";

type InviteClientSheetProps = {
  clientId: string;
  by: By;
  onClose: () => void;
  onInvited: (handed: Handed) => void;
};

const EMPTY = { name: "", email: "" };

/** Invites a client to the phone app; asks when they seem to have an account already. */
export function InviteClientSheet({ clientId, by, onClose, onInvited }: InviteClientSheetProps) {
  const invite = useInviteClient(clientId, by);
  const [id] = useState(newId);
  const [draft, setDraft] = useState(EMPTY);
  const [answer, setAnswer] = useState<TwinAnswer | null>(null);
  const [tried, setTried] = useState(false);
  const twins = twinsOf(invite.error);
  const { name, email } = draft;
  const submit = () => {
    setTried(true);
    const isWrong = nameFaultWords(name) !== undefined || emailFaultWords(email) !== undefined;
    if (isWrong || (twins.length > 0 && answer === null)) return false;
    invite.mutate(
      { id, name: name.trim(), email: email.trim(), ...answer },
      {
        onSuccess: ({ account, invite: made }) =>
          onInvited({ ...made, name: account.name, purpose: "invite" }),
      },
    );
    return true;
  };
  return (
    <FormSheet
      title={m.client_account_invite_title()}
      onClose={onClose}
      dirty={draft !== EMPTY}
      submit={m.accounts_invite_submit()}
      busy={invite.isPending}
      error={twins.length > 0 ? null : invite.error}
      onSubmit={submit}
    >
      <p>{m.client_account_invite_words()}</p>
      <PersonFields
        name={name}
        email={email}
        tried={tried}
        onChange={(part) => {
          setDraft({ ...draft, ...part });
          setAnswer(null);
          invite.reset();
        }}
      />
      {twins.length === 0 ? null : (
        <TwinChoice
          twins={twins}
          value={answer}
          onChange={setAnswer}
          error={tried && answer === null ? m.clinician_choose_one() : undefined}
        />
      )}
    </FormSheet>
  );
}
