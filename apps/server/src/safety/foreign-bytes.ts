import { type DataKind, mayAdministrator } from "@trellis/domain/access";
import { MARK, type MarkedRecord } from "#platform/test-marked-clinic.ts";
import { maySeeName, type Person } from "./known-people.ts";
import { type Actor, may } from "./matrix-actors.ts";
import type { ChangedGroup } from "./row-fingerprint.ts";

/** What is written where; a table that is not named here may be changed by nobody's request. */
const KIND_OF_TABLE: Readonly<Record<string, DataKind>> = {
  target_behaviour: "card-design",
  card_item: "card-design",
  card_item_version: "card-design",
  diary_entry: "diary-card",
  diary_day: "diary-card",
  diary_note: "diary-card",
  entry_detail: "diary-card",
  ridden_out_urge: "diary-card",
  life_line: "life-line",
  card_operation: "diary-card",
  therapy_session: "therapy-session",
  card_import: "card-import",
  access_grant: "care-team",
  safety_plan_version: "safety-plan",
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

/** What there is to be seen. */
export type Seen = {
  readonly records: readonly MarkedRecord[];
  readonly people: readonly Person[];
  /** Marks that everybody may see, such as names of clinics. */
  readonly publicMarks: readonly string[];
};

/** True when somebody may read data of one of these kinds, by a relation or as an administrator of the clinic. */
const mayRead = (actor: Actor, record: MarkedRecord, kinds: readonly DataKind[]): boolean =>
  kinds.some(
    (data) =>
      may(actor, record.clientId, data, "read") ||
      (actor.signedIn?.kind === "administrator" &&
        actor.signedIn.clinic.clinicId === record.clinicId &&
        mayAdministrator(data, "read")),
  );

/** Where the words of a kind of data stand, too: items about skills are a part of the card. */
const ALSO_IN: Readonly<Partial<Record<string, readonly DataKind[]>>> = {
  "skill-practice": ["card-design"],
};

/** What an answer holds of records that the actor may not see. Ids that the request itself named tell nothing. */
export function foreignBytes(
  actor: Actor,
  { records, people, publicMarks }: Seen,
  asked: string,
  answered: string,
): readonly string[] {
  const found: string[] = [];
  const seen = new Set(answered.match(MARK));
  for (const record of records) {
    for (const [data, mark] of Object.entries(record.marks)) {
      const kinds = [data as DataKind, ...(ALSO_IN[data] ?? [])];
      if (seen.delete(mark) && !mayRead(actor, record, kinds))
        found.push(`${data} of ${record.clientId}`);
    }
    for (const [id, ...kinds] of idsOf(record)) {
      const isTold =
        answered.includes(id) && !asked.includes(id) && id !== actor.signedIn?.accountId;
      if (isTold && !mayRead(actor, record, kinds)) found.push(id);
    }
  }
  const known = new Set(publicMarks);
  for (const person of people) if (maySeeName(actor, person)) known.add(person.mark);
  return [...found, ...[...seen].filter((mark) => !known.has(mark))];
}

/** Ids, days and numbers that stand nowhere else, each with the kinds of data that it is part of. */
const idsOf = (record: MarkedRecord): readonly (readonly [string, ...DataKind[]])[] => [
  [record.clientId, "client-list"],
  [record.accountId, "client-account"],
  [record.targetId, "card-design"],
  [record.itemId, "card-design"],
  [record.skillItemId, "card-design", "skill-practice"],
  [record.grantId, "care-team"],
  [record.sitting, "diary-card"],
  [record.sessionId, "therapy-session"],
  [record.operationId, "diary-card"],
  [record.importId, "card-import"],
  [record.heldOn, "therapy-session"],
  [String(record.value), "diary-card"],
];

/** Whoever tries to sign in is counted, in whatever clinic. */
const COUNTER = "try_counter";

/** What is under way for an account: its owner's and, for a client's, the therapist's to change. */
const LINKS: ReadonlySet<string> = new Set(["account_invite", "email_change"]);

/** The rows of a client whom a clinician has just added. */
const BEGINNINGS: ReadonlySet<string> = new Set(["client", "access_grant"]);

/** The rows of an account that a client was just invited to. */
const INVITED: ReadonlySet<string> = new Set(["account", "account_invite"]);

const isListed = (table: string): boolean =>
  [ADMINISTERED, LINKS, BEGINNINGS, INVITED].some((each) => each.has(table)) ||
  table in KIND_OF_TABLE ||
  [COUNTER, "mail", "sign_in", "audit_event", "coaching_times"].includes(table);

/** What is wrong with a change of somebody who may not make it. */
export const sayChange = (actor: Actor, { table, whose, clinic }: ChangedGroup): string =>
  isListed(table)
    ? `${actor.title} changed ${table} of ${whose || clinic}`
    : `${table}, which ${actor.title} changed, stands in no list of foreign-bytes.ts: say there who may change it`;

/** True for rows that this actor's requests are there to change. */
export function isOwnChange(
  actor: Actor,
  records: readonly MarkedRecord[],
  group: ChangedGroup,
): boolean {
  if (group.table === COUNTER) return true;
  // Whoever invites or changes an address causes a mail of their clinic.
  if (group.table === "mail") return actor.signedIn?.clinic.clinicId === group.clinic;
  const ofAccount = ["sign_in", "audit_event", "coaching_times"].includes(group.table);
  if (group.table === "sign_in" && mayLookAfter(actor, records, group)) return true;
  if (ofAccount) return actor.signedIn?.accountId === group.whose;
  if (ADMINISTERED.has(group.table) && actor.signedIn?.kind === "administrator")
    return actor.signedIn.clinic.clinicId === group.clinic;
  if (isOfInvitedClient(actor, records, group)) return true;
  if (LINKS.has(group.table)) {
    if (mayLookAfter(actor, records, group)) return true;
    return actor.signedIn?.accountId === group.whose;
  }
  const record = records.find(
    (each) => each.clientId === group.whose && each.clinicId === group.clinic,
  );
  if (group.isNew && BEGINNINGS.has(group.table))
    return actor.signedIn?.kind === "clinician" && actor.signedIn.clinic.clinicId === group.clinic;
  const data = KIND_OF_TABLE[group.table];
  return record !== undefined && data !== undefined && may(actor, record.clientId, data, "write");
}

/** The account of a client that this actor helps to sign in, and signs out when a phone is lost. */
function mayLookAfter(
  actor: Actor,
  records: readonly MarkedRecord[],
  { whose }: ChangedGroup,
): boolean {
  const of = records.find((each) => each.accountId === whose);
  return of !== undefined && may(actor, of.clientId, "client-account", "write");
}

/** A client without account who is given one, by somebody who may; and that account, which nobody had. */
function isOfInvitedClient(
  actor: Actor,
  records: readonly MarkedRecord[],
  { table, whose, clinic, isNew }: ChangedGroup,
): boolean {
  const mayInvite = (each: MarkedRecord) =>
    each.clinicId === clinic && may(actor, each.clientId, "client-account", "write");
  if (table === "client")
    return records.some((each) => each.bareClientId === whose && mayInvite(each));
  return isNew && INVITED.has(table) && records.some(mayInvite);
}
