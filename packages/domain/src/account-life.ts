import * as z from "zod/mini";
import { AccountKind, Email, type App } from "./account.ts";
import { Uuid } from "./id.ts";
import { filledLine } from "./text.ts";

/** A person's name as their clinic writes it. */
export const AccountName = filledLine(120);

/**
 * Where an account stands. `invited`: no password yet, whether or not its link still works. A deactivated
 * account keeps its name on what it did, and can do nothing.
 */
export const AccountState = z.enum(["invited", "active", "deactivated"]);
export type AccountState = z.infer<typeof AccountState>;

/** An instant in UTC as the server writes it. */
export const Instant = z.iso.datetime();

/** A line of the list of accounts. */
export const Account = z.object({
  id: Uuid,
  kind: AccountKind,
  name: z.string(),
  email: z.string(),
  state: AccountState,
  /** Until when the link of an invited account works; null when there is none that works. */
  invitedUntil: z.nullable(Instant),
  /** Since when the account has been in this state. */
  since: Instant,
  /** The client's record of a client's account; null for others. */
  clientId: z.nullable(Uuid),
  isSelf: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** Somebody's way back to an account: asked for, and not used yet. */
export const OpenReset = z.object({
  askedBy: z.string(),
  askedAt: Instant,
  expiresAt: Instant,
  waitsForApproval: z.boolean(),
  /** True when the one who reads this may approve it: another administrator than the one who asked. */
  mayApprove: z.boolean(),
});
export type OpenReset = z.infer<typeof OpenReset>;

/** An address that an account will have as soon as its owner confirms it. */
export const EmailChange = z.object({
  email: z.string(),
  /** Before this the link in the mail does nothing: time for its owner to object. */
  worksFrom: Instant,
  expiresAt: Instant,
  askedBySelf: z.boolean(),
});
export type EmailChange = z.infer<typeof EmailChange>;

/** Clocks of devices are off by less than this, in milliseconds. */
const CLOCK_SLACK = 600_000;

/** Whether the link of a change does something by now, as far as this device's clock can tell. */
export const hasBegun = ({ worksFrom }: Pick<EmailChange, "worksFrom">): boolean =>
  Date.parse(worksFrom) <= Date.now() + CLOCK_SLACK;

/** Another account that may be, or is, of the same person. */
export const Twin = z.object({ id: Uuid, kind: AccountKind, name: z.string() });
export type Twin = z.infer<typeof Twin>;

/** A client who has no therapist any more, or would have none. */
export const LeftClient = z.object({ clientId: Uuid, initials: z.string(), tag: z.string() });
export type LeftClient = z.infer<typeof LeftClient>;

/** One account with what is under way for it. */
export const AccountDetail = z.extend(Account, {
  reset: z.nullable(OpenReset),
  emailChange: z.nullable(EmailChange),
  /** Accounts that are known to be of the same person. */
  samePerson: z.array(Twin),
  /** Who would be left without a therapist if this account ended now; told to administrators. */
  soleTherapistOf: z.array(LeftClient),
});
export type AccountDetail = z.infer<typeof AccountDetail>;

/** One's own account. */
export const OwnAccount = z.object({
  id: Uuid,
  kind: AccountKind,
  name: z.string(),
  email: z.string(),
  emailChange: z.nullable(EmailChange),
});
export type OwnAccount = z.infer<typeof OwnAccount>;

/**
 * What is said about an account that looks like another one. Neither given: the server answers
 * `looks-like-another` when it finds any. `samePersonAs` keeps the two apart from each other's records.
 */
const twinAnswer = {
  apart: z.optional(z.boolean()),
  samePersonAs: z.optional(Uuid),
} as const;

/** A new account of a clinician or administrator; the id is made by the caller. */
export const NewAccount = z.object({
  id: Uuid,
  kind: z.enum(["clinician", "administrator"]),
  name: AccountName,
  email: Email,
  ...twinAnswer,
});
export type NewAccount = z.infer<typeof NewAccount>;

/** A new account for a client's record that is there already. */
export const NewClientAccount = z.object({
  id: Uuid,
  name: AccountName,
  email: Email,
  ...twinAnswer,
});
export type NewClientAccount = z.infer<typeof NewClientAccount>;

/** The app in which an account signs in. */
export const appOf = (kind: AccountKind): App => (kind === "client" ? "client" : "clinician");

/**
 * Least length of a password in code points: 15 where it opens many records (NIST SP 800-63B-4 for a
 * single factor), 8 for a client's own.
 */
export const shortestPassword = (kind: AccountKind): number => (kind === "client" ? 8 : 15);

/** A password's length as it is hashed, in code points. */
export const passwordLength = (password: string): number =>
  Array.from(password.normalize("NFKC")).length;

/** An address without its +tag, as which two addresses of one mailbox are the same. */
export function mailboxOf(login: string): string {
  const at = login.lastIndexOf("@");
  const local = login.slice(0, at);
  const plus = local.indexOf("+");
  return plus > 0 ? `${local.slice(0, plus)}${login.slice(at)}` : login;
}
