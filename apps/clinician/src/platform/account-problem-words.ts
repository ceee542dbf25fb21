import type { ProblemCode } from "@trellis/api/problem";
import { m } from "@trellis/messages/messages";

/** Problems of accounts, invites and e-mails. */
export type AccountProblem = Extract<
  ProblemCode,
  | "account-not-active"
  | "already-active"
  | "email-change-waits"
  | "email-taken"
  | "has-account"
  | "invite-ended"
  | "invite-expired"
  | "invite-locked"
  | "invite-unknown"
  | "invite-used"
  | "last-administrator"
  | "looks-like-another"
  | "needs-another-administrator"
  | "password-too-short"
  | "reset-waits"
  | "same-person"
  | "wrong-code"
>;

/** The sentence of a problem with an account. */
export function accountProblemWords(code: AccountProblem): string {
  switch (code) {
    case "account-not-active":
      return m.account_error_not_active();
    case "already-active":
      return m.account_error_already_active();
    case "email-change-waits":
      return m.account_error_email_change_waits();
    case "email-taken":
      return m.account_error_email_taken();
    case "has-account":
      return m.account_error_has_account();
    case "last-administrator":
      return m.account_error_last_administrator();
    case "looks-like-another":
      return m.account_error_looks_like_another();
    case "needs-another-administrator":
      return m.account_error_needs_another_administrator();
    case "password-too-short":
      return m.account_error_password_too_short();
    case "same-person":
      return m.account_error_same_person();
    case "invite-ended":
    case "invite-expired":
    case "invite-locked":
    case "invite-unknown":
    case "invite-used":
    case "reset-waits":
    case "wrong-code":
      return inviteProblemWords(code);
  }
}

function inviteProblemWords(
  code: Extract<AccountProblem, `invite-${string}` | "reset-waits" | "wrong-code">,
): string {
  switch (code) {
    case "invite-ended":
      return m.account_error_invite_ended();
    case "invite-expired":
      return m.account_error_invite_expired();
    case "invite-locked":
      return m.account_error_invite_locked();
    case "invite-unknown":
      return m.account_error_invite_unknown();
    case "invite-used":
      return m.account_error_invite_used();
    case "reset-waits":
      return m.account_error_reset_waits();
    case "wrong-code":
      return m.account_error_wrong_code();
  }
}
