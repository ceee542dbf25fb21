import type { AccountDetail } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { FormSheet } from "#platform/form-sheet.tsx";
import {
  emailFaultWords,
  LONGEST_EMAIL,
  LONGEST_NAME,
  nameFaultWords,
} from "#platform/person-draft.ts";
import { problemWords } from "#platform/problem-words.ts";
import type { AccountChanges } from "./account-query.ts";

type SheetProps = { account: AccountDetail; changes: AccountChanges; onClose: () => void };

/** Another name; the toast leads back to the one before. */
export function NameSheet({ account, changes, onClose }: SheetProps) {
  const [name, setName] = useState(account.name);
  const [tried, setTried] = useState(false);
  const { rename } = changes;
  const where = { about: account.id, key: "name" };
  const back = () =>
    rename.mutate(account.name, {
      onSuccess: () => showToast({ ...where, text: m.account_renamed({ name: account.name }) }),
      onError: (error) => showToast({ ...where, text: problemWords(error) }),
    });
  const submit = () => {
    setTried(true);
    if (nameFaultWords(name) !== undefined) return false;
    rename.mutate(name.trim(), {
      onSuccess: (renamed) => {
        onClose();
        showToast({
          ...where,
          text: m.account_renamed({ name: renamed.name }),
          action: { label: m.clinician_undo(), onAction: back },
        });
      },
    });
    return true;
  };
  return (
    <FormSheet
      title={m.account_rename_title()}
      onClose={onClose}
      dirty={name !== account.name}
      submit={m.account_save()}
      busy={rename.isPending}
      error={rename.error}
      onSubmit={submit}
    >
      <TextField
        label={m.person_name()}
        description={m.account_rename_hint()}
        value={name}
        onChange={setName}
        error={tried ? nameFaultWords(name) : undefined}
        autoComplete="off"
        maxLength={LONGEST_NAME}
      />
    </FormSheet>
  );
}

/** Another address for somebody: it works from a day later on, and they can object. */
export function EmailSheet({ account, changes, onClose }: SheetProps) {
  const [email, setEmail] = useState("");
  const [tried, setTried] = useState(false);
  const { changeEmail } = changes;
  const submit = () => {
    setTried(true);
    if (emailFaultWords(email) !== undefined) return false;
    changeEmail.mutate(email.trim(), {
      onSuccess: () => {
        onClose();
        showToast({ about: account.id, key: "email", text: m.account_email_asked() });
      },
    });
    return true;
  };
  return (
    <FormSheet
      title={m.account_email_title()}
      onClose={onClose}
      dirty={email !== ""}
      submit={m.account_email_submit()}
      busy={changeEmail.isPending}
      error={changeEmail.error}
      onSubmit={submit}
    >
      <p>{m.account_email_words()}</p>
      <p>{m.account_email_now({ email: account.email })}</p>
      <TextField
        label={m.account_new_email()}
        type="email"
        value={email}
        onChange={setEmail}
        error={tried ? emailFaultWords(email) : undefined}
        autoComplete="off"
        maxLength={LONGEST_EMAIL}
      />
    </FormSheet>
  );
}
