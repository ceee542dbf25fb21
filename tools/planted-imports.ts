import { relative } from "node:path/posix";
import { allowedFrom, places, refusedLibraries, type Place } from "./import-table.ts";

/** A file to plant and, line by line, what it imports. */
export type PlantedImports = { place: Place; file: string; targets: string[]; source: string };

const folders: Record<Place, string> = {
  domain: "packages/domain/src",
  api: "packages/api/src",
  ui: "packages/ui/src",
  "clinical/feature": "packages/clinical/src/planted",
  "clinical/words": "packages/clinical/src/planted-words",
  messages: "packages/messages/compiled",
  "server/platform": "apps/server/src/platform",
  "server/feature": "apps/server/src/planted",
  "server/main.ts": "apps/server/src",
  "client/platform": "apps/client/src/platform",
  "client/feature": "apps/client/src/planted",
  "client/main.tsx": "apps/client/src",
  "clinician/platform": "apps/clinician/src/platform",
  "clinician/feature": "apps/clinician/src/planted",
  "clinician/main.tsx": "apps/clinician/src",
  e2e: "e2e",
  bench: "bench",
  tools: "tools",
};

function extension(place: Place): string {
  return ["ui", "clinical/feature", "clinical/words"].includes(place) ? ".tsx" : ".ts";
}

/** The file that others try to import; for features it stands in a feature of its own. */
function targetFile(place: Place): string {
  if (place === "messages") return `${folders.messages}/runtime.js`;
  const folder = folders[place].replace(/planted$/, "planted-other");
  return `${folder}/planted-target${extension(place)}`;
}

function specifier(from: Place, to: Place): string {
  const target = targetFile(to);
  const [group, folder] = target.split("/");
  if (group === "packages" && !target.startsWith(`${folders[from]}/`)) {
    const inner = target.replace(/^packages\/\w+\/(src|compiled)\//, "").replace(/\.\w+$/, "");
    return `@trellis/${folder ?? ""}/${inner}`;
  }
  if (group === "apps" && folders[from].startsWith(`apps/${folder ?? ""}/`)) {
    return target.replace(/^apps\/\w+\/src\//, "#");
  }
  const path = relative(folders[from], target);
  return path.startsWith(".") ? path : `./${path}`;
}

function imports(place: Place, kind: string, specifiers: string[]): PlantedImports {
  const lines = specifiers.map((name) =>
    name.startsWith(".") || name.startsWith("#") || name.startsWith("@trellis")
      ? `import { type planted as _${String(specifiers.indexOf(name))} } from "${name}";`
      : `import "${name}";`,
  );
  return {
    place,
    file: `${folders[place]}/planted-${kind}${extension(place)}`,
    targets: specifiers,
    source: `${lines.join("\n")}\n`,
  };
}

const importers = places.filter((place) => place !== "messages");

function isSelf(from: Place, to: Place): boolean {
  return from === to && !from.endsWith("/feature");
}

/** For each place, a file that imports all that it must not: other places and libraries. */
export const forbiddenImports: PlantedImports[] = importers.map((from) => {
  const allowed = allowedFrom(from);
  const refused = places.filter((to) => !isSelf(from, to) && !allowed.includes(to));
  return imports(from, "forbidden", [
    ...refused.map((to) => specifier(from, to)),
    ...(refusedLibraries[from] ?? []),
  ]);
});

/** For each place, a file that imports all that it may. */
export const allowedImports: PlantedImports[] = importers.map((from) =>
  imports(
    from,
    "allowed",
    allowedFrom(from).map((to) => specifier(from, to)),
  ),
);

/** The files that are imported. */
export const importTargets: string[] = importers.map(targetFile);
