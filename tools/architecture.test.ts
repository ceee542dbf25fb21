import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importTable } from "./import-table.ts";
import { installed, lint, lintedPaths, run, type Finding } from "./linter.ts";
import { compileMessages } from "./messages.ts";
import { lintFaults, typeFaults } from "./planted-faults.ts";
import { allowedImports, forbiddenImports, importTargets } from "./planted-imports.ts";
import { root } from "./root.ts";
import { scratchCopy, sourceFiles } from "./scratch-copy.ts";

const boundaries = "boundaries(dependencies)";
const target = "export type planted = 1;\n";

let copy: string;
let findings: Finding[] = [];
let examined = 0;
let compilerOutput = "";

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), source);
}

function plantAll(): void {
  for (const file of importTargets) plant(file, target);
  for (const { file, source } of [...forbiddenImports, ...allowedImports]) plant(file, source);
  for (const { file, source } of [...lintFaults, ...typeFaults]) plant(file, source);
}

function reported(file: string, rule: string): Finding[] {
  return findings.filter((finding) => finding.file === file && finding.rule === rule);
}

beforeAll(async () => {
  await compileMessages({ pseudo: false });
  copy = scratchCopy();
  plantAll();
  const linted = await lint(copy);
  findings = linted.findings;
  examined = linted.files;
  const projects = ["-b", "packages/domain", "packages/api", "apps/server", "--pretty", "false"];
  compilerOutput = (await run(installed(copy, "tsc"), projects, copy)).output;
}, 60_000);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

test.each(
  forbiddenImports.flatMap(({ place, file, targets }) =>
    targets.map((name, index) => ({ place, file, name, line: index + 1 })),
  ),
)("$place may not import $name", ({ file, line }) => {
  expect(reported(file, boundaries).map((finding) => finding.line)).toContain(line);
});

test.each(allowedImports)("$place may import what its row says", ({ file }) => {
  expect(reported(file, boundaries)).toEqual([]);
});

test.each(lintFaults)("the linter reports $name", ({ file, rule }) => {
  expect(reported(file, rule)).not.toEqual([]);
});

test.each(typeFaults)("the compiler reports $name", ({ file, rule }) => {
  const escaped = file.replaceAll(".", "\\.");
  expect(compilerOutput).toMatch(new RegExp(`${escaped}\\(\\d+,\\d+\\): error ${rule}`));
});

describe("nothing escapes", () => {
  test("the linter examines every source file", () => {
    const planted = new Set(
      [...forbiddenImports, ...allowedImports, ...lintFaults, ...typeFaults]
        .map(({ file }) => file)
        .concat(importTargets),
    );
    const real = sourceFiles().filter(
      (file) =>
        /\.(ts|tsx|js|jsx|cjs|mjs)$/.test(file) &&
        lintedPaths.some((path) => file === path || file.startsWith(`${path}/`)),
    );
    expect(examined).toBeGreaterThanOrEqual(new Set([...real, ...planted]).size);
  });

  test("the table in ARCHITECTURE.md is the one that is held", () => {
    const document = join(root, "ARCHITECTURE.md");
    const written = existsSync(document) ? tableRows(readFileSync(document, "utf8")) : undefined;
    const held = importTable.map(({ from, may }) => `${from} | ${may}`);
    expect(written ?? held).toEqual(held);
  });
});

function tableRows(markdown: string): string[] {
  const table = markdown.split(/^\| from \| may import \|\n\| ?-+ ?\| ?-+ ?\|\n/m)[1] ?? "";
  const [body = ""] = table.split(/^(?!\|)/m);
  return body
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .replaceAll("`", "")
        .replace(/^\| */, "")
        .replace(/ *\|$/, "")
        .replace(/ *\| */, " | "),
    );
}
