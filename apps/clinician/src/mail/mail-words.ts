import type { Mail, MailKind, MailState, MailTrouble } from "@trellis/domain/mail";
import { m } from "@trellis/messages/messages";
import type { MailWay } from "#platform/mail-way.ts";
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

/** @param way null until it is known how this server sends */
export function mailStateWords(state: MailState, way: MailWay | null): string {
  switch (state) {
    case "waiting":
      return m.mails_state_waiting();
    case "sent":
      return way === "file" ? m.mails_state_file() : m.mails_state_sent();
    case "stopped":
      return m.mails_state_stopped();
  }
}

/** Where a mail is, and what comes next. */
export function mailStandWords(mail: Mail, way: MailWay | null): string {
  const { state, sentAt, nextTryAt, tries } = mail;
  switch (state) {
    case "sent":
      return sentAt === null ? mailStateWords(state, way) : sentWords(momentText(sentAt), way);
    case "waiting":
      return tries === 0 || nextTryAt === null
        ? m.mails_stand_waiting()
        : m.mails_stand_again({ count: tries, moment: momentText(nextTryAt) });
    case "stopped":
      return m.mails_stand_stopped({ count: tries });
  }
}

const sentWords = (moment: string, way: MailWay | null): string =>
  way === "file" ? m.mails_stand_file({ moment }) : m.mails_stand_sent({ moment });

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
