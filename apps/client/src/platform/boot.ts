import type { InstallationMode } from "@trellis/domain/clinic";

/** What the server writes into the page, so that the first screen needs no request. */
export type Boot = {
  readonly mode: InstallationMode;
  /** The database does not keep to what a clinic needs; said with the mode. */
  readonly isDatabaseWeak: boolean;
  /** The clinic of the address; null when there is none of that name. */
  readonly clinic: {
    readonly code: string;
    readonly name: string;
    readonly appName: string;
    readonly country: string;
  } | null;
};

/**
 * Reads the content of `<meta name="trellis">`. Without a readable mode it counts as a clinic, whose
 * banner is the one that must never be absent.
 */
export function parseBoot(content: string | null): Boot {
  const page = asRecord(parsed(content ?? ""));
  const clinic = asRecord(page["clinic"]);
  const word = (name: string) => (typeof clinic[name] === "string" ? clinic[name] : "");
  return {
    mode: page["mode"] === "demo" ? "demo" : "clinic",
    isDatabaseWeak: page["isDatabaseWeak"] === true,
    clinic:
      word("code") === ""
        ? null
        : {
            code: word("code"),
            name: word("name"),
            appName: word("appName"),
            country: word("country"),
          },
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** What the server wrote into this page. */
export const boot: Boot = parseBoot(
  typeof document === "undefined"
    ? null
    : (document.querySelector('meta[name="trellis"]')?.getAttribute("content") ?? null),
);

/** The path under which this clinic's app lives. */
export const BASE = `/c/${boot.clinic?.code ?? ""}`;
