import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { KEY_BYTES, makeSecret } from "./field-encryption.ts";
import { PlainError } from "./plain-error.ts";

/** A root key wraps the keys of each clinic. It is kept in the key file and nowhere else. */
export type RootKey = { readonly id: string; readonly madeAt: string; readonly secret: Buffer };

/** The root keys, newest first. New keys are wrapped with the first; the others are there during a change of keys. */
export type KeyRing = readonly [RootKey, ...RootKey[]];

const Written = z.object({
  trellis: z.literal("keys"),
  version: z.literal(1),
  roots: z
    .array(
      z.object({
        id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
        madeAt: z.string(),
        secret: z.string(),
      }),
    )
    .check(z.minLength(1)),
});

const OWNER_ALONE = 0o600;
const FOLDER_OF_OWNER = 0o700;
const ANYBODY_ELSE = 0o077;

export const makeRootKey = (now: number): RootKey => ({
  id: randomBytes(8).toString("hex"),
  madeAt: new Date(now).toISOString(),
  secret: makeSecret(),
});

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/**
 * Reads the key file.
 * @returns null when there is no such file
 * @throws PlainError when it cannot be read, others may read it, or it is not a key file
 */
export async function readKeyFile(file: string): Promise<KeyRing | null> {
  try {
    const { mode } = await stat(file);
    if (process.platform !== "win32" && (mode & ANYBODY_ELSE) !== 0)
      throw new PlainError(
        `Other users of this machine may read the key file ${file}. Run chmod 600 on it, and think about who has read it (trellis rotate-keys makes new keys).`,
      );
    return parse(await readFile(file, "utf8"), file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    if (error instanceof PlainError) throw error;
    throw new PlainError(`The key file ${file} cannot be read (${String(codeOf(error))}).`);
  }
}

function parse(text: string, file: string): KeyRing {
  const [first, ...others] = rootsIn(text).map(({ secret, ...root }) => ({
    ...root,
    secret: Buffer.from(secret, "base64"),
  }));
  const all = first === undefined ? [] : [first, ...others];
  if (first === undefined || all.some(({ secret }) => secret.length !== KEY_BYTES))
    throw new PlainError(
      `${file} is not a whole key file of Trellis. Put your copy of it there; nothing was changed.`,
    );
  return [first, ...others];
}

function rootsIn(text: string): z.infer<typeof Written>["roots"] {
  try {
    return z.parse(Written, JSON.parse(text)).roots;
  } catch {
    return [];
  }
}

/** Puts the key file in place in one step: after a crash there is the old one or the new one, whole. */
export async function writeKeyFile(file: string, ring: KeyRing): Promise<void> {
  const folder = dirname(file);
  const written = {
    trellis: "keys",
    version: 1,
    roots: ring.map((root) => ({ ...root, secret: root.secret.toString("base64") })),
  };
  try {
    await mkdir(folder, { recursive: true, mode: FOLDER_OF_OWNER });
    const draft = `${file}.${randomBytes(4).toString("hex")}`;
    const handle = await open(draft, "wx", OWNER_ALONE);
    try {
      await handle.writeFile(`${JSON.stringify(written, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(draft, OWNER_ALONE);
    await rename(draft, file);
    await syncFolder(folder);
  } catch (error) {
    throw new PlainError(`The key file ${file} cannot be written (${String(codeOf(error))}).`);
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The keys of the file; makes a file with one key where there is none. */
export async function readOrMakeKeyFile(file: string, now: number): Promise<KeyRing> {
  const there = await readKeyFile(file);
  if (there !== null) return there;
  const ring: KeyRing = [makeRootKey(now)];
  await writeKeyFile(file, ring);
  return ring;
}
