import { SignInInput } from "@trellis/domain/account";

export type SignInDraft = {
  readonly clinic: string;
  readonly email: string;
  readonly password: string;
};

/** The clinic code to begin with: the server's one clinic, else the address, else the last one used here. */
export function firstClinic(
  named: string | null,
  search: string,
  remembered: string | null,
): string {
  return named ?? new URLSearchParams(search).get("clinic") ?? remembered ?? "";
}

/** Fields that are still empty, in their order on the page. */
export const emptyFields = (draft: SignInDraft): (keyof SignInDraft)[] =>
  (["clinic", "email", "password"] as const).filter((field) => draft[field].trim() === "");

/** What to send, or null for what no account can have: it is refused like any other, without asking. */
export function readSignInDraft(draft: SignInDraft) {
  const read = SignInInput.safeParse({
    clinic: draft.clinic.trim().toLowerCase(),
    email: draft.email.trim(),
    password: draft.password,
  });
  return read.success ? read.data : null;
}
