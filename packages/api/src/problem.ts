import * as z from "zod/mini";

/** Every code that an error answer can carry. The apps own the words; `message` is English for logs and tools. */
export const ProblemCode = z.enum([
  "invalid-input",
  "body-too-large",
  "not-json",
  "wrong-content-type",
  "wrong-origin",
  "sign-in-needed",
  "sign-in-refused",
  "not-found",
  "not-allowed",
  "already-there",
  "operations-refused",
  "import-has-problems",
  "too-many-items",
  "too-many-tries",
  "wrong-password",
  "account-not-active",
  "adults-only",
  "already-active",
  "changed-meanwhile",
  "email-change-waits",
  "email-taken",
  "ends-too-early",
  "grant-overlaps",
  "has-account",
  "invite-ended",
  "invite-expired",
  "invite-locked",
  "invite-unknown",
  "invite-used",
  "last-administrator",
  "looks-like-another",
  "needs-another-administrator",
  "not-a-clinician",
  "password-too-short",
  "reset-waits",
  "same-person",
  "settings-changed",
  "wrong-code",
  "busy",
  "database-unavailable",
  "server-error",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

export const Problem = z.object({
  code: ProblemCode,
  params: z.record(z.string(), z.unknown()),
  message: z.string(),
});
export type Problem = z.infer<typeof Problem>;
