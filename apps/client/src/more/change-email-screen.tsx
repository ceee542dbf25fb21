import { cancelEmailChange, changeEmail, readOwnAccount } from "@trellis/api/own-account";
import type { Locale } from "@trellis/domain/account";
import { hasBegun, type OwnAccount } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { useLanguage } from "#platform/language.ts";
import { momentWords } from "#platform/moment-words.ts";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { Said } from "#platform/said.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { SendForm } from "#platform/send-form.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { useSend } from "#platform/use-send.ts";

type Change = NonNullable<OwnAccount["emailChange"]>;

/** Another e-mail to sign in with; it is in use once its link was opened. */
export function ChangeEmailScreen() {
  const answer = useAnswer(readOwnAccount, {});
  const [said, say] = useState<string | null>(null);
  const finish = (words: string) => {
    say(words);
    answer.readAgain();
  };
  return (
    <>
      <ScreenHead title={m.change_email_title()} backTo="/more" />
      <AnswerState answer={answer} notLoaded={m.change_email_not_loaded()}>
        {({ email, emailChange }) => (
          <>
            <p>{m.change_email_now({ email })}</p>
            <Said words={said} />
            {emailChange === null ? (
              <>
                <p>{m.change_email_what()}</p>
                <Card>
                  <EmailForm
                    now={email}
                    onDone={(sent) => finish(m.change_email_sent({ email: sent }))}
                  />
                </Card>
              </>
            ) : (
              <Waiting
                change={emailChange}
                old={email}
                onStopped={() => finish(m.change_email_stopped())}
              />
            )}
          </>
        )}
      </AnswerState>
    </>
  );
}

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text.trim());

/** What is wrong with the new address; null when nothing is. */
function emailFault(email: string, now: string): string | null {
  if (!isEmail(email)) return m.change_email_new_needed();
  return isSame(email, now) ? m.change_email_same() : null;
}

type EmailFormProps = { now: string; onDone: (sentTo: string) => void };

function EmailForm({ now, onDone }: EmailFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const { send, busy, problem, forget } = useSend(changeEmail);
  const fault = emailFault(email, now);
  const submit = async () => {
    setAsked(true);
    forget();
    if (fault !== null || password === "") return;
    if ((await send({ body: { email: email.trim(), password } })) !== null) onDone(email.trim());
  };
  return (
    <SendForm
      submit={m.change_email_submit()}
      busy={busy}
      words={problem === null ? null : problemWords(problem)}
      onSubmit={submit}
    >
      <TextField
        label={m.change_email_new()}
        {...(asked && fault !== null ? { error: fault } : {})}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={m.change_email_password()}
        description={m.change_email_password_note()}
        error={asked && password === "" ? m.change_email_password_needed() : undefined}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
    </SendForm>
  );
}

type WaitingProps = { change: Change; old: string; onStopped: () => void };

/** A change that nobody has confirmed yet; its owner can stop it, whoever asked for it. */
function Waiting({ change, old, onStopped }: WaitingProps) {
  const locale = useLanguage();
  const { send, busy, problem } = useSend(cancelEmailChange);
  const stop = async () => {
    if ((await send({})) !== null) onStopped();
  };
  return (
    <Card title={m.change_email_waits_title()}>
      <p>{waitingWords(change, old, locale)}</p>
      {problem === null ? null : <p role="alert">{problemWords(problem)}</p>}
      <Button busy={busy} onClick={() => void stop()}>
        {m.change_email_stop()}
      </Button>
    </Card>
  );
}

function waitingWords(change: Change, old: string, locale: Locale): string {
  const { email, askedBySelf, worksFrom, expiresAt } = change;
  const from = momentWords(worksFrom, locale);
  if (!askedBySelf) return m.change_email_waits_clinic({ email, time: from });
  return hasBegun(change)
    ? m.change_email_waits({ email, old, time: momentWords(expiresAt, locale) })
    : m.change_email_waits_reset({ email, old, time: from });
}
