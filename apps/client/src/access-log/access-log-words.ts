import { viewerWords } from "@trellis/clinical/access-words/access-words";
import type { AccessLogLook, AccessLogRole, RecordThing } from "@trellis/domain/audit";
import { m } from "@trellis/messages/messages";

/** Who it was to the client: "Your therapist". */
export function roleWords(role: AccessLogRole): string {
  if (role === "server") return m.access_log_role_server();
  if (role === "other") return m.access_log_role_other();
  return viewerWords(role, "client");
}

const THINGS: Readonly<Record<RecordThing, () => string>> = {
  list: m.access_log_thing_list,
  card: m.access_log_thing_card,
  "card-design": m.access_log_thing_card_design,
  "life-line": m.access_log_thing_life_line,
  "safety-plan": m.access_log_thing_safety_plan,
  "skill-practice": m.access_log_thing_skill_practice,
  "therapy-session": m.access_log_thing_therapy_session,
  "card-import": m.access_log_thing_card_import,
  "care-team": m.access_log_thing_care_team,
  account: m.access_log_thing_account,
  "access-log": m.access_log_thing_access_log,
  details: m.access_log_thing_details,
  other: m.access_log_thing_other,
};

/** What was done with what: "Opened: your card". */
export function lookWords({ act, thing }: Pick<AccessLogLook, "act" | "thing">): string {
  const words = { thing: THINGS[thing]() };
  switch (act) {
    case "looked":
      return m.access_log_opened(words);
    case "changed":
      return m.access_log_changed(words);
    case "exported":
      return m.access_log_exported(words);
    case "printed":
      return m.access_log_printed(words);
  }
}
