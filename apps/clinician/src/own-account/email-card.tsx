import { useQuery } from "@tanstack/react-query";
import { Email } from "@trellis/domain/account";
import { type EmailChange, hasBegun, type OwnAccount } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { focusFirstWrong } from "#platform/door-form.tsx";
import { momentText } from "#platform/moment-words.ts";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { ownAccountQuery, useEmailChanges } from "./own-account-query.ts";
import { OwnForm } from "./own-form.tsx";

/** The address that one signs in with, and a change of it that is under way. */
export function EmailCard() {
  const query = useQuery(ownAccountQuery);
  return (
    <Card title={m.own_account_email_title()}>
      <QueryState query={query} loading={m.own_account_email_loading()} lines={1}>
        {(account) => <OwnEmail account={account} />}
      </QueryState>
    </Card>
  );
}

function OwnEmail({ account }: { account: OwnAccount }) {
  const [open, setOpen] = useState(false);
  const { change, cancel } = useEmailChanges(
    () => {
      setOpen(false);
      showToast({ text: m.own_account_email_sent() });
    },
    () => showToast({ text: m.own_account_email_cancelled() }),
  );
  const { emailChange } = account;
  return (
    <>
      <p>{m.own_account_email_now({ email: account.email })}</p>
      {emailChange === null ? null : <p>{waitingWords(emailChange)}</p>}
      <div role="alert">{cancel.isError ? <p>{problemWords(cancel.error)}</p> : null}</div>
      {emailChange === null ? (
        <EmailForm change={change} open={open} onOpen={() => setOpen(true)} />
      ) : (
        <div>
          <Button onClick={() => cancel.mutate()}>{m.own_account_email_cancel()}</Button>
        </div>
      )}
    </>
  );
}

function waitingWords(change: EmailChange): string {
  const { email, askedBySelf, worksFrom, expiresAt } = change;
  if (!askedBySelf) return m.own_account_email_waits_other({ email });
  const moment = momentText(expiresAt);
  return hasBegun(change)
    ? m.own_account_email_waits({ email, moment })
    : m.own_account_email_waits_reset({ email, from: momentText(worksFrom), moment });
}

type EmailFormProps = {
  change: ReturnType<typeof useEmailChanges>["change"];
  open: boolean;
  onOpen: () => void;
};

function EmailForm({ change, open, onOpen }: EmailFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  if (!open)
    return (
      <div>
        <Button onClick={onOpen}>{m.own_account_email_change()}</Button>
      </div>
    );
  const isEmail = Email.safeParse(email.trim()).success;
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (isEmail && password !== "") change.mutate({ email: email.trim(), password });
    else focusFirstWrong(form);
  };
  return (
    <OwnForm
      submit={m.own_account_email_submit()}
      busy={change.isPending}
      refusal={change.isError ? problemWords(change.error) : null}
      onSubmit={submit}
    >
      <TextField
        label={m.own_account_email_new()}
        description={m.own_account_email_words()}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={tried && !isEmail ? m.own_account_email_needed() : undefined}
      />
      <PasswordField
        label={m.clinician_sign_in_password()}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={tried && password === "" ? m.clinician_field_needed() : undefined}
      />
    </OwnForm>
  );
}
