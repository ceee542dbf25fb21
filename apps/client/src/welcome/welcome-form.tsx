import { ApiError } from "@trellis/api/api-client";
import type { acceptInvite } from "@trellis/api/invite";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { useLocation } from "wouter";
import { forgetLinkSecret } from "#platform/link-secret.ts";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { SendForm } from "#platform/send-form.tsx";
import { markSignedIn } from "#platform/signed-in.ts";
import type { useSend } from "#platform/use-send.ts";
import { forgetTyped, keepTyped, useTyped } from "./typed.ts";

/** The sending of code and password; the screen above hears when the link has stopped working. */
export type Accept = ReturnType<typeof useSend<typeof acceptInvite>>;

type WelcomeFormProps = {
  secret: string;
  /** Least length of a password, in characters. */
  shortest: number;
  accept: Accept;
};

/** Numbers as people write them down: "123 456", "123-456". */
const digits = (text: string): string => text.replaceAll(/[\s.-]/g, "");

const isCode = (text: string): boolean => /^\d{6}$/.test(digits(text));

/** The six numbers and a new password; afterwards one is signed in. */
export function WelcomeForm({ secret, shortest, accept }: WelcomeFormProps) {
  const { code, password } = useTyped(secret);
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const { send, busy, problem, forget } = accept;
  const long = Array.from(password).length >= shortest;
  const submit = async () => {
    setAsked(true);
    forget();
    if (!isCode(code) || !long) return;
    const who = await send({ body: { secret, code: digits(code), password } });
    if (who === null || who.clientId === null) return;
    forgetLinkSecret();
    forgetTyped();
    markSignedIn(who.clientId);
    navigate("/", { replace: true });
  };
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
        onChange={(text) => keepTyped(secret, { code: text })}
      />
      <PasswordField
        label={m.welcome_password()}
        description={m.welcome_password_note({ count: shortest })}
        error={asked && !long ? m.welcome_password_short({ count: shortest }) : undefined}
        autoComplete="new-password"
        value={password}
        onChange={(text) => keepTyped(secret, { password: text })}
      />
    </SendForm>
  );
}

/** So few tries are left that it helps to know it. */
const FEW_TRIES = 2;

function acceptWords(problem: unknown): string {
  const said = problem instanceof ApiError ? problem.problem : null;
  if (said?.code !== "wrong-code") return problemWords(problem);
  const left = said.params["triesLeft"];
  return typeof left === "number" && left <= FEW_TRIES
    ? m.welcome_code_left({ count: left })
    : m.welcome_code_wrong();
}
