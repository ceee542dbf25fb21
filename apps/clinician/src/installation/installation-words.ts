import type { MissingPart, Place, Protection, Sending } from "@trellis/domain/installation";
import { m } from "@trellis/messages/messages";

/** What is kept in a place. */
export function placeName({ what }: Place): string {
  switch (what) {
    case "database":
      return m.server_place_database();
    case "data":
      return m.server_place_data();
    case "keys":
      return m.server_place_keys();
    case "mails":
      return m.server_place_mails();
    case "audit-anchor":
      return m.server_place_audit_anchor();
  }
}

/** What kind of place it is. */
export function placeKind({ how }: Place): string {
  switch (how) {
    case "built-in":
      return m.server_how_built_in();
    case "external":
      return m.server_how_external();
    case "file":
      return m.server_how_file();
    case "folder":
      return m.server_how_folder();
  }
}

/** What is sent. */
export const sendingName = ({ what }: Sending): string =>
  what === "mail" ? m.server_mail() : m.server_records_title();

/** How it is sent and to whom, in a sentence. */
export function sendingWords({ how, host }: Sending): string {
  switch (how) {
    case "none":
      return m.server_mail_files();
    case "local":
      return m.server_mail_local();
    case "tls":
      return host === null ? m.server_mail_smtp_hidden() : m.server_mail_smtp({ host });
    case "database":
      return host === null ? m.server_records_hidden() : m.server_records({ host });
  }
}

export function protectionName({ what }: Protection): string {
  switch (what) {
    case "https":
      return m.server_protection_https();
    case "row-level-security":
      return m.server_protection_rows();
    case "durable-database":
      return m.server_protection_durable();
    case "field-encryption":
      return m.server_protection_fields();
    case "audit-seal":
      return m.server_protection_audit();
    case "try-limits":
      return m.server_protection_tries();
    case "idle-lock":
      return m.server_protection_idle();
  }
}

export function missingName(part: MissingPart): string {
  switch (part) {
    case "second-factors":
      return m.server_missing_factors();
    case "backup-and-restore":
      return m.server_missing_backup();
    case "export":
      return m.server_missing_export();
    case "erasure":
      return m.server_missing_erasure();
  }
}
