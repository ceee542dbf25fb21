import { useMutation } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { signIn } from "@trellis/api/sign-in";
import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { TextField } from "@trellis/ui/text-field";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ask } from "#platform/api.ts";
import { useBoot } from "#platform/boot-context.tsx";
import { rememberClinic, rememberedClinic } from "#platform/clinic-memory.ts";
import { rememberedEmail, rememberEmail } from "#platform/email-memory.ts";
import { problemWords } from "#platform/problem-words.ts";
import { untilSignInEnded } from "#platform/sign-in-state.ts";
import { focusFirstEmpty } from "./first-empty.ts";
import { emptyFields, firstClinic, readSignInDraft, type SignInDraft } from "./sign-in-draft.ts";
import css from "./sign-in.module.css";

type SignInFormProps = {
  onSignedIn: (who: SignedIn) => void;
  /** The clinic of the sign-in that has ended. */
  clinicBefore?: string;
};

const refused = () =>
  new ApiError(401, { code: "sign-in-refused", params: {}, message: "sign-in refused" });

/** Clinic code, e-mail and password. Whatever is wrong, the sentence is the same. */
export function SignInForm({ onSignedIn, clinicBefore }: SignInFormProps) {
  const { clinic } = useBoot();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<SignInDraft>(() => ({
    clinic: firstClinic(
      clinicBefore ?? clinic?.code ?? null,
      window.location.search,
      rememberedClinic(),
    ),
    email: rememberedEmail(),
    password: "",
  }));
  const [empty, setEmpty] = useState<readonly (keyof SignInDraft)[]>([]);
  const start = useMutation({
    mutationFn: async (input: SignInDraft) => {
      const body = readSignInDraft(input);
      if (body === null) throw refused();
      await untilSignInEnded();
      const who = await ask(signIn, { body });
      rememberClinic(body.clinic);
      rememberEmail(body.email);
      return who;
    },
    onSuccess: onSignedIn,
    onError: () => form.current?.querySelector<HTMLInputElement>("[name=password]")?.select(),
  });
  useEffect(() => focusFirstEmpty(form.current), []);
  const change = (part: Partial<SignInDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = emptyFields(draft);
    setEmpty(missing);
    if (missing[0] === undefined) start.mutate(draft);
    else form.current?.querySelector<HTMLInputElement>(`[name=${missing[0]}]`)?.focus();
  };
  const needed = (field: keyof SignInDraft) =>
    empty.includes(field) && draft[field].trim() === "" ? m.clinician_field_needed() : undefined;
  return (
    <form ref={form} className={css.form} noValidate onSubmit={submit}>
      <TextField
        label={m.clinician_sign_in_clinic()}
        name="clinic"
        value={draft.clinic}
        onChange={(value) => change({ clinic: value })}
        error={needed("clinic")}
        autoComplete="organization"
        spellCheck={false}
      />
      <TextField
        label={m.clinician_sign_in_email()}
        name="email"
        type="email"
        value={draft.email}
        onChange={(value) => change({ email: value })}
        error={needed("email")}
        autoComplete="username"
      />
      <TextField
        label={m.clinician_sign_in_password()}
        name="password"
        type="password"
        value={draft.password}
        onChange={(value) => change({ password: value })}
        error={needed("password")}
        autoComplete="current-password"
      />
      <div role="alert">
        {start.isError ? <p className={css.refusal}>{problemWords(start.error)}</p> : null}
      </div>
      <Button variant="primary" type="submit" wide busy={start.isPending || start.isSuccess}>
        {m.clinician_sign_in_button()}
      </Button>
      <small>{m.sign_in_lost_password()}</small>
    </form>
  );
}
