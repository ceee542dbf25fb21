import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkAll } from "./check.ts";
import { compileMessages } from "./messages.ts";
import { root } from "./root.ts";

type Counts = { passed: number; failed: number; skipped: number };
type Stage = { name: string; what: string; run: () => Promise<Counts> };

const reports = mkdtempSync(join(tmpdir(), "trellis-reports-"));
let child: ChildProcess | undefined;

function runNode(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}

type VitestReport = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};

function countsOf(file: string, code: number): Counts {
  if (!existsSync(file)) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const broken = code !== 0 || !report.success;
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, broken ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function vitest(project: string, ...more: readonly string[]): Promise<Counts> {
  const file = join(reports, `${project}.json`);
  const program = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = [program, "run", "--project", project, "--passWithNoTests", ...reporters, ...more];
  return countsOf(file, await runNode(args));
}

async function build(): Promise<Counts> {
  const normal = await runNode([join(root, "tools/build.ts")]);
  const pseudo = await runNode([join(root, "tools/build.ts"), "--pseudo"]);
  const failed = [normal, pseudo].filter((code) => code !== 0).length;
  return { passed: 2 - failed, failed, skipped: 0 };
}

const stages: Stage[] = [
  {
    name: "check",
    what: "messages, lint, format, unused code, types, migrations",
    run: async () => ({ ...(await checkAll()), skipped: 0 }),
  },
  { name: "domain", what: "rules and other code without a server", run: () => vitest("domain") },
  { name: "server", what: "the server on a real PostgreSQL", run: () => vitest("server") },
  { name: "tools", what: "the gates themselves", run: () => vitest("tools") },
  { name: "build", what: "both apps, and the phone's budget", run: build },
  // Pages wait more than they reckon: three at a time keep two cores busy.
  { name: "e2e", what: "journeys in a browser", run: () => vitest("e2e", "--maxWorkers=3") },
];

async function runStage(stage: Stage): Promise<Counts> {
  console.log(`\n── ${stage.name}: ${stage.what}`);
  const start = performance.now();
  const counts = await stage.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const all = counts.passed + counts.failed;
  console.log(`── ${stage.name}: ${String(counts.passed)} of ${String(all)} in ${seconds} s`);
  return counts;
}

function chosenStages(): Stage[] {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { postgres: { type: "string" } },
  });
  if (values.postgres !== undefined) process.env["TRELLIS_TEST_POSTGRES"] = values.postgres;
  const unknown = positionals.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const names = stages.map((stage) => stage.name).join(", ");
    throw new Error(`There is no stage "${unknown.join('", "')}". Stages: ${names}.`);
  }
  return stages.filter((stage) => positionals.length === 0 || positionals.includes(stage.name));
}

async function main(): Promise<void> {
  const chosen = chosenStages();
  const start = performance.now();
  console.log(`messages: ${await compileMessages({ pseudo: false })}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of chosen) {
    const counts = await runStage(stage);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  console.log(`\n${((performance.now() - start) / 1000).toFixed(0)} s in all`);
  const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : "";
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed${skipped}`);
  if (total.failed > 0) process.exitCode = 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    child?.kill(signal);
    rmSync(reports, { recursive: true, force: true });
    process.exit(1);
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
