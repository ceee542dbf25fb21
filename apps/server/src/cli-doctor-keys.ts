import type { InstallationMode } from "@trellis/domain/clinic";
import type { Config } from "./platform/config.ts";
import type { DatabaseCheck } from "./platform/database-checks.ts";
import type { Database } from "./platform/database.ts";
import { needKeyFile, openKeys } from "./platform/open-keys.ts";
import { PlainError } from "./platform/plain-error.ts";

type Check = Pick<DatabaseCheck, "check" | "ok" | "level" | "value" | "why">;

/** The key file: whether it opens what the clinics of this database have sealed, and who has chosen its place. */
export async function keyChecks(
  config: Config,
  database: Database,
  mode: InstallationMode,
): Promise<readonly Check[]> {
  const { path, isChosen } = config.keyFile;
  try {
    await openKeys(config, database);
    const ring = await needKeyFile(config);
    return [
      { check: "key file", ok: true, level: "must", value: path, why: "" },
      {
        check: "change of keys",
        ok: ring.length === 1,
        level: "advice",
        value: ring.length === 1 ? "none under way" : `begun ${ring[0].madeAt}`,
        why:
          ring.length === 1
            ? ""
            : "run trellis rotate-keys, and once it is through trellis rotate-keys --finish",
      },
      {
        check: "place of the key file",
        ok: isChosen || mode === "demo",
        level: "alarm",
        value: isChosen ? "chosen" : "beside the data",
        why:
          isChosen || mode === "demo"
            ? ""
            : "set TRELLIS_KEYS, so that data and keys are not copied together by mistake",
      },
    ];
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return [{ check: "key file", ok: false, level: "must", value: path, why: error.message }];
  }
}

/** Where mail goes. */
export function mailCheck({ mail }: Config, mode: InstallationMode): Check {
  const { server, folder } = mail;
  const ok = server !== null || mode === "demo";
  return {
    check: "mail",
    ok,
    level: "alarm",
    value: server === null ? `files in ${folder}` : `${server.host}:${server.port}`,
    why: ok
      ? ""
      : "these files reach nobody by themselves; set TRELLIS_SMTP_URL and TRELLIS_MAIL_FROM",
  };
}
