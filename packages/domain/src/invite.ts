import * as z from "zod/mini";
import { appOf, Instant } from "./account-life.ts";
import { type AccountKind, App, Password } from "./account.ts";
import { ClinicCode } from "./id.ts";

/** What a link leads to: a first password, or a new one in place of one that is lost. */
export const InvitePurpose = z.enum(["invite", "reset"]);
export type InvitePurpose = z.infer<typeof InvitePurpose>;

/** `<clinic code>.<256 random bits>`, as it stands behind the # of a link. */
export const LinkSecret = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,30}\.[A-Za-z0-9_-]{43}$/));

/** Six digits that the inviter says aloud. Without them the link opens nothing. */
export const SpokenCode = z.string().check(z.regex(/^[0-9]{6}$/));

/** What the inviter alone is shown, and this once. The link goes by mail and is not in it. */
export const InviteNotice = z.object({ code: SpokenCode, expiresAt: Instant });
export type InviteNotice = z.infer<typeof InviteNotice>;

export const ResetNotice = z.object({
  code: SpokenCode,
  expiresAt: Instant,
  /** True while another administrator has to approve; until then the link opens nothing. */
  waitsForApproval: z.boolean(),
});
export type ResetNotice = z.infer<typeof ResetNotice>;

/** What a link says of itself. It names nobody. */
export const InviteLook = z.object({
  clinic: z.object({ code: ClinicCode, name: z.string(), appName: z.string() }),
  app: App,
  purpose: InvitePurpose,
  expiresAt: Instant,
  waitsForApproval: z.boolean(),
  /** Least length of the password to choose, in characters. */
  shortestPassword: z.number(),
});
export type InviteLook = z.infer<typeof InviteLook>;

export const InviteAnswer = z.object({ secret: LinkSecret, code: SpokenCode, password: Password });
export type InviteAnswer = z.infer<typeof InviteAnswer>;

const pageOf = (origin: string, kind: AccountKind, clinicCode: string): string =>
  appOf(kind) === "client" ? `${origin}/c/${clinicCode}` : `${origin}/clinic`;

const clinicOf = (secret: string): string => secret.slice(0, secret.indexOf("."));

/** The link of an invite or a reset. The secret stands behind the #, so that no server's log ever holds it. */
export const welcomeLink = (origin: string, kind: AccountKind, secret: string): string =>
  `${pageOf(origin, kind, clinicOf(secret))}/welcome#${secret}`;

/** The link that confirms a new address. */
export const confirmEmailLink = (origin: string, kind: AccountKind, secret: string): string =>
  `${pageOf(origin, kind, clinicOf(secret))}/confirm-email#${secret}`;
