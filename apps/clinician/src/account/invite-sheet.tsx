import type { NewAccount } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { accountKindWords } from "#platform/account-words.ts";
import { ChoiceField } from "#platform/choice-field.tsx";
import { FormSheet } from "#platform/form-sheet.tsx";
import type { Handed } from "#platform/handed-code.tsx";
import { newId } from "#platform/ids.ts";
import { emailFaultWords, nameFaultWords } from "#platform/person-draft.ts";
import { PersonFields } from "#platform/person-fields.tsx";
import { type TwinAnswer, TwinChoice, twinsOf } from "#platform/twin-choice.tsx";
import { useInvite } from "./account-query.ts";

type InviteSheetProps = { onClose: () => void; onInvited: (handed: Handed) => void };

type Draft = {
  readonly kind: NewAccount["kind"] | null;
  readonly name: string;
  readonly email: string;
};

const EMPTY: Draft = { kind: null, name: "", email: "" };
const KINDS: readonly NewAccount["kind"][] = ["clinician", "administrator"];

/** Invites a clinician or an administrator; asks when they seem to be here already. */
export function InviteSheet({ onClose, onInvited }: InviteSheetProps) {
  const invite = useInvite();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(EMPTY);
  const [answer, setAnswer] = useState<TwinAnswer | null>(null);
  const [tried, setTried] = useState(false);
  const twins = twinsOf(invite.error);
  const { kind, name, email } = draft;
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setAnswer(null);
    invite.reset();
  };
  const submit = () => {
    setTried(true);
    const isWrong = nameFaultWords(name) !== undefined || emailFaultWords(email) !== undefined;
    if (kind === null || isWrong || (twins.length > 0 && answer === null)) return false;
    const body = { id, kind, name: name.trim(), email: email.trim(), ...answer };
    invite.mutate(body, {
      onSuccess: ({ account, invite: made }) =>
        onInvited({ ...made, name: account.name, purpose: "invite" }),
    });
    return true;
  };
  return (
    <FormSheet
      title={m.accounts_invite_title()}
      onClose={onClose}
      dirty={draft !== EMPTY}
      submit={m.accounts_invite_submit()}
      busy={invite.isPending}
      error={twins.length > 0 ? null : invite.error}
      onSubmit={submit}
    >
      <ChoiceField
        label={m.accounts_invite_kind()}
        options={KINDS.map((value) => ({ value, label: accountKindWords(value) }))}
        value={kind}
        onChange={(value) => change({ kind: value })}
        error={tried && kind === null ? m.clinician_choose_one() : undefined}
      />
      <small>{m.accounts_invite_kind_hint()}</small>
      <PersonFields name={name} email={email} tried={tried} onChange={change} />
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
