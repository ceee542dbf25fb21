import { ClinicDoor, InstallationMode } from "@trellis/domain/clinic";

/** What the server writes into the page, so that the first screen needs no request. */
export type Boot = {
  readonly mode: InstallationMode;
  /** The clinic of this server when there is exactly one. */
  readonly clinic: { readonly code: string; readonly name: string } | null;
  /** The database does not keep what a clinic needs; a demo is served on it all the same. */
  readonly isDatabaseWeak: boolean;
};

/**
 * Reads the content of `<meta name="trellis">`. What cannot be read counts as a clinic without a name,
 * because its banner is the one that must never be absent.
 */
export function readBoot(content: string | null): Boot {
  const parsed = parse(content ?? "");
  const mode = InstallationMode.safeParse(parsed["mode"]);
  const known = mode.success ? mode.data : "clinic";
  const clinic = ClinicDoor.safeParse({ ...asRecord(parsed["clinic"]), mode: known });
  return {
    mode: known,
    clinic: clinic.success ? { code: clinic.data.code, name: clinic.data.name } : null,
    isDatabaseWeak: parsed["isDatabaseWeak"] === true,
  };
}

function parse(content: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(content));
  } catch {
    return {};
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
