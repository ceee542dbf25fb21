import data from "@mdn/browser-compat-data" with { type: "json" };

/** The oldest browsers that the apps run in. */
const oldestSafari = 26;

type Statement = {
  version_added?: unknown;
  version_removed?: unknown;
  flags?: unknown[];
  prefix?: string;
  alternative_name?: string;
};
type Feature = {
  __compat?: { support: Record<string, Statement | Statement[] | undefined> };
};

/** A part of MDN's tree: a feature and the features below it. */
export type FeatureTree = { [name: string]: FeatureTree } & Feature;

function isSupportedIn(statement: Statement): boolean {
  const { version_added: added, version_removed: removed, flags } = statement;
  if (typeof added !== "string" || typeof removed === "string" || flags) return false;
  if (added === "preview") return false;
  return Number.parseFloat(added.replace("≤", "")) <= oldestSafari;
}

const safaris = ["safari", "safari_ios"];

function statementsFor(feature: Feature, browser: string): Statement[] {
  return [feature.__compat?.support[browser] ?? []].flat();
}

/** Whether Safari 26 has a feature under this name on the Mac and on the phone; unknown features count as supported. */
export function isSupported(feature: Feature | undefined): boolean {
  if (!feature?.__compat) return true;
  return safaris.every((browser) => {
    const statements = statementsFor(feature, browser);
    return (
      statements.length === 0 ||
      statements.some((one) => isSupportedIn(one) && !one.prefix && !one.alternative_name)
    );
  });
}

/** Whether Safari 26 knows a style on the Mac or the phone (cursors and taps differ); the build adds prefixes. */
export function isKnownStyle(feature: Feature): boolean {
  return safaris.some((browser) => statementsFor(feature, browser).some(isSupportedIn));
}

/** The features directly below a feature. */
export function members(tree: FeatureTree | undefined): [string, FeatureTree][] {
  const features = Object.entries(tree ?? {}).filter(([name]) => name !== "__compat");
  return features as [string, FeatureTree][];
}

const tree = data as unknown as {
  api: FeatureTree;
  css: Record<"properties" | "at-rules" | "selectors" | "types", FeatureTree>;
  javascript: { builtins: FeatureTree };
};

export const interfaces = tree.api;
export const builtins = tree.javascript.builtins;
export const css = tree.css;
