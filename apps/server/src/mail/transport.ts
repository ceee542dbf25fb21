import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { MailTrouble } from "@trellis/domain/mail";
import type { MailConfig, MailServer } from "#platform/mail-config.ts";
import type { MailContent } from "#platform/mail-words.ts";

/** A mail that is ready to go. */
export type OutgoingMail = MailContent & {
  readonly id: string;
  readonly clinicCode: string;
  readonly to: string;
  readonly fromName: string;
};

/** Hands a mail on. The same mail may be handed on again after a crash: its id names its file and its Message-ID. */
export type MailTransport = (mail: OutgoingMail) => Promise<void>;

const CONNECT_MILLISECONDS = 15_000;
const SILENCE_MILLISECONDS = 30_000;
/** A folder and files of the server's own account: a mail holds somebody's way in. */
const FOLDER_OF_OWNER = 0o700;
const OWNER_ALONE = 0o600;

/** The transport of the settings. The library is loaded with the first mail, so that a start does not wait for it. */
export const openTransport = (config: MailConfig): MailTransport => {
  const { server } = config;
  return server === null
    ? (mail) => writeFileOf(mail, config)
    : (mail) => handToServer(mail, config, server);
};

async function handToServer(
  mail: OutgoingMail,
  config: MailConfig,
  server: MailServer,
): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.isSecureFromStart,
    requireTLS: !server.isLocal,
    ...(server.login ? { auth: { user: server.login.user, pass: server.login.password } } : {}),
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail(asMessage(mail, config));
  } finally {
    transport.close();
  }
}

async function writeFileOf(mail: OutgoingMail, config: MailConfig): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const made = await createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
  }).sendMail(asMessage(mail, config));
  const folder = join(config.folder, mail.clinicCode);
  await mkdir(folder, { recursive: true, mode: FOLDER_OF_OWNER });
  const file = join(folder, `${mail.id}.eml`);
  const handle = await open(`${file}.part`, "w", OWNER_ALONE);
  try {
    await handle.writeFile(made.message as Buffer);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}

/** Plain text without pictures, links of others or notices of reading. */
const asMessage = (mail: OutgoingMail, { from }: MailConfig) => ({
  from: { name: mail.fromName, address: from },
  to: { name: "", address: mail.to },
  subject: mail.subject,
  text: mail.text,
  messageId: `<${mail.id}@${from.slice(from.indexOf("@") + 1)}>`,
  headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  xMailer: false as const,
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Refusals of this mail; what is said to a wrong password, for one, is about the server, and passes. */
const REFUSED_FOR_GOOD = ["EENVELOPE", "EMESSAGE"];

/** Why handing on did not work, and whether another try can help. */
export function troubleOf(error: unknown): {
  readonly trouble: MailTrouble;
  readonly isFinal: boolean;
} {
  const { code, responseCode, syscall } = error as {
    code?: unknown;
    responseCode?: unknown;
    syscall?: unknown;
  };
  if (typeof responseCode === "number" && code !== "ETLS") {
    const isFinal =
      responseCode >= 500 && REFUSED_FOR_GOOD.some((refusal) => refusal === String(code));
    return { trouble: "refused", isFinal };
  }
  const isOfFile =
    syscall === "open" || syscall === "mkdir" || syscall === "rename" || syscall === "write";
  return { trouble: isOfFile ? "cannot-be-written" : "unreachable", isFinal: false };
}
