import { createHmac, randomInt } from "node:crypto";
import { hashToken, makeToken } from "./token.ts";

/** The secret of a mailed link: `<clinic code>.<256 random bits>`; the hash alone is stored. */
export type MadeLink = { readonly secret: string; readonly secretHash: Buffer };

/** Makes the secret of a link. Like a token it names the clinic, and its hash is over both. */
export function makeLink(clinicCode: string): MadeLink {
  const secret = makeToken(clinicCode);
  return { secret, secretHash: hashToken(secret) };
}

/** A link together with the six digits that are said aloud. */
export type MadeInvite = MadeLink & { readonly code: string; readonly codeHash: Buffer };

export function makeInvite(clinicCode: string): MadeInvite {
  const link = makeLink(clinicCode);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  return { ...link, code, codeHash: hashCode(link.secret, code) };
}

/**
 * HMAC-SHA-256 of a spoken code by the link's secret. A million codes are soon tried, but whoever has the
 * database does not have the secret.
 */
export const hashCode = (secret: string, code: string): Buffer =>
  createHmac("sha256", secret).update(code).digest();

/** The clinic that a link's secret names. */
export const clinicOfSecret = (secret: string): string => secret.slice(0, secret.indexOf("."));
