import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ClinicCode } from "@trellis/domain/id";
import * as z from "zod/mini";
import type { SealLine } from "./seal-store.ts";

const Line = z.object({
  number: z.int(),
  rows: z.int(),
  at: z.string(),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

const ENDING = ".jsonl";
/** Longer than any line. */
const TAIL_BYTES = 4096;

export const anchorFile = (folder: string, code: string): string =>
  join(folder, `${code}${ENDING}`);

export type AnchorTail = {
  /** The last lines that can be read, some twenty of them. */
  readonly lines: readonly SealLine[];
  /** False when the last line was cut off by a crash. */
  readonly isWhole: boolean;
};

/** The end of the file; no lines when there is none. */
export async function readAnchorTail(file: string): Promise<AnchorTail> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return { lines: [], isWhole: true };
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString("utf8");
    const lines = text.split("\n").map(readLine);
    return {
      lines: lines.filter((line) => line !== null),
      isWhole: text === "" || text.endsWith("\n"),
    };
  } finally {
    await handle.close();
  }
}

/** Appends lines and waits until the disk has them. The folder is made for its owner alone. */
export async function appendToAnchor(
  file: string,
  tail: AnchorTail,
  lines: readonly SealLine[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  try {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    await handle.appendFile(tail.isWhole ? text : `\n${text}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export type AnchorContent = {
  /** Hashes by number of the seal; more than one when the file names a seal twice with different ones. */
  readonly hashes: ReadonlyMap<number, readonly string[]>;
  readonly highest: number;
};

/** Everything that the file says, without what cannot be read; null when there is no file. */
export async function readAnchor(file: string): Promise<AnchorContent | null> {
  if (!existsSync(file)) return null;
  const hashes = new Map<number, string[]>();
  let highest = 0;
  for await (const text of createInterface({ input: createReadStream(file, "utf8") })) {
    const line = readLine(text);
    if (line === null) continue;
    highest = Math.max(highest, line.number);
    const known = hashes.get(line.number) ?? [];
    if (!known.includes(line.hash)) hashes.set(line.number, [...known, line.hash]);
  }
  return { hashes, highest };
}

/** The clinics that have a file there. */
export async function clinicsInAnchor(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter((code) => z.safeParse(ClinicCode, code).success)
    .toSorted();
}

function readLine(text: string): SealLine | null {
  try {
    const parsed = z.safeParse(Line, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
