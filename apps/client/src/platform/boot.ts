import { type DayBoundary, isCivilDate, USUAL_BOUNDARY } from "@trellis/domain/civil-date";
import type { InstallationMode } from "@trellis/domain/clinic";
import type { ClinicHelp } from "@trellis/domain/crisis-line";

/** What the server writes into the page, so that the first screen needs no request. */
export type Boot = {
  readonly mode: InstallationMode;
  /** The database does not keep to what a clinic needs; said with the mode. */
  readonly isDatabaseWeak: boolean;
  /** The clinic of the address; null when there is none of that name. */
  readonly clinic: BootClinic | null;
};

/** A clinic as its signed-out phones know it. */
export type BootClinic = {
  readonly code: string;
  readonly name: string;
  readonly appName: string;
  readonly country: string;
  readonly dayBoundary: DayBoundary;
  readonly help: ClinicHelp;
  /** When somebody of the clinic can be called, in its words; may be empty. */
  readonly coachingHours: string;
};

/**
 * Reads the content of `<meta name="trellis">`. Without a readable mode it counts as a clinic, whose
 * banner is the one that must never be absent.
 */
export function parseBoot(content: string | null): Boot {
  const page = asRecord(parsed(content ?? ""));
  const clinic = asRecord(page["clinic"]);
  return {
    mode: page["mode"] === "demo" ? "demo" : "clinic",
    isDatabaseWeak: page["isDatabaseWeak"] === true,
    clinic: word(clinic, "code") === "" ? null : readClinic(clinic),
  };
}

type Unread = Record<string, unknown>;

function readClinic(clinic: Unread): BootClinic {
  const lines = clinic["crisisLines"];
  return {
    code: word(clinic, "code"),
    name: word(clinic, "name"),
    appName: word(clinic, "appName"),
    country: word(clinic, "country"),
    coachingHours: word(clinic, "coachingHours"),
    dayBoundary: readBoundary(asRecord(clinic["dayBoundary"])),
    help: {
      country: word(clinic, "country"),
      contacts: list(clinic["contacts"]).map((each) => ({
        ...callable(each),
        about: word(each, "about"),
      })),
      crisisLines: Array.isArray(lines) ? list(lines).map(callable) : null,
      checks: list(clinic["checks"]).flatMap((each) => {
        const on = word(each, "on");
        return isCivilDate(on) ? [{ phone: word(each, "phone"), on }] : [];
      }),
    },
  };
}

const callable = (each: Unread) => ({ name: word(each, "name"), phone: word(each, "phone") });

function readBoundary(boundary: Unread): DayBoundary {
  const from = word(boundary, "from");
  const { hour, before } = boundary;
  return typeof hour === "number" && typeof before === "number" && isCivilDate(from)
    ? { hour, from, before }
    : USUAL_BOUNDARY;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

const word = (of: Unread, name: string): string => {
  const value = of[name];
  return typeof value === "string" ? value : "";
};

const asRecord = (value: unknown): Unread =>
  typeof value === "object" && value !== null ? { ...value } : {};

const list = (value: unknown): Unread[] => (Array.isArray(value) ? value.map(asRecord) : []);

/** What the server wrote into this page. */
export const boot: Boot = parseBoot(
  typeof document === "undefined"
    ? null
    : (document.querySelector('meta[name="trellis"]')?.getAttribute("content") ?? null),
);

/** The path under which this clinic's app lives. */
export const BASE = `/c/${boot.clinic?.code ?? ""}`;
