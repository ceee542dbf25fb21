import { readInstallation } from "@trellis/api/installation";
import type { Protection } from "@trellis/domain/installation";
import { auditStatement } from "#platform/access.ts";
import { notFound } from "#platform/failure.ts";
import { readMode } from "#platform/installation-store.ts";
import { MISSING_FOR_REAL_CLIENTS } from "#platform/installation.ts";
import { forAccount, type Route } from "#platform/route.ts";
import { VERSION } from "#platform/version.ts";
import { readWalls } from "./store.ts";

/** Parts of the product that no setting can switch off. */
const BUILT_IN: readonly Protection["what"][] = [
  "field-encryption",
  "audit-seal",
  "try-limits",
  "idle-lock",
];

export const installationRoutes: readonly Route[] = [
  forAccount(readInstallation, async (tx, _input, { services, requestId }) => {
    const [[installed], [walls]] = await tx.finish(
      readMode(),
      readWalls(),
      auditStatement(readInstallation.name, [], requestId, true),
    );
    if (!installed || !walls) throw notFound();
    const { facts, isDatabaseWeak } = services;
    const protections: readonly Protection[] = [
      { what: "https", isOn: facts.isHttps },
      { what: "row-level-security", isOn: walls.rowsAreWalled },
      { what: "durable-database", isOn: walls.keepsWrites && !isDatabaseWeak },
      ...BUILT_IN.map((what) => ({ what, isOn: true })),
    ];
    return {
      mode: installed.mode,
      version: VERSION,
      sends: facts.sends.map((each) => (walls.isAdministrator ? each : { ...each, host: null })),
      places: facts.places.map((each) => (walls.isAdministrator ? each : { ...each, where: null })),
      protections: [...protections],
      missing: [...MISSING_FOR_REAL_CLIENTS],
    };
  }),
];
