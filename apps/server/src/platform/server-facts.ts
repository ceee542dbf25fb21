import { join } from "node:path";
import type { Place, Sending } from "@trellis/domain/installation";
import { type Config, isLoopback } from "./config.ts";

/** What this process was started with, as the page about this server tells it. Holds no password. */
export type ServerFacts = {
  readonly sends: readonly Sending[];
  readonly places: readonly Place[];
  readonly isHttps: boolean;
};

type Facts = Pick<
  Config,
  "auditAnchor" | "dataRoot" | "database" | "keyFile" | "mail" | "originIsSecure"
>;

/** Reads the facts out of the settings that the server runs on. */
export const factsOf = (config: Facts): ServerFacts => ({
  sends: [mailSending(config), ...recordSending(config)],
  places: [
    databasePlace(config),
    { what: "data", how: "folder", where: config.dataRoot },
    { what: "keys", how: "file", where: config.keyFile.path },
    { what: "mails", how: "folder", where: config.mail.folder },
    { what: "audit-anchor", how: "folder", where: config.auditAnchor },
  ],
  isHttps: config.originIsSecure,
});

function mailSending({ mail: { server } }: Pick<Facts, "mail">): Sending {
  if (server === null) return { what: "mail", how: "none", host: null };
  return { what: "mail", how: server.isLocal ? "local" : "tls", host: server.host };
}

/** A database elsewhere gets all that is stored. */
function recordSending({ database }: Pick<Facts, "database">): Sending[] {
  if (database.kind === "embedded") return [];
  const { hostname } = new URL(database.appUrl);
  return hostname === "" || isLoopback(hostname)
    ? []
    : [{ what: "records", how: "database", host: hostname }];
}

function databasePlace({ database, dataRoot }: Pick<Facts, "database" | "dataRoot">): Place {
  if (database.kind === "embedded")
    return { what: "database", how: "built-in", where: join(dataRoot, "pg18") };
  const { host, pathname } = new URL(database.appUrl);
  return { what: "database", how: "external", where: `${host}${pathname}` };
}
