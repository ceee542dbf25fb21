/** A row of the import table of ARCHITECTURE.md, and what it means for each place that a row speaks of. */
export type Row = { from: string; may: string; places: Partial<Record<Place, Place[]>> };

const packages = ["domain", "api", "ui", "clinical/feature", "clinical/words", "messages"] as const;
const server = ["server/platform", "server/feature", "server/main.ts"] as const;
const client = ["client/platform", "client/feature", "client/main.tsx"] as const;
const clinician = ["clinician/platform", "clinician/feature", "clinician/main.tsx"] as const;
const outside = ["e2e", "bench", "tools"] as const;

/** Where code can stand, as far as imports are concerned. */
export const places = [...packages, ...server, ...client, ...clinician, ...outside] as const;
export type Place = (typeof places)[number];

const apps: Place[] = [...packages];

/** The import table: the one in ARCHITECTURE.md has the same rows in the same words. */
export const importTable: Row[] = [
  { from: "domain", may: "zod", places: { domain: [] } },
  { from: "api", may: "domain, zod", places: { api: ["domain"] } },
  { from: "ui", may: "react, react-aria-components; nothing of ours", places: { ui: [] } },
  { from: "messages", may: "nothing", places: { messages: [] } },
  {
    from: "clinical/<feature>",
    may: "domain, ui, messages, clinical/<…-words>; nothing that fetches",
    places: {
      "clinical/feature": ["domain", "ui", "messages", "clinical/words"],
      "clinical/words": ["domain", "ui", "messages"],
    },
  },
  {
    from: "server/platform",
    may: "domain, api, libraries",
    places: { "server/platform": ["domain", "api"] },
  },
  {
    from: "server/<feature>",
    may: "domain, api, server/platform, itself",
    places: { "server/feature": ["domain", "api", "server/platform"] },
  },
  {
    from: "server/main.ts, cli.ts",
    may: "everything in server",
    places: { "server/main.ts": ["domain", "api", "server/platform", "server/feature"] },
  },
  {
    from: "client/<feature>, clinician/<feature>",
    may: "domain, api, ui, clinical, messages, own platform, itself",
    places: {
      "client/feature": [...apps, "client/platform"],
      "clinician/feature": [...apps, "clinician/platform"],
    },
  },
  {
    from: "client/platform, clinician/platform",
    may: "domain, api, ui, clinical, messages",
    places: { "client/platform": apps, "clinician/platform": apps },
  },
  {
    from: "client/main.tsx, routes.tsx, clinician/main.tsx, routes.tsx",
    may: "domain, api, ui, clinical, messages, everything in their own app",
    places: {
      "client/main.tsx": [...apps, "client/platform", "client/feature"],
      "clinician/main.tsx": [...apps, "clinician/platform", "clinician/feature"],
    },
  },
  {
    from: "e2e, bench, tools",
    may: "domain, api, tools, libraries",
    places: {
      e2e: ["domain", "api", "tools"],
      bench: ["domain", "api", "tools"],
      tools: ["domain", "api"],
    },
  },
];

/** Libraries that a place must not import, as examples of all that its row leaves out. */
export const refusedLibraries: Partial<Record<Place, string[]>> = {
  domain: ["react", "kysely", "node:fs"],
  api: ["fastify", "react", "node:fs"],
  ui: ["zod", "wouter", "node:fs"],
  "clinical/feature": ["@tanstack/react-query", "zod", "node:fs"],
  "server/feature": ["pg"],
  "server/main.ts": ["pg"],
  "client/feature": ["fastify", "kysely", "pg", "node:fs"],
  "clinician/feature": ["fastify", "kysely", "pg", "node:fs"],
  e2e: ["pg"],
  tools: ["pg"],
};

/** What a place may import. */
export function allowedFrom(place: Place): Place[] {
  return importTable.flatMap((row) => row.places[place] ?? []);
}
