import * as z from "zod/mini";
import { Instant } from "./account-life.ts";
import { Uuid } from "./id.ts";

/** What a mail is for. None of them says that it is about therapy. */
export const MailKind = z.enum([
  "invite",
  "reset",
  "reset-notice",
  "email-confirm",
  "email-notice",
  "email-changed",
  "care-team-changed",
  "client-account-changed",
  "administrator-invited",
  "account-ended",
]);
export type MailKind = z.infer<typeof MailKind>;

/** `waiting`: will be tried, again if need be. `stopped`: will not be tried again by itself. */
export const MailState = z.enum(["waiting", "sent", "stopped"]);
export type MailState = z.infer<typeof MailState>;

/** Why the last try did not work. */
export const MailTrouble = z.enum([
  "unreachable",
  "refused",
  "cannot-be-opened",
  "cannot-be-written",
]);
export type MailTrouble = z.infer<typeof MailTrouble>;

/** A line of the administrator's list of mails. */
export const Mail = z.object({
  id: Uuid,
  kind: MailKind,
  recipient: z.string(),
  state: MailState,
  trouble: z.nullable(MailTrouble),
  /** How often sending was tried. */
  tries: z.int(),
  queuedAt: Instant,
  sentAt: z.nullable(Instant),
  /** When it is tried next; null when it is not. */
  nextTryAt: z.nullable(Instant),
  /** What it says, in a demo alone: the mail holds somebody's way in. */
  content: z.nullable(z.object({ subject: z.string(), text: z.string() })),
});
export type Mail = z.infer<typeof Mail>;
