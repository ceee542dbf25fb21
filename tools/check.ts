import { checkStyles } from "./css-support.ts";
import { installed, lint, lintedPaths, run } from "./linter.ts";
import { compileMessages } from "./messages.ts";
import { checkMigrations } from "./migration-gate.ts";
import { root } from "./root.ts";
import { sourceFiles } from "./scratch-copy.ts";

type Result = { note: string; faults: string[] };
type Gate = { name: string; check: () => Promise<Result> };

async function program(name: string, args: string[]): Promise<Result> {
  const { code, output } = await run(installed(root, name), args, root);
  return {
    note: "",
    faults: code === 0 ? [] : [output.trim() || `${name} ended with ${String(code)}`],
  };
}

async function lintAll(): Promise<Result> {
  const { findings, files } = await lint(root);
  const faults = findings.map(
    ({ file, line, message, rule }) => `${file}:${String(line)}: ${message} [${rule}]`,
  );
  const known = sourceFiles().filter(
    (file) => /\.tsx?$/.test(file) && lintedPaths.some((path) => file.startsWith(path)),
  ).length;
  if (files < known)
    faults.push(`The linter looked at ${String(files)} of ${String(known)} files.`);
  return { note: `${String(files)} files`, faults };
}

function format(): Promise<Result> {
  return program("oxfmt", ["--list-different", "."]);
}

/** All gates that need neither a database nor a browser, in the order in which they run. */
const gates: Gate[] = [
  {
    name: "messages",
    check: async () => {
      await compileMessages({ pseudo: true });
      return { note: await compileMessages({ pseudo: false }), faults: [] };
    },
  },
  { name: "lint", check: lintAll },
  {
    name: "styles",
    check: async () => {
      const { files, faults } = checkStyles();
      return { note: `${String(files)} style sheets`, faults };
    },
  },
  { name: "format", check: format },
  { name: "unused code (knip)", check: () => program("knip", ["--no-progress"]) },
  { name: "types (tsc -b)", check: () => program("tsc", ["-b", "--pretty", "false"]) },
  {
    name: "migrations",
    check: async () => {
      const { files, shipped, faults } = checkMigrations();
      return { note: `${String(files)} files, ${String(shipped)} shipped`, faults };
    },
  },
];

async function pass(gate: Gate): Promise<boolean> {
  const start = performance.now();
  let result: Result;
  try {
    result = await gate.check();
  } catch (error) {
    result = { note: "", faults: [error instanceof Error ? error.message : String(error)] };
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const good = result.faults.length === 0;
  const note = result.note === "" ? "" : `  ${result.note}`;
  console.log(
    `${good ? "ok   " : "FAULT"} ${gate.name.padEnd(20)} ${seconds.padStart(5)} s${note}`,
  );
  if (!good) console.log(result.faults.join("\n"));
  return good;
}

/**
 * Runs every gate, also after a fault.
 * @returns how many passed and how many found something
 */
export async function checkAll(): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  for (const gate of gates) if (await pass(gate)) passed += 1;
  return { passed, failed: gates.length - passed };
}

if (import.meta.main) process.exitCode = (await checkAll()).failed === 0 ? 0 : 1;
