import { join } from "node:path";
import type { Place, Sending } from "@trellis/domain/installation";
import type { Config } from "./config.ts";

/** What this process was started with, as the page about this server tells it. Holds no password. */
export type ServerFacts = {
  readonly sends: readonly Sending[];
  readonly places: readonly Place[];
  readonly isHttps: boolean;
};

/** Reads the facts out of the settings that the server runs on. */
export const factsOf = (
  config: Pick<Config, "dataRoot" | "keyFile" | "originIsSecure" | "database">,
): ServerFacts => ({
  sends: [{ what: "mail", how: "none", host: null }],
  places: [
    databasePlace(config),
    { what: "data", how: "folder", where: config.dataRoot },
    { what: "keys", how: "file", where: config.keyFile.path },
    { what: "mails", how: "folder", where: join(config.dataRoot, "mail") },
  ],
  isHttps: config.originIsSecure,
});

function databasePlace({ database, dataRoot }: Pick<Config, "database" | "dataRoot">): Place {
  if (database.kind === "embedded")
    return { what: "database", how: "built-in", where: join(dataRoot, "pg18") };
  const { host, pathname } = new URL(database.appUrl);
  return { what: "database", how: "external", where: `${host}${pathname}` };
}
