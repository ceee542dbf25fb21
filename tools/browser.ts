import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type LaunchOptions } from "playwright-core";
import { root } from "./root.ts";

/** A Chromium, where it came from, and what it needs in its environment. */
export type FoundBrowser = {
  executablePath: string | undefined;
  from: string;
  env: Record<string, string>;
};

const systemPrograms = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** No looking up of hosts and no update: tests speak to the server under test alone. */
const quietFlags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

function packagedVersion(): string | undefined {
  const file = join(root, "node_modules/@sparticuz/chromium/package.json");
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/**
 * Unpacks the Chromium of @sparticuz/chromium. It unpacks into TMPDIR, takes whatever "chromium" lies there, of any
 * version, and brings its libraries along when it believes to be on AWS Lambda. Its own flags are left alone: they
 * switch web security off.
 */
async function unpack(folder: string): Promise<void> {
  const scratch = mkdtempSync(`${folder}-`);
  const before = { ...process.env };
  process.env["TMPDIR"] = scratch;
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs22.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    await packaged.executablePath();
    const fonts = join(scratch, "fonts/fonts.conf");
    writeFileSync(fonts, readFileSync(fonts, "utf8").replaceAll("/tmp/fonts", `${folder}/fonts`));
    if (!existsSync(folder)) renameSync(scratch, folder);
  } finally {
    for (const name of ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function packagedChromium(version: string): Promise<FoundBrowser> {
  const owner = createHash("sha256").update(root).digest("hex").slice(0, 8);
  const folder = join(tmpdir(), `trellis-chromium-${version}-${owner}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, "chromium"),
    from: `@sparticuz/chromium ${version}`,
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

/** Looks for TRELLIS_CHROMIUM, the system's, the packaged and Playwright's own Chromium, in this order. */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env["TRELLIS_CHROMIUM"];
  if (named !== undefined && named !== "packaged") {
    if (!existsSync(named))
      throw new Error(`TRELLIS_CHROMIUM names ${named}, which does not exist.`);
    return { executablePath: named, from: "TRELLIS_CHROMIUM", env: {} };
  }
  const system = systemPrograms.find((path) => existsSync(path));
  if (system !== undefined && named !== "packaged") {
    return { executablePath: system, from: system, env: {} };
  }
  const version = packagedVersion();
  if (version !== undefined && process.platform === "linux") return packagedChromium(version);
  return { executablePath: undefined, from: `playwright-core ${playwrightVersion()}`, env: {} };
}

function playwrightVersion(): string {
  const { version } = createRequire(import.meta.url)("playwright-core/package.json") as {
    version: string;
  };
  return version;
}

/**
 * Starts a headless Chromium.
 * @throws Error with a sentence that says what to install when there is none
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const found = await findBrowser();
  const isRoot = process.getuid?.() === 0;
  const args = [...quietFlags, ...(isRoot ? ["--no-sandbox"] : []), ...(options.args ?? [])];
  try {
    return await chromium.launch({
      headless: true,
      ...options,
      ...(found.executablePath === undefined ? {} : { executablePath: found.executablePath }),
      env: { ...process.env, ...found.env, ...options.env },
      args,
    });
  } catch (error) {
    throw new Error(
      `Chromium (${found.from}) did not start. Install Chromium, or name one in TRELLIS_CHROMIUM.`,
      { cause: error },
    );
  }
}
