import { acceptInvite } from "@trellis/api/invite";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { forgetLinkSecret } from "#platform/link-secret.ts";
import { PasswordField } from "#platform/password-field.tsx";
import { hasCode, isLinkOver, problemWords } from "#platform/problem-words.ts";
import { SendForm } from "#platform/send-form.tsx";
import { markSignedIn } from "#platform/signed-in.ts";
import { useSend } from "#platform/use-send.ts";

type WelcomeFormProps = {
  secret: string;
  /** Least length of a password, in characters. */
  shortest: number;
  /** Stands there when the link has stopped working meanwhile. */
  over: ReactNode;
};

/** Numbers as people write them down: "123 456", "123-456". */
const digits = (text: string): string => text.replaceAll(/[\s.-]/g, "");

const isCode = (text: string): boolean => /^\d{6}$/.test(digits(text));

/** The six numbers and a new password; afterwards one is signed in. */
export function WelcomeForm({ secret, shortest, over }: WelcomeFormProps) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const { send, busy, problem } = useSend(acceptInvite);
  const long = Array.from(password).length >= shortest;
  const submit = async () => {
    setAsked(true);
    if (!isCode(code) || !long) return;
    const who = await send({ body: { secret, code: digits(code), password } });
    if (who === null || who.clientId === null) return;
    forgetLinkSecret();
    markSignedIn(who.clientId);
    navigate("/", { replace: true });
  };
  if (problem !== null && isLinkOver(problem)) return <>{over}</>;
  return (
    <SendForm
      submit={busy ? m.welcome_busy() : m.welcome_submit()}
      busy={busy}
      words={problem === null ? null : acceptWords(problem)}
      onSubmit={submit}
    >
      <TextField
        label={m.welcome_code()}
        description={m.welcome_code_note()}
        {...(asked && !isCode(code) ? { error: m.welcome_code_needed() } : {})}
        name="code"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        value={code}
        onChange={setCode}
      />
      <PasswordField
        label={m.welcome_password()}
        description={m.welcome_password_note({ count: shortest })}
        error={asked && !long ? m.welcome_password_short({ count: shortest }) : undefined}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
      />
    </SendForm>
  );
}

const acceptWords = (problem: unknown): string =>
  hasCode(problem, "wrong-code") ? m.welcome_code_wrong() : problemWords(problem);
