import { useMutation } from "@tanstack/react-query";
import { acceptInvite } from "@trellis/api/invite";
import { type InviteLook, SpokenCode } from "@trellis/domain/invite";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { BASE } from "#platform/address.ts";
import { ask } from "#platform/api.ts";
import { rememberClinic } from "#platform/clinic-memory.ts";
import { DoorForm, focusFirstWrong } from "#platform/door-form.tsx";
import { momentText } from "#platform/moment-words.ts";
import { tellTabs } from "#platform/other-tabs.ts";
import { PasswordField } from "#platform/password-field.tsx";
import { problemWords } from "#platform/problem-words.ts";

type ChooseFormProps = { secret: string; look: InviteLook };

/** The code that was said aloud, and a password of one's own. */
export function ChooseForm({ secret, look }: ChooseFormProps) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const accept = useMutation({
    mutationFn: async () => ask(acceptInvite, { body: { secret, code: digits(code), password } }),
    onSuccess: () => {
      rememberClinic(look.clinic.code);
      tellTabs("begun");
      // A new page, so that neither secret nor password stays in this window's memory.
      window.location.replace(`${BASE}/`);
    },
    gcTime: 0,
  });
  const isCode = SpokenCode.safeParse(digits(code)).success;
  const least = look.shortestPassword;
  const isLong = Array.from(password).length >= least;
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (isCode && isLong) accept.mutate();
    else focusFirstWrong(form);
  };
  return (
    <DoorForm
      submit={m.clinic_welcome_submit()}
      busy={accept.isPending || accept.isSuccess}
      refusal={accept.isError ? problemWords(accept.error) : null}
      onSubmit={submit}
    >
      <p>{look.purpose === "invite" ? m.clinic_welcome_words() : m.clinic_welcome_reset_words()}</p>
      <TextField
        label={m.clinic_welcome_code()}
        description={m.clinic_welcome_code_hint()}
        value={code}
        onChange={setCode}
        error={tried && !isCode ? m.clinic_welcome_code_needed() : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
      />
      <PasswordField
        label={m.clinic_welcome_password()}
        description={m.clinic_welcome_password_hint({ least })}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={tried && !isLong ? m.clinic_welcome_password_short({ least }) : undefined}
      />
      <small>{m.clinic_welcome_until({ moment: momentText(look.expiresAt) })}</small>
    </DoorForm>
  );
}

/** People write six digits in two threes. */
const digits = (code: string): string => code.replaceAll(/[\s-]/g, "");
