import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { InlineConfig } from "vite";
import { builtFolder, staleApps, stampOf, type App } from "./build-stamp.ts";
import { checkBudget } from "./bundle-budget.ts";
import { compileMessages, compiledFolder } from "./messages.ts";
import { root } from "./root.ts";
import { slimContract } from "./slim-contract.ts";

const smallestCompressed = 512;

/** Everything in files of our own, hashed names, nothing inlined: the content security policy allows no less. */
function viteConfig(app: App, outDir: string, pseudo: boolean): InlineConfig {
  const messages = join(compiledFolder(pseudo), "$1.js");
  return {
    configFile: join(root, "apps", app, "vite.config.ts"),
    mode: "production",
    logLevel: "warn",
    clearScreen: false,
    plugins: [slimContract],
    resolve: {
      alias: [
        { find: /^@trellis\/messages\/(.+)$/, replacement: messages },
        // React has had the hook itself since 18.
        { find: "use-sync-external-store/shim/index.js", replacement: "react" },
      ],
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: "safari26",
      assetsInlineLimit: 0,
      sourcemap: false,
      manifest: true,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // An import of something that is not there is a warning to the bundler and a fault to people.
      rolldownOptions: {
        // A schema or an operation that a page never uses is made without effect, and left out of it.
        treeshake: { manualPureFunctions: ["z", "operation"] },
        onwarn: (warning) => {
          throw new Error(warning.message);
        },
      },
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Writes .gz and .br beside every text that is worth it. */
async function compress(folder: string): Promise<void> {
  const texts = filesIn(folder).filter((file) =>
    /\.(css|html|js|json|svg|webmanifest)$/.test(file),
  );
  const write = async (file: string) => {
    const content = readFileSync(file);
    if (content.length < smallestCompressed) return;
    writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  };
  await Promise.all(texts.map(write));
}

function refuseInlineScripts(folder: string): void {
  for (const file of filesIn(folder).filter((name) => name.endsWith(".html"))) {
    const inline = /<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\son\w+="/i.exec(
      readFileSync(file, "utf8"),
    );
    if (inline) throw new Error(`${file} has inline code, which its policy forbids: ${inline[0]}`);
  }
}

/** Vite takes NODE_ENV from its surroundings before its own mode, and would bundle React's slow half for tests. */
async function asProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
}

async function buildApp(app: App, pseudo: boolean): Promise<string> {
  const stamp = stampOf(app);
  if (!existsSync(join(root, "apps", app, "index.html"))) {
    throw new Error(`apps/${app} has no index.html.`);
  }
  const target = builtFolder(app, pseudo);
  const fresh = `${target}-${String(process.pid)}`;
  const { build } = await import("vite");
  try {
    await asProduction(async () => build(viteConfig(app, fresh, pseudo)));
    refuseInlineScripts(fresh);
    const phrase = app === "client" && !pseudo ? checkBudget(fresh) : "built";
    await compress(fresh);
    writeFileSync(join(fresh, ".stamp"), stamp);
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
    return phrase;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * Builds the apps whose sources changed since their last build.
 * @throws Error with what the compiler, the budget or the policy has against it
 */
export async function buildApps(options: { pseudo?: boolean } = {}): Promise<void> {
  const pseudo = options.pseudo === true;
  const stale = staleApps(pseudo);
  if (stale.length === 0) return;
  await compileMessages({ pseudo });
  for (const app of stale) {
    const start = performance.now();
    const phrase = await buildApp(app, pseudo);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `Built the ${app} app${pseudo ? " in the pseudo-locale" : ""} in ${seconds} s: ${phrase}.`,
    );
  }
}

if (import.meta.main) {
  try {
    await buildApps({ pseudo: process.argv.includes("--pseudo") });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
