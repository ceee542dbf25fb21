import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/**
 * AES-256-GCM with a random nonce of 96 bits (R-ENC-1). A sealed value is
 * version (1 byte) | algorithm (1) | number of the key (4, big-endian) | nonce (12) | text | tag (16).
 */
const VERSION = 1;
const AES_256_GCM = 1;
const HEADER_BYTES = 6;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const KEY_BYTES = 32;

/** A secret with the number that sealed values name it by. */
export type NumberedKey = { readonly number: number; readonly secret: Buffer };

export const makeSecret = (): Buffer => randomBytes(KEY_BYTES);

const header = (keyNumber: number): Buffer => {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt8(VERSION, 0);
  bytes.writeUInt8(AES_256_GCM, 1);
  bytes.writeUInt32BE(keyNumber, 2);
  return bytes;
};

/** What a value is bound to besides its key. No part may hold the bar, so that two lists never read alike. */
const bind = (head: Buffer, bound: readonly string[]): Buffer => {
  if (bound.some((part) => part.includes("|")))
    throw new Error("a place of a sealed value holds a bar");
  return Buffer.concat([head, Buffer.from(["trellis", ...bound].join("|"))]);
};

/** Seals bytes so that they open with this key and these bindings alone. */
export function sealBytes(key: NumberedKey, bound: readonly string[], plain: Buffer): Buffer {
  const head = header(key.number);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bind(head, bound));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, nonce, text, cipher.getAuthTag()]);
}

/**
 * The number of the key that sealed this value.
 * @throws Error when the value is not of the form above
 */
export function keyNumberOf(sealed: Buffer): number {
  if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION)
    throw new Error("not a sealed value");
  if (sealed[1] !== AES_256_GCM) throw new Error("sealed by an algorithm that is not known here");
  return sealed.readUInt32BE(2);
}

/** @throws Error when key or bindings are others, or a bit was changed */
export function openBytes(key: NumberedKey, bound: readonly string[], sealed: Buffer): Buffer {
  if (keyNumberOf(sealed) !== key.number) throw new Error("sealed with another key");
  const text = HEADER_BYTES + NONCE_BYTES;
  const decipher = createDecipheriv(
    "aes-256-gcm",
    key.secret,
    sealed.subarray(HEADER_BYTES, text),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(bind(sealed.subarray(0, HEADER_BYTES), bound));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(text, -TAG_BYTES)), decipher.final()]);
}

/** HMAC-SHA-256. */
export const mac = (secret: Buffer, data: string | Buffer): Buffer =>
  createHmac("sha256", secret).update(data).digest();
