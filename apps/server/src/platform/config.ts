import { isAbsolute, relative, resolve, sep } from "node:path";
import { type MailConfig, readMailConfig } from "./mail-config.ts";
import { PlainError } from "./plain-error.ts";

type DatabaseConfig =
  | { readonly kind: "embedded" }
  /** migrateUrl is needed by `migrate` and by the first start; serving alone can do without. */
  | { readonly kind: "external"; readonly appUrl: string; readonly migrateUrl: string | null };

type KeyFileConfig = {
  /** Absolute path. */
  readonly path: string;
  /** Somebody chose it with TRELLIS_KEYS; otherwise it is beside the data directory. */
  readonly isChosen: boolean;
};

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the data directory. */
  readonly dataRoot: string;
  readonly keyFile: KeyFileConfig;
  /** Absolute path of the folder where the audit's seals are written down a second time. */
  readonly auditAnchor: string;
  /** What browsers see, without a slash at the end, e.g. https://dbt.example.org. */
  readonly origin: string;
  /** False over plain http on this machine, where cookies cannot ask for https. */
  readonly originIsSecure: boolean;
  /** Addresses or networks whose X-Forwarded-* headers count; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly database: DatabaseConfig;
  readonly mail: MailConfig;
};

export type Environment = Readonly<Record<string, string | undefined>>;

type Complain = (sentence: string) => void;

/**
 * Reads the settings from the environment. Relative data directories start at `root`.
 * @throws PlainError with one sentence a line when a setting is wrong
 */
export function readConfig(env: Environment, root: string): Config {
  const problems: string[] = [];
  const complain: Complain = (sentence) => problems.push(sentence);
  const host = readHost(env, complain);
  const port = readPort(env, complain);
  const origin = readOrigin(env, host, port, complain);
  const dataRoot = readDataRoot(env, root);
  const config: Config = {
    host,
    port,
    dataRoot,
    keyFile: readKeyFilePath(env, root, dataRoot, complain),
    auditAnchor: resolve(
      root,
      read(env, "TRELLIS_AUDIT_ANCHOR") ?? `${dataRoot}${sep}audit-anchor`,
    ),
    origin,
    originIsSecure: origin.startsWith("https:"),
    trustedProxies: readProxies(env, complain),
    database: readDatabase(env, complain),
    mail: readMailConfig(
      {
        smtpUrl: read(env, "TRELLIS_SMTP_URL"),
        from: read(env, "TRELLIS_MAIL_FROM"),
        dataRoot,
        origin,
        isLoopback,
      },
      complain,
    ),
  };
  if (problems.length > 0) throw new PlainError(problems.join("\n"));
  return config;
}

/** An empty setting counts as absent, as in a compose file with `TRELLIS_PORT=`. */
function read(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

/** True for names and addresses that never leave this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    bare === "localhost" ||
    bare.endsWith(".localhost") ||
    bare === "::1" ||
    /^127(\.\d{1,3}){3}$/.test(bare)
  );
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function readPort(env: Environment, complain: Complain): number {
  const text = read(env, "TRELLIS_PORT") ?? "4400";
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  complain(`TRELLIS_PORT is "${text}"; it has to be a whole number from 1 to 65535.`);
  return 4400;
}

function readHost(env: Environment, complain: Complain): string {
  const host = read(env, "TRELLIS_HOST") ?? "127.0.0.1";
  if (/^[A-Za-z0-9.:_-]+$/.test(host)) return host;
  complain(
    `TRELLIS_HOST is "${host}"; it has to be an address or a host name without port, such as 127.0.0.1 or 0.0.0.0.`,
  );
  return "127.0.0.1";
}

function readDataRoot(env: Environment, root: string): string {
  const path = read(env, "TRELLIS_DATA") ?? "data";
  return isAbsolute(path) ? path : resolve(root, path);
}

/** Keys beside what they open would protect nothing: whoever copies the data directory would have both. */
function readKeyFilePath(
  env: Environment,
  root: string,
  dataRoot: string,
  complain: Complain,
): KeyFileConfig {
  const chosen = read(env, "TRELLIS_KEYS");
  const path = resolve(root, chosen ?? `${dataRoot}-keys${sep}keys.json`);
  const inside = relative(dataRoot, path);
  if (!isAbsolute(inside) && inside.split(sep)[0] !== "..")
    complain(
      `TRELLIS_KEYS is ${path}, inside the data directory ${dataRoot}; it has to be a file outside of it, so that a copy of the data alone opens nothing.`,
    );
  return { path, isChosen: chosen !== undefined };
}

function readOrigin(env: Environment, host: string, port: number, complain: Complain): string {
  const text = read(env, "TRELLIS_ORIGIN");
  if (text === undefined) {
    if (isLoopback(host)) return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
    complain(
      `TRELLIS_HOST is ${host}, which other machines can reach, so TRELLIS_ORIGIN has to say the address people type, such as https://dbt.example.org.`,
    );
    return `http://127.0.0.1:${port}`;
  }
  const url = parseUrl(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    complain(
      `TRELLIS_ORIGIN is "${text}"; it has to be an address such as https://dbt.example.org.`,
    );
    return text;
  }
  if (
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== "" ||
    url.password !== ""
  ) {
    complain(
      `TRELLIS_ORIGIN is "${text}"; it has to be scheme, host and port alone, such as ${url.protocol}//${url.host}.`,
    );
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    complain(
      `TRELLIS_ORIGIN is "${text}"; outside this machine it has to begin with https://, since health data must not travel unencrypted.`,
    );
  }
  return url.origin;
}

function readProxies(env: Environment, complain: Complain): readonly string[] {
  const parts = (read(env, "TRELLIS_TRUSTED_PROXY") ?? "").split(",").map((part) => part.trim());
  const proxies = parts.filter((part) => part !== "");
  for (const proxy of proxies) {
    if (/^(loopback|[0-9a-f.:]+(\/\d{1,3})?)$/i.test(proxy)) continue;
    complain(
      `TRELLIS_TRUSTED_PROXY has "${proxy}"; it has to be a list of addresses or networks, such as 127.0.0.1, 10.0.0.0/8.`,
    );
  }
  return proxies;
}

function readDatabase(env: Environment, complain: Complain): DatabaseConfig {
  const appUrl = readDatabaseUrl(env, "DATABASE_URL", complain);
  const migrateUrl = readDatabaseUrl(env, "TRELLIS_MIGRATE_URL", complain);
  if (appUrl === null) {
    if (migrateUrl !== null)
      complain(
        "TRELLIS_MIGRATE_URL is set but DATABASE_URL is not; set both, or neither for the built-in database.",
      );
    return { kind: "embedded" };
  }
  if (migrateUrl !== null && migrateUrl === appUrl) {
    complain(
      "DATABASE_URL and TRELLIS_MIGRATE_URL are the same; they have to be two roles (trellis migrate --print-roles prints them).",
    );
  }
  return { kind: "external", appUrl, migrateUrl };
}

/** The sentence leaves the value out, since it may hold a password. */
function readDatabaseUrl(env: Environment, name: string, complain: Complain): string | null {
  const text = read(env, name);
  if (text === undefined) return null;
  const url = parseUrl(text);
  if (
    url !== null &&
    /^postgres(ql)?:$/.test(url.protocol) &&
    url.username !== "" &&
    url.pathname.length > 1
  )
    return text;
  complain(`${name} has to look like postgresql://user:password@host:5432/database.`);
  return null;
}
