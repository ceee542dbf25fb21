import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { filesUnder } from "./input-hash.ts";
import { css, isKnownStyle, members, type FeatureTree } from "./lint/browser-data.ts";
import { root } from "./root.ts";

/** A style that the oldest browser does not know. */
export type CssFinding = { line: number; what: string };

type Block = { guarded: boolean };

function unsupported(tree: FeatureTree | undefined, name: string): boolean {
  const feature = tree && Object.hasOwn(tree, name) ? tree[name] : undefined;
  return feature?.__compat !== undefined && !isKnownStyle(feature);
}

/** Names of value functions with the support that any property or type gives them. */
function unsupportedFunctions(): Set<string> {
  const older = new Set<string>();
  const newer = new Set<string>();
  const trees = [css.types, ...members(css.types).map(([, type]) => type)];
  for (const [name, feature] of trees.flatMap(members)) {
    if (feature.__compat) (isKnownStyle(feature) ? older : newer).add(name);
  }
  return newer.difference(older);
}

const newerFunctions = unsupportedFunctions();

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

/** Comments, strings and addresses hold no styles; their lines are kept. */
function withoutTexts(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, blank)
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, blank)
    .replaceAll(/url\([^)]*\)/g, blank);
}

function declarationFaults(declaration: string): string[] {
  const colon = declaration.indexOf(":");
  const property = declaration.slice(0, colon).trim().toLowerCase();
  if (colon < 0 || property.startsWith("--") || !/^[a-z-]+$/.test(property)) return [];
  if (unsupported(css.properties, property)) return [property];
  const value = declaration.slice(colon + 1);
  const words = value.match(/(?<![\w-])[a-z][a-z-]*(?!\w|-)(?!\()/g) ?? [];
  const functions = Array.from(
    value.matchAll(/(?<![\w-])([a-z][a-z-]*)\(/g),
    (call) => call[1] ?? "",
  );
  return [
    ...words
      .filter((word) => unsupported(css.properties[property], word))
      .map((word) => `${property}: ${word}`),
    ...functions.filter((name) => newerFunctions.has(name)).map((name) => `${name}()`),
  ];
}

function preludeFaults(prelude: string): string[] {
  const rule = /^@([a-z-]+)/.exec(prelude)?.[1];
  if (rule !== undefined) return unsupported(css["at-rules"], rule) ? [`@${rule}`] : [];
  return Array.from(prelude.matchAll(/::?([a-z-]+)/g), (pseudo) => pseudo[1] ?? "")
    .filter((name) => unsupported(css.selectors, name))
    .map((name) => `:${name}`);
}

function asksTheBrowser(prelude: string): boolean {
  return prelude.startsWith("@supports") || /^@media\s.*\(forced-colors\b/.test(prelude);
}

/** Properties, values, functions, at-rules and selectors that Safari 26 lacks; what asks the browser first is left alone. */
export function cssFindings(source: string): CssFinding[] {
  const findings: CssFinding[] = [];
  const blocks: Block[] = [];
  let line = 1;
  for (const [piece] of withoutTexts(source).matchAll(/[^{};]*[{};]|[^{};]+$/g)) {
    const text = piece.slice(0, -1).trim();
    const at = line + (/^\s*/.exec(piece)?.[0].split("\n").length ?? 1) - 1;
    line += piece.split("\n").length - 1;
    const guarded = blocks.at(-1)?.guarded === true;
    const faults =
      piece.endsWith("{") || text.startsWith("@") ? preludeFaults(text) : declarationFaults(text);
    if (!guarded) findings.push(...faults.map((what) => ({ line: at, what })));
    if (piece.endsWith("{")) blocks.push({ guarded: guarded || asksTheBrowser(text) });
    if (piece.endsWith("}")) blocks.pop();
  }
  return findings;
}

/** Findings in all style sheets of packages and apps, one sentence each. */
export function checkStyles(): { files: number; faults: string[] } {
  const files = ["packages", "apps"]
    .flatMap((folder) => filesUnder(join(root, folder)))
    .filter((file) => file.endsWith(".css"));
  const faults = files.flatMap((file) =>
    cssFindings(readFileSync(file, "utf8")).map(
      ({ line, what }) => `${relative(root, file)}:${String(line)}: Safari 26 has no ${what}.`,
    ),
  );
  return { files: files.length, faults };
}
