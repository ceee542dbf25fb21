import { ApiError } from "@trellis/api/api-client";
import type { ProblemCode } from "@trellis/api/problem";
import { m } from "@trellis/messages/messages";
import { isSomethingWaiting } from "./unsent.ts";

/** What happened, in a sentence that says what to do next. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiError)) return m.error_unexpected();
  if (error.status === 0) {
    return isSomethingWaiting() ? m.error_offline_waiting() : m.error_offline();
  }
  switch (error.problem?.code) {
    case "sign-in-refused":
      return m.error_sign_in_refused();
    case "sign-in-needed":
      return m.error_sign_in_needed();
    case "too-many-tries":
      return m.error_too_many_tries({ count: minutesOf(error.problem.params["seconds"]) });
    case "password-too-short":
      return m.welcome_password_short({ count: shortestOf(error.problem.params["least"]) });
    case "reset-waits":
      return m.welcome_waits();
    case "wrong-password":
      return m.error_wrong_password();
    case "email-change-waits":
      return m.error_email_change_waits();
    case "email-taken":
      return m.error_email_taken();
    case "busy":
    case "database-unavailable":
      return m.error_busy();
    case "not-found":
    case "not-allowed":
      return m.error_not_found();
    default:
      return m.error_unexpected();
  }
}

/** Whole minutes to wait, at least one. */
const minutesOf = (seconds: unknown): number =>
  typeof seconds === "number" ? Math.max(1, Math.ceil(seconds / 60)) : 15;

const shortestOf = (least: unknown): number => (typeof least === "number" ? least : 8);

/** True when the server answered with this code. */
export const hasCode = (error: unknown, code: ProblemCode): boolean =>
  error instanceof ApiError && error.problem?.code === code;
