import { ApiError } from "@trellis/api/api-client";
import { MOST_COVER_DAYS } from "@trellis/domain/care-team";
import { m } from "@trellis/messages/messages";
import { accountProblemWords } from "./account-problem-words.ts";

/** What happened, in a sentence that says what to do next. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiError)) return m.clinician_error_unexpected();
  if (error.status === 0) return m.clinician_error_offline();
  const code = error.problem?.code;
  switch (code) {
    case "sign-in-refused":
      return m.clinician_error_sign_in_refused();
    case "sign-in-needed":
      return m.clinician_error_sign_in_needed();
    case "not-found":
    case "not-allowed":
      return m.clinician_error_not_found();
    case "body-too-large":
      return m.clinician_error_body_too_large();
    case "import-has-problems":
      return m.clinician_error_import_has_problems();
    case "too-many-items":
      return m.clinician_error_too_many_items();
    case "too-many-tries":
      return m.clinician_error_too_many_tries();
    case "wrong-password":
      return m.clinician_error_wrong_password();
    case "adults-only":
      return m.clinician_error_adults_only();
    case "changed-meanwhile":
      return m.clinician_error_changed_meanwhile();
    case "cover-too-long":
      return m.clinician_error_cover_too_long({ count: MOST_COVER_DAYS });
    case "ends-too-early":
      return m.clinician_error_ends_too_early();
    case "grant-overlaps":
      return m.clinician_error_grant_overlaps();
    case "grant-to-oneself":
      return m.clinician_error_grant_to_oneself();
    case "not-a-clinician":
      return m.clinician_error_not_a_clinician();
    case "settings-changed":
      return m.clinician_error_settings_changed();
    case "busy":
    case "database-unavailable":
      return m.clinician_error_busy();
    case "invalid-input":
    case "not-json":
    case "wrong-content-type":
    case "wrong-origin":
    case "operations-refused":
    case "already-there":
      return m.clinician_error_invalid_input();
    case "server-error":
    case undefined:
      return m.clinician_error_unexpected();
    default:
      return accountProblemWords(code);
  }
}

/** True when the record is not there for this person, which reads the same as that it does not exist. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 403);
