/** A fault to plant in a file of its own, and the rule that must report it. */
export type PlantedFault = { name: string; rule: string; file: string; source: string };

function lines(count: number, line: string): string {
  return `${Array.from({ length: count }, () => line).join("\n")}\n`;
}

const domain = "packages/domain/src";
const screen = "apps/client/src/planted";

/** Faults that the linter must report. */
export const lintFaults: PlantedFault[] = [
  {
    name: "a cycle",
    rule: "import(no-cycle)",
    file: `${domain}/planted-cycle-a.ts`,
    source: 'import { b } from "./planted-cycle-b.ts";\nexport const a = (): number => b() + 1;\n',
  },
  {
    name: "the other end of the cycle",
    rule: "import(no-cycle)",
    file: `${domain}/planted-cycle-b.ts`,
    source: 'import { a } from "./planted-cycle-a.ts";\nexport const b = (): number => a() + 1;\n',
  },
  ...[
    domain,
    "packages/api/src",
    "apps/server/src/planted",
    screen,
    "apps/clinician/src/planted",
    "tools",
    "e2e",
    "bench",
  ].map((folder) => ({
    name: `a floating promise in ${folder}`,
    rule: "typescript(no-floating-promises)",
    file: `${folder}/planted-promise.ts`,
    source:
      "const save = async (): Promise<number> => 1;\nexport const run = (): void => {\n  save();\n};\n",
  })),
  {
    name: "any",
    rule: "typescript(no-explicit-any)",
    file: `${domain}/planted-any.ts`,
    source: "export const anything: any = 1;\n",
  },
  {
    name: "an enum",
    rule: "trellis(no-enum)",
    file: `${domain}/planted-enum.ts`,
    source: "export enum Level {\n  low,\n}\n",
  },
  {
    name: "a default export",
    rule: "import(no-default-export)",
    file: `${domain}/planted-default.ts`,
    source: "const one = 1;\nexport default one;\n",
  },
  {
    name: "a barrel",
    rule: "trellis(place-name)",
    file: `${domain}/planted/index.ts`,
    source: 'export * from "../text.ts";\n',
  },
  {
    name: "a folder for anything",
    rule: "trellis(place-name)",
    file: "apps/server/src/utils/planted.ts",
    source: "export const one = 1;\n",
  },
  {
    name: "a file for anything",
    rule: "trellis(place-name)",
    file: "apps/client/src/platform/helpers.ts",
    source: "export const one = 1;\n",
  },
  {
    name: "a name in camelCase",
    rule: "unicorn(filename-case)",
    file: `${domain}/plantedName.ts`,
    source: "export const one = 1;\n",
  },
  {
    name: "an import from two folders up",
    rule: "eslint(no-restricted-imports)",
    file: "apps/server/src/planted/planted-parent.ts",
    source: 'import "../../src/main.ts";\n',
  },
  {
    name: "401 lines",
    rule: "eslint(max-lines)",
    file: `${domain}/planted-lines.ts`,
    source: lines(401, "export {};"),
  },
  {
    name: "81 lines in a function",
    rule: "eslint(max-lines-per-function)",
    file: `${domain}/planted-function.ts`,
    source: `export function long(): void {\n${lines(79, "  void 0;")}}\n`,
  },
  {
    name: "console in a feature",
    rule: "eslint(no-console)",
    file: "apps/server/src/planted/planted-console.ts",
    source: "console.log(1);\n",
  },
  {
    name: "a focused test",
    rule: "vitest(no-focused-tests)",
    file: `${domain}/planted.test.ts`,
    source: 'import { test } from "vitest";\ntest.only("one", () => {});\n',
  },
  {
    name: "a day in milliseconds",
    rule: "trellis(civil-day)",
    file: `${domain}/planted-day.ts`,
    source: "export const day = 86400000;\n",
  },
  {
    name: "a day as a product",
    rule: "trellis(civil-day)",
    file: `${domain}/planted-product.ts`,
    source: "export const day = 24 * 60 * 60 * 1000;\n",
  },
  {
    name: "a day cut out of an ISO string",
    rule: "trellis(civil-day)",
    file: `${domain}/planted-iso.ts`,
    source: "export const day = (at: Date): string => at.toISOString().slice(0, 10);\n",
  },
  {
    name: "Temporal in domain",
    rule: "trellis(browser-support)",
    file: `${domain}/planted-temporal.ts`,
    source: "export const now = (): unknown => Temporal.Now.instant();\n",
  },
  {
    name: "Temporal in the client",
    rule: "trellis(browser-support)",
    file: `${screen}/planted-temporal.ts`,
    source: "export const now = (): unknown => Temporal.Now.instant();\n",
  },
  {
    name: "a newer static method",
    rule: "trellis(browser-support)",
    file: `${screen}/planted-static.ts`,
    source: "export const sum = (list: number[]): number => Math.sumPrecise(list);\n",
  },
  {
    name: "a newer instance method",
    rule: "trellis(browser-support)",
    file: `${screen}/planted-instance.ts`,
    source: 'export const add = (map: Map<string, number>): number => map.getOrInsert("a", 1);\n',
  },
  {
    name: "a web API that Safari lacks",
    rule: "trellis(browser-support)",
    file: "apps/clinician/src/planted/planted-idle.ts",
    source: "requestIdleCallback(() => undefined);\n",
  },
  {
    name: "a member of navigator that Safari lacks",
    rule: "trellis(browser-support)",
    file: "packages/ui/src/planted-battery.tsx",
    source: "export const battery = (): unknown => navigator.getBattery();\n",
  },
  {
    name: "words in markup",
    rule: "trellis(message-text)",
    file: `${screen}/planted-words.tsx`,
    source: "export const Greeting = () => <p>Good morning</p>;\n",
  },
  {
    name: "words in a label",
    rule: "trellis(message-text)",
    file: "packages/clinical/src/planted/planted-label.tsx",
    source: 'export const Close = () => <button aria-label="Close it" />;\n',
  },
  {
    name: "a fetching clinical part",
    rule: "eslint(no-restricted-globals)",
    file: "packages/clinical/src/planted/planted-fetch.tsx",
    source: 'export const load = (): unknown => fetch("/x");\n',
  },
];

