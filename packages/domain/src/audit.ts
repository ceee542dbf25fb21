import * as z from "zod/mini";
import { RELATIONS } from "./access.ts";
import { AccountKind } from "./account.ts";
import { CivilDateSchema, Zone } from "./civil-date.ts";
import { Uuid } from "./id.ts";

/** `refused` is an attempt of somebody who was signed in: nothing was read and nothing was changed. */
const AuditOutcome = z.enum(["done", "refused"]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** The name of an operation or of a command, `feature.verb`. */
const AuditedOperation = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,48}\.[a-z][a-z0-9-]{0,48}$/));

/** Most clients that a row of the page names; a list of one's clients is one row with all of them. */
export const NAMED_CLIENTS = 10;

/** One row of the audit, as administrators read it. No clinical text: who, when, what, about whom. */
export const AuditEvent = z.object({
  sequence: z.int(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** `operator` is a command on the clinic's server; it has no account. */
  origin: z.enum(["app", "operator"]),
  account: z.nullable(z.object({ id: Uuid, name: z.string(), kind: AccountKind })),
  operation: z.string(),
  outcome: AuditOutcome,
  /** Why it was refused: a code of problem.ts; null for what was done. */
  reason: z.nullable(z.string()),
  /** At most NAMED_CLIENTS of them; an id of nobody in this clinic, which somebody tried, is left out. */
  clients: z.array(z.object({ id: Uuid, initials: z.string(), tag: z.string() })),
  clientCount: z.int(),
  /** Another account that it was about. */
  subject: z.nullable(z.object({ id: Uuid, name: z.string() })),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** What the rows are chosen by; days are those of the clinic's zone, both included. */
export const AuditFilter = z.object({
  account: z.optional(Uuid),
  client: z.optional(Uuid),
  operation: z.optional(AuditedOperation),
  outcome: z.optional(AuditOutcome),
  from: z.optional(CivilDateSchema),
  to: z.optional(CivilDateSchema),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Where a page of rows ends: microseconds since 1970 and sequence of its last row. */
export const AuditCursor = z.string().check(z.regex(/^\d{1,16}-\d{1,15}$/));

/** Who looked at a client's record, as the client is told: what that account was to them at that moment. */
export const AccessLogRole = z.enum([...RELATIONS, "administrator", "server", "other"]);
export type AccessLogRole = z.infer<typeof AccessLogRole>;

/** A kind of thing in a record, in the client's words: fewer than operations. */
export const RecordThing = z.enum([
  "list",
  "card",
  "card-design",
  "life-line",
  "safety-plan",
  "skill-practice",
  "therapy-session",
  "card-import",
  "care-team",
  "account",
  "access-log",
  "details",
  "other",
]);
export type RecordThing = z.infer<typeof RecordThing>;

export const RecordAct = z.enum(["looked", "changed", "exported", "printed"]);
export type RecordAct = z.infer<typeof RecordAct>;

/** A day on which somebody looked, with how often each role did. */
export const AccessLogDay = z.object({
  date: CivilDateSchema,
  /** `isListOnly`: the initials stood in a list, and nothing else was opened. */
  looks: z.array(z.object({ role: AccessLogRole, count: z.int(), isListOnly: z.boolean() })),
});
export type AccessLogDay = z.infer<typeof AccessLogDay>;

/** One time that somebody opened or changed something. Opening a page is not watching it. */
export const AccessLogLook = z.object({
  at: z.string(),
  /** Empty for a command on the clinic's server. */
  name: z.string(),
  role: AccessLogRole,
  thing: RecordThing,
  act: RecordAct,
});
export type AccessLogLook = z.infer<typeof AccessLogLook>;

export const AccessLog = z.object({
  /** The zone that days and times are told in: the client's. */
  zone: Zone,
  /** Newest first; days on which nobody looked are left out. */
  days: z.array(AccessLogDay),
  /** The day to ask for earlier ones with; null when there are none. */
  before: z.nullable(CivilDateSchema),
  /** Each look of the day that was asked for, in order of time; null when none was. */
  detail: z.nullable(z.array(AccessLogLook)),
});
export type AccessLog = z.infer<typeof AccessLog>;

const THINGS: Readonly<Record<string, RecordThing>> = {
  "diary-card": "card",
  "card-item": "card-design",
  "target-behaviour": "card-design",
  "life-line": "life-line",
  "safety-plan": "safety-plan",
  "coaching-call": "care-team",
  "skill-practice": "skill-practice",
  "therapy-session": "therapy-session",
  "card-import": "card-import",
  "care-team": "care-team",
  "access-grant": "care-team",
  account: "account",
  invite: "account",
  "access-log": "access-log",
  audit: "access-log",
};

const isSameLook = (one: AccessLogLook, other: AccessLogLook): boolean =>
  one.at.slice(0, MINUTE_END) === other.at.slice(0, MINUTE_END) &&
  one.name === other.name &&
  one.role === other.role &&
  one.thing === other.thing &&
  one.act === other.act;
/** Characters of an ISO 8601 moment up to its minute. */
const MINUTE_END = 16;

/** The same thing of the same person in the same minute is told once: one visit makes several requests. */
export const oncePerMinute = (looks: readonly AccessLogLook[]): readonly AccessLogLook[] =>
  looks.filter((look, at) => !looks.slice(0, at).some((before) => isSameLook(before, look)));

/** What an operation reads or changes in a record, from its name. */
export function recordThingOf(operation: string): RecordThing {
  const [feature = "", verb = ""] = operation.split(".");
  if (feature === "client") return verb.startsWith("list") ? "list" : "details";
  return Object.hasOwn(THINGS, feature) ? (THINGS[feature] ?? "other") : "other";
}

/** Whether an operation looked, changed, exported or printed, from its verb. */
export function recordActOf(operation: string): RecordAct {
  const verb = operation.split(".")[1] ?? "";
  if (verb.startsWith("export")) return "exported";
  if (verb.startsWith("print")) return "printed";
  return /^(read|list|look|preview|who)(-|$)/.test(verb) ? "looked" : "changed";
}
