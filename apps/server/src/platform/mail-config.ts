import { join } from "node:path";

/** A mail server that takes mail on. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps), else STARTTLS before anything is said. */
  readonly isSecureFromStart: boolean;
  /** Without TLS at all: to this machine alone. */
  readonly isLocal: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
};

export type MailConfig = {
  /** Null: mails are written as files. */
  readonly server: MailServer | null;
  /** Absolute path of the folder for mails that are written as files. */
  readonly folder: string;
  /** The address that mails come from. */
  readonly from: string;
};

type Settings = {
  readonly smtpUrl: string | undefined;
  readonly from: string | undefined;
  readonly dataRoot: string;
  /** What browsers see; its host stands in for a missing address. */
  readonly origin: string;
  readonly isLoopback: (host: string) => boolean;
};

const SMTP_PORT = 587;
const SMTPS_PORT = 465;

/** Reads TRELLIS_SMTP_URL and TRELLIS_MAIL_FROM. No sentence repeats the address of the server, which holds a password. */
export function readMailConfig(
  settings: Settings,
  complain: (sentence: string) => void,
): MailConfig {
  const { smtpUrl, from, dataRoot, origin } = settings;
  const server = smtpUrl === undefined ? null : readServer(smtpUrl, settings, complain);
  if (from !== undefined && !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(from))
    complain(
      `TRELLIS_MAIL_FROM is "${from}"; it has to be an e-mail address alone, such as no-reply@example.org.`,
    );
  if (smtpUrl !== undefined && from === undefined)
    complain(
      "TRELLIS_SMTP_URL is set but TRELLIS_MAIL_FROM is not; set the address that mails come from.",
    );
  const host = URL.canParse(origin) ? new URL(origin).hostname : "localhost";
  return { server, folder: join(dataRoot, "mail"), from: from ?? `no-reply@${host}` };
}

function readServer(
  text: string,
  { isLoopback }: Settings,
  complain: (sentence: string) => void,
): MailServer | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url?.protocol === "smtp:";
  if (
    url === null ||
    (!isPlain && url.protocol !== "smtps:") ||
    url.hostname === "" ||
    url.pathname.length > 1 ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    complain(
      "TRELLIS_SMTP_URL has to look like smtps://user:password@mail.example.org:465 or smtp://user:password@mail.example.org:587.",
    );
    return null;
  }
  return {
    host: url.hostname,
    port: url.port === "" ? (isPlain ? SMTP_PORT : SMTPS_PORT) : Number(url.port),
    isSecureFromStart: !isPlain,
    isLocal: isPlain && isLoopback(url.hostname),
    login:
      url.username === ""
        ? null
        : {
            user: decodeURIComponent(url.username),
            password: decodeURIComponent(url.password),
          },
  };
}
