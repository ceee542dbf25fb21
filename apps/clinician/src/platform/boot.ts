import type { DayBoundary } from "@trellis/domain/civil-date";
import { ClinicDoor, InstallationMode } from "@trellis/domain/clinic";

/** What the server writes into the page, so that the first screen needs no request. */
export type Boot = {
  readonly mode: InstallationMode;
  /** The clinic of this server when there is exactly one. */
  readonly clinic: {
    readonly code: string;
    readonly name: string;
    readonly dayBoundary: DayBoundary;
  } | null;
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
    clinic: clinic.success ? pick(clinic.data) : null,
    isDatabaseWeak: parsed["isDatabaseWeak"] === true,
  };
}

const pick = ({ code, name, dayBoundary }: ClinicDoor) => ({ code, name, dayBoundary });

function parse(content: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(content));
  } catch {
    return {};
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
