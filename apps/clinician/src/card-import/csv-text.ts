import { isStorableText } from "@trellis/domain/text";

/** Longest file, in characters: the record's own limit. */
export const LONGEST_FILE = 6_000_000;

export type FileFault = "too-long" | "empty" | "not-utf-8" | "not-storable";

/** A text that can be imported, or what stands in its way. */
export type ReadText = { readonly text: string } | { readonly fault: FileFault };

/** Looks whether a text can be sent at all; what stands in it is the server's to read. */
export function checkText(text: string): ReadText {
  if (text.trim() === "") return { fault: "empty" };
  if (text.length > LONGEST_FILE) return { fault: "too-long" };
  return isStorableText(text) ? { text } : { fault: "not-storable" };
}

/** Reads the bytes of a file as UTF-8; another encoding is said, never guessed. */
export function decodeFile(bytes: ArrayBuffer): ReadText {
  try {
    return checkText(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { fault: "not-utf-8" };
  }
}

/** Reads a chosen file. Four bytes a character at most, so a longer one need not be opened. */
export async function readFile(file: Blob): Promise<ReadText> {
  if (file.size > LONGEST_FILE * 4) return { fault: "too-long" };
  return decodeFile(await file.arrayBuffer());
}

/** How many lines a text has, the last one without an end included. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.endsWith("\n") ? lines : lines + 1;
}
