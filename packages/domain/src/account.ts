import * as z from "zod/mini";
import { ClinicCode, Uuid } from "./id.ts";
import { filledLine, text } from "./text.ts";

/** What an account is. What it may see comes from its grants (access.ts). */
export const AccountKind = z.enum(["clinician", "client", "administrator"]);
export type AccountKind = z.infer<typeof AccountKind>;

export const Locale = z.enum(["en", "es"]);
export type Locale = z.infer<typeof Locale>;

/** The two apps; each has its own cookie, so that one person can use both in one browser. */
export const App = z.enum(["client", "clinician"]);
export type App = z.infer<typeof App>;

/** Longest password: argon2id reads all of it, so a bound keeps the cost of a wrong one flat. */
export const Password = text(256, 1);

export const Email = filledLine(254).check(z.regex(/^[^\s@]+@[^\s@]+$/));

/** Logins are unique per clinic and compared without case; the address is kept as it was typed. */
export const normaliseLogin = (email: string): string => email.trim().toLowerCase();

export const SignInInput = z.object({ clinic: ClinicCode, email: Email, password: Password });

/** Who is signed in, as both apps need it at their start. */
export const SignedIn = z.object({
  accountId: Uuid,
  kind: AccountKind,
  name: z.string(),
  clinic: z.object({ code: ClinicCode, name: z.string(), appName: z.string() }),
  /** The client's own record; null for other accounts. */
  clientId: z.nullable(Uuid),
});
export type SignedIn = z.infer<typeof SignedIn>;