const plantedHandler = `import { operation } from "@trellis/api/operation";
import * as z from "zod/mini";
import { forAnyone } from "#platform/route.ts";
const nothing = z.object({});
const count = operation({
  name: "planted.count",
  summary: "Counts.",
  method: "GET",
  path: "/planted",
  audience: { who: "anyone" },
  params: nothing,
  query: nothing,
  body: nothing,
  output: z.object({ count: z.number() }),
});
export const wrong = forAnyone(count, () => Promise.resolve({ count: "three" }));
`;

/** Faults that the compiler must report; `rule` is its error code. */
export const typeFaults: PlantedFault[] = [
  {
    name: "DOM in domain",
    rule: "TS2584",
    file: `${domain}/planted-dom.ts`,
    source: "export const title = (): string => document.title;\n",
  },
  {
    name: "Node in domain",
    rule: "TS2591",
    file: `${domain}/planted-node.ts`,
    source: "export const home = (): unknown => process.env;\n",
  },
  {
    name: "a Node module in domain",
    rule: "TS2591",
    file: `${domain}/planted-fs.ts`,
    source:
      'import { readFileSync } from "node:fs";\nexport const read = (): unknown => readFileSync("x");\n',
  },
  {
    name: "a parameter property",
    rule: "TS1294",
    file: `${domain}/planted-property.ts`,
    source: "export class Point {\n  constructor(readonly x: number) {}\n}\n",
  },
  {
    name: "DOM in the contract",
    rule: "TS2584",
    file: "packages/api/src/planted-dom.ts",
    source: "export const title = (): string => document.title;\n",
  },
  {
    name: "a handler with a wrong result",
    rule: "TS2322",
    file: "apps/server/src/planted/planted-handler.ts",
    source: plantedHandler,
  },
];
