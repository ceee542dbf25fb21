import * as z from "zod/mini";

/** A random 128-bit identifier in RFC 9562 form, lower case. */
export const Uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

/** The short public name of a clinic in addresses and tokens; cannot be changed once phones use it. */
export const ClinicCode = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,30}$/));

/**
 * Writes a UUID version 7 (RFC 9562 §5.7): sortable by the device's time, 74 random bits.
 * @param milliseconds since 1970, of the device; order on the server never depends on it
 * @param random at least ten random bytes
 */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let rest = Math.floor(milliseconds);
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  return formatUuid(bytes, 7);
}

/** Sets version and variant bits in 16 bytes and writes them as a UUID. */
export function formatUuid(bytes: Uint8Array, version: number): string {
  const marked = Uint8Array.from(bytes.subarray(0, 16));
  marked[6] = ((marked[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
