import { spawn } from "node:child_process";
import { join } from "node:path";

/** What the linter walks. Named one by one: given the root, it would walk node_modules. */
export const lintedPaths = ["packages", "apps", "tools", "e2e", "bench", "vitest.config.ts"];

/** One complaint of the linter. */
export type Finding = { rule: string; file: string; line: number; message: string };

type Report = {
  diagnostics: {
    message: string;
    code?: string;
    filename: string;
    labels: { span: { line: number } }[];
  }[];
  number_of_files: number;
};

/** Runs a program in a folder and collects what it prints. */
export function run(
  command: string,
  args: string[],
  cwd: string,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The path of a program that npm installed in a checkout. */
export function installed(checkout: string, program: string): string {
  return join(checkout, "node_modules/.bin", program);
}

/** Lints a checkout with its own configuration. */
export async function lint(checkout: string): Promise<{ findings: Finding[]; files: number }> {
  const args = [
    "--type-aware",
    "--report-unused-disable-directives",
    "--no-error-on-unmatched-pattern",
    "-f",
    "json",
    ...lintedPaths,
  ];
  const { output } = await run(installed(checkout, "oxlint"), args, checkout);
  let report: Report;
  try {
    report = JSON.parse(output) as Report;
  } catch (error) {
    throw new Error(`The linter did not run: ${output.slice(0, 2000)}`, { cause: error });
  }
  const findings = report.diagnostics.map((finding) => ({
    rule: finding.code ?? "",
    file: finding.filename,
    line: finding.labels[0]?.span.line ?? 0,
    message: finding.message,
  }));
  return { findings, files: report.number_of_files };
}
