import type { Mail, MailKind, MailState, MailTrouble } from "@trellis/domain/mail";
import { m } from "@trellis/messages/messages";
import { momentText } from "#platform/moment-words.ts";

export function mailKindWords(kind: MailKind): string {
  switch (kind) {
    case "invite":
      return m.mails_kind_invite();
    case "reset":
      return m.mails_kind_reset();
    case "reset-notice":
      return m.mails_kind_reset_notice();
    case "email-confirm":
      return m.mails_kind_email_confirm();
    case "email-notice":
      return m.mails_kind_email_notice();
    case "email-changed":
      return m.mails_kind_email_changed();
    case "care-team-changed":
      return m.mails_kind_care_team_changed();
    case "client-account-changed":
      return m.mails_kind_client_account_changed();
    case "administrator-invited":
      return m.mails_kind_administrator_invited();
    case "account-ended":
      return m.mails_kind_account_ended();
  }
}

export function mailStateWords(state: MailState): string {
  switch (state) {
    case "waiting":
      return m.mails_state_waiting();
    case "sent":
      return m.mails_state_sent();
    case "stopped":
      return m.mails_state_stopped();
  }
}

/** Where a mail is, and what comes next. */
export function mailStandWords({ state, sentAt, nextTryAt, tries }: Mail): string {
  switch (state) {
    case "sent":
      return sentAt === null
        ? m.mails_state_sent()
        : m.mails_stand_sent({ moment: momentText(sentAt) });
    case "waiting":
      return tries === 0 || nextTryAt === null
        ? m.mails_stand_waiting()
        : m.mails_stand_again({ count: tries, moment: momentText(nextTryAt) });
    case "stopped":
      return m.mails_stand_stopped({ count: tries });
  }
}

export function mailTroubleWords(trouble: MailTrouble): string {
  switch (trouble) {
    case "unreachable":
      return m.mails_trouble_unreachable();
    case "refused":
      return m.mails_trouble_refused();
    case "cannot-be-opened":
      return m.mails_trouble_cannot_be_opened();
    case "cannot-be-written":
      return m.mails_trouble_cannot_be_written();
  }
}
