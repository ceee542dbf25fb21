import { createHash, randomBytes } from "node:crypto";
import type { App } from "@trellis/domain/account";
import type { Presented } from "./access.ts";

/** 256 random bits after the clinic's code; only its SHA-256 is stored. */
export const makeToken = (clinicCode: string): string =>
  `${clinicCode}.${randomBytes(32).toString("base64url")}`;

/** The secret by which a browser that has signed in is known again: 256 random bits. */
export const makeDeviceSecret = (): string => randomBytes(32).toString("base64url");

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

const SHAPE = /^([a-z0-9][a-z0-9-]{1,30})\.[A-Za-z0-9_-]{43}$/;

const cookieName = (app: App) => `__Host-trellis-${app}`;

/** The token that one app's cookie holds, or null when there is none that could be one. */
export function readToken(header: string | undefined, app: App): string | null {
  const found = findCookie(header, cookieName(app));
  return found !== null && SHAPE.test(found) ? found : null;
}

/** What one app's cookie presents to the database, or null. `counts` is false for what the app asks for by itself. */
export function readCookie(header: string | undefined, app: App, counts = true): Presented | null {
  const token = readToken(header, app);
  const clinicCode = SHAPE.exec(token ?? "")?.[1];
  if (token === null || clinicCode === undefined) return null;
  return { clinicCode, tokenHash: hashToken(token), app, counts };
}

const deviceCookieName = (app: App) => `__Host-trellis-known-${app}`;
const DEVICE_SECRET = /^[A-Za-z0-9_-]{43}$/;
/** As long as browsers keep a cookie at most: 400 days, in seconds. */
const DEVICE_SECONDS = 400 * 24 * 3600;

/** The secret by which this browser is known, or null when it brings none. */
export function readDevice(header: string | undefined, app: App): string | null {
  const found = findCookie(header, deviceCookieName(app));
  return found !== null && DEVICE_SECRET.test(found) ? found : null;
}

/** The Set-Cookie line by which a browser is known from now on. */
export const writeDevice = (app: App, secret: string): string =>
  `${deviceCookieName(app)}=${secret}; Path=/; Max-Age=${DEVICE_SECONDS}; HttpOnly; Secure; SameSite=Strict`;

function findCookie(header: string | undefined, name: string): string | null {
  const wanted = `${name}=`;
  const found = (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  return found === undefined ? null : found.slice(wanted.length);
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
