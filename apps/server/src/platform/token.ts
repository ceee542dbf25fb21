import { createHash, randomBytes } from "node:crypto";
import type { App } from "@trellis/domain/account";
import type { Presented } from "./access.ts";

/** 256 random bits after the clinic's code; only its SHA-256 is stored. */
export const makeToken = (clinicCode: string): string =>
  `${clinicCode}.${randomBytes(32).toString("base64url")}`;

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

const SHAPE = /^([a-z0-9][a-z0-9-]{1,30})\.[A-Za-z0-9_-]{43}$/;

/** What a token presents to the database, or null when it cannot be one. */
function presentToken(token: string): Presented | null {
  const match = SHAPE.exec(token);
  return match?.[1] === undefined ? null : { clinicCode: match[1], tokenHash: hashToken(token) };
}

const cookieName = (app: App) => `__Host-trellis-${app}`;

/** Finds the token of one app among the cookies of a request. */
export function readCookie(header: string | undefined, app: App): Presented | null {
  const wanted = `${cookieName(app)}=`;
  const found = (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  return found === undefined ? null : presentToken(found.slice(wanted.length));
}

/** How long a sign-in lasts: the phone 90 days, the clinician's browser 12 hours (seconds). */
export const SIGN_IN_SECONDS: Readonly<Record<App, number>> = {
  client: 90 * 24 * 3600,
  clinician: 12 * 3600,
};

/** The Set-Cookie line; a null token takes the cookie away. */
export function writeCookie(app: App, token: string | null): string {
  const age = token === null ? 0 : SIGN_IN_SECONDS[app];
  return `${cookieName(app)}=${token ?? ""}; Path=/; Max-Age=${age}; HttpOnly; Secure; SameSite=Strict`;
}
