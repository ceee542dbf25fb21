import type { DataKind } from "@trellis/domain/access";
import { MARK, type MarkedRecord } from "#platform/test-marked-clinic.ts";
import { type Actor, may } from "./matrix-actors.ts";
import type { RowGroup } from "./row-fingerprint.ts";

/** What is written where; a table that is not named here may be changed by nobody's request. */
const KIND_OF_TABLE: Readonly<Record<string, DataKind>> = {
  target_behaviour: "card-design",
  card_item: "card-design",
  card_item_version: "card-design",
  diary_entry: "diary-card",
  diary_note: "diary-card",
  card_operation: "diary-card",
  therapy_session: "therapy-session",
  card_import: "card-import",
};

/** What administrators change in their clinic; nothing clinical stands in these tables. */
const ADMINISTERED: ReadonlySet<string> = new Set([
  "access_grant",
  "account",
  "account_invite",
  "client",
  "clinic",
  "clinic_setting_version",
  "email_change",
  "phone_check",
]);

/**
 * What an answer holds of records that the actor may not see. Ids that the request itself named tell nothing.
 * @param anyones marks that everybody may see, such as names of clinics
 */
export function foreignBytes(
  actor: Actor,
  records: readonly MarkedRecord[],
  anyones: readonly string[],
  asked: string,
  answered: string,
): readonly string[] {
  const found: string[] = [];
  const seen = new Set(answered.match(MARK));
  for (const record of records) {
    for (const [data, mark] of Object.entries(record.marks)) {
      const allowed = may(actor, record.clientId, data as DataKind, "read");
      if (seen.delete(mark) && !allowed) found.push(`${data} of ${record.clientId}`);
    }
    if (!actor.relations.has(record.clientId))
      found.push(...idsOf(record).filter((id) => answered.includes(id) && !asked.includes(id)));
  }
  const known = new Set([actor.signedIn?.mark, ...anyones]);
  return [
    ...found.filter((each) => each !== actor.signedIn?.accountId),
    ...[...seen].filter((mark) => !known.has(mark)),
  ];
}

const idsOf = (record: MarkedRecord): readonly string[] => [
  record.clientId,
  record.accountId,
  record.targetId,
  record.itemId,
  record.sitting,
  record.sessionId,
  record.operationId,
  record.importId,
  record.heldOn,
  String(record.value),
];

/** Whoever tries to sign in is counted, in whatever clinic. */
const COUNTER = "try_counter";

/** What is under way for an account: its owner's and, for a client's, the therapist's to change. */
const LINKS: ReadonlySet<string> = new Set(["account_invite", "email_change"]);

/** True for rows that this actor's requests are there to change. */
export function isOwnChange(
  actor: Actor,
  records: readonly MarkedRecord[],
  group: RowGroup,
): boolean {
  if (group.table === COUNTER) return true;
  // Whoever invites or changes an address causes a mail of their clinic.
  if (group.table === "mail") return actor.signedIn?.clinic.clinicId === group.clinic;
  const ofAccount = group.table === "sign_in" || group.table === "audit_event";
  if (ofAccount) return actor.signedIn?.accountId === group.whose;
  if (ADMINISTERED.has(group.table) && actor.signedIn?.kind === "administrator")
    return actor.signedIn.clinic.clinicId === group.clinic;
  if (LINKS.has(group.table)) {
    const of = records.find((each) => each.accountId === group.whose);
    if (of && may(actor, of.clientId, "client-account", "write")) return true;
    return actor.signedIn?.accountId === group.whose;
  }
  const record = records.find(
    (each) => each.clientId === group.whose && each.clinicId === group.clinic,
  );
  const data = KIND_OF_TABLE[group.table];
  return record !== undefined && data !== undefined && may(actor, record.clientId, data, "write");
}
