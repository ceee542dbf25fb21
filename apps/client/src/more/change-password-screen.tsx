import { changePassword } from "@trellis/api/sign-in";
import { shortestPassword } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { Said } from "#platform/said.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { SendForm } from "#platform/send-form.tsx";
import { useSend } from "#platform/use-send.ts";

const SHORTEST = shortestPassword("client");

/** Another password; all other devices are signed out by it. */
export function ChangePasswordScreen() {
  const [ended, setEnded] = useState<number | null>(null);
  return (
    <>
      <ScreenHead title={m.change_password_title()} backTo="/more" />
      <Said words={ended === null ? null : m.change_password_done_title()} />
      {ended === null ? (
        <>
          <p>{m.change_password_what()}</p>
          <Card>
            <PasswordForm onDone={setEnded} />
          </Card>
        </>
      ) : (
        <p>
          {ended === 0 ? m.change_password_done_none() : m.change_password_done({ count: ended })}
        </p>
      )}
    </>
  );
}

function PasswordForm({ onDone }: { onDone: (ended: number) => void }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [asked, setAsked] = useState(false);
  const { send, busy, problem, forget } = useSend(changePassword);
  const isShort = Array.from(next).length < SHORTEST;
  const submit = async () => {
    setAsked(true);
    forget();
    if (current === "" || isShort) return;
    const done = await send({ body: { current, next } });
    if (done !== null) onDone(done.ended);
  };
  return (
    <SendForm
      submit={m.change_password_submit()}
      busy={busy}
      words={problem === null ? null : problemWords(problem)}
      onSubmit={submit}
    >
      <PasswordField
        label={m.change_password_current()}
        error={asked && current === "" ? m.change_email_password_needed() : undefined}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
      />
      <PasswordField
        label={m.welcome_password()}
        description={m.welcome_password_note({ count: SHORTEST })}
        error={asked && isShort ? m.welcome_password_short({ count: SHORTEST }) : undefined}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
    </SendForm>
  );
}
