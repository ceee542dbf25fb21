import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { CLINIC } from "./server-api.ts";

/** A mail as its reader sees it. */
export type ReadMail = { readonly subject: string; readonly text: string; readonly link: string };

const PATIENCE = 20_000;
const PAUSE = 100;

/** Undoes what mails do to long lines and to letters outside ASCII. */
function decoded(head: string, body: string): string {
  if (/^content-transfer-encoding: base64/im.test(head))
    return Buffer.from(body, "base64").toString("utf8");
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function readMail(file: string): ReadMail {
  const at = /\r?\n\r?\n/.exec(file)?.index ?? file.length;
  const head = file.slice(0, at).replaceAll(/\r?\n[ \t]+/g, " ");
  const text = decoded(head, file.slice(at).trimStart()).replaceAll("\r\n", "\n");
  return {
    subject: /^subject: (.*)$/im.exec(head)?.[1]?.trim() ?? "",
    text,
    link: /^https?:\S+$/m.exec(text)?.[0] ?? "",
  };
}

const isTo = (file: string, address: string): boolean =>
  file
    .split(/\r?\n\r?\n/, 1)
    .some((head) => new RegExp(String.raw`^to:.*${RegExp.escape(address)}`, "im").test(head));

async function mailsTo(folder: string, address: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith(".eml"))
      .map(async (name) => {
        const path = join(folder, name);
        return { at: (await stat(path)).mtimeMs, file: await readFile(path, "utf8") };
      }),
  );
  return files
    .toSorted((one, other) => one.at - other.at)
    .map(({ file }) => file)
    .filter((file) => isTo(file, address));
}

/**
 * The mail that an address gets as its `count`th; the server writes mails as files.
 * @param clinic code of the clinic that sends it
 * @throws Error when none comes within 20 seconds
 */
export async function mailTo(
  dataRoot: string,
  address: string,
  count = 1,
  clinic = CLINIC,
): Promise<ReadMail> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const mail = (await mailsTo(join(dataRoot, "mail", clinic), address))[count - 1];
    if (mail !== undefined) return readMail(mail);
    if (Date.now() > deadline) throw new Error(`no mail came to ${address}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
