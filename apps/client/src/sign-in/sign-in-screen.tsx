import { ApiError } from "@trellis/api/api-client";
import { signIn } from "@trellis/api/sign-in";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { TextField } from "@trellis/ui/text-field";
import { type FormEvent, useRef, useState } from "react";
import { Link } from "wouter";
import { boot } from "#platform/boot.ts";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { ScreenTitle } from "#platform/screen-title.tsx";
import { callServer } from "#platform/server-call.ts";
import { markSignedIn, useSigned } from "#platform/signed-in.ts";
import { useWaiting } from "#platform/waiting.ts";
import css from "./sign-in-screen.module.css";

/** E-mail and password. After an ended sign-in it leads back to where the person was. */
export function SignInScreen({ clinic }: { clinic: string }) {
  const signed = useSigned();
  const again = useWaiting().count > 0 ? m.sign_in_again_waiting() : m.sign_in_again();
  return (
    <>
      <ScreenTitle>{m.sign_in_title()}</ScreenTitle>
      <p>
        {signed.state === "expired" ? again : m.sign_in_where({ clinic: boot.clinic?.name ?? "" })}
      </p>
      {signed.state === "expired" ? <p>{m.sign_in_again_why()}</p> : null}
      <Card>
        <SignInForm clinic={clinic} />
        <Link href="/cannot-sign-in" asChild>
          <LinkButton variant="quiet">{m.cannot_sign_in_title()}</LinkButton>
        </Link>
      </Card>
      <Card>
        <LanguageChoice />
      </Card>
    </>
  );
}

function SignInForm({ clinic }: { clinic: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { submit, busy, words } = useSignIn();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit({ clinic, email: email.trim(), password });
  };
  return (
    <form className={css.form} onSubmit={onSubmit} noValidate>
      <TextField
        label={m.sign_in_email()}
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={m.sign_in_password()}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <div role="alert" className={css.words}>
        {words}
      </div>
      <Button variant="primary" type="submit" busy={busy} wide>
        {busy ? m.sign_in_busy() : m.sign_in_submit()}
      </Button>
    </form>
  );
}

/** An address that is none reads like an unknown one: the answer tells nothing about accounts. */
const signInProblem = (error: unknown): string =>
  error instanceof ApiError && error.problem?.code === "invalid-input"
    ? m.error_sign_in_refused()
    : problemWords(error);

/** Sends the sign-in; `words` says why it was not one. */
function useSignIn() {
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const running = useRef(false);
  const submit = async (body: { clinic: string; email: string; password: string }) => {
    if (running.current) return;
    if (body.email === "" || body.password === "") {
      setWords(m.sign_in_fill_both());
      return;
    }
    running.current = true;
    setBusy(true);
    setWords(null);
    try {
      const { clientId } = await callServer(signIn, { body });
      if (clientId === null) setWords(m.sign_in_not_a_client());
      else markSignedIn(clientId);
    } catch (error) {
      setWords(signInProblem(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { submit, busy, words };
}
