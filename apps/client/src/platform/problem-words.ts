import { ApiError } from "@trellis/api/api-client";
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
