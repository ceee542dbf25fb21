import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { hashInputs } from "./input-hash.ts";
import { type Languages, runtimeScript, runtimeTypes, shorterMessage } from "./message-output.ts";
import { pseudoFile } from "./message-pseudo.ts";
import { messageFaults, type Allowed, type MessageFile } from "./message-rules.ts";
import { root } from "./root.ts";

const source = join(root, "packages/messages");
const inputs = [
  "packages/messages/messages",
  "packages/messages/project.inlang/settings.json",
  "packages/messages/allowed.json",
  "tools/messages.ts",
  "tools/message-rules.ts",
  "tools/message-words.ts",
  "tools/message-output.ts",
  "tools/message-pseudo.ts",
  "node_modules/@inlang/paraglide-js/package.json",
  "node_modules/@inlang/plugin-message-format/package.json",
];

/** Where compiled messages are; the pseudo-locale has a place of its own and never reaches shipped bundles. */
export function compiledFolder(pseudo: boolean): string {
  return pseudo ? join(root, ".cache/messages-pseudo") : join(source, "compiled");
}

function readJson<Value>(path: string): Value {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Value;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON: ${String(error)}`, { cause: error });
  }
}

type Settings = { baseLocale: string; locales: string[]; modules: string[] };

/** Paraglide writes into the project it compiles and takes settings from it, so it gets a copy. */
function writeProject(folder: string, en: MessageFile, pseudo: boolean): string {
  const project = join(folder, "project.inlang");
  mkdirSync(project, { recursive: true });
  cpSync(join(source, "messages"), join(folder, "messages"), { recursive: true });
  const settings = readJson<Settings>(join(source, "project.inlang/settings.json"));
  const modules = settings.modules.map((module) => join(source, module));
  const missing = modules.filter((module) => !existsSync(module));
  if (missing.length > 0) throw new Error(`The message plugin is not installed: ${missing.join()}`);
  const changed = pseudo
    ? { baseLocale: "en-XA", locales: ["en-XA", ...settings.locales] }
    : { baseLocale: settings.baseLocale, locales: settings.locales };
  if (pseudo) {
    writeFileSync(join(folder, "messages/en-XA.json"), JSON.stringify(pseudoFile(en)));
  }
  writeFileSync(
    join(project, "settings.json"),
    JSON.stringify({ ...settings, ...changed, modules }),
  );
  return project;
}

async function runParaglide(project: string, outdir: string): Promise<void> {
  const { compile } = await import("@inlang/paraglide-js");
  await compile({
    project,
    outdir,
    outputStructure: "message-modules",
    strategy: ["baseLocale"],
    isServer: "false",
    disableAsyncLocalStorage: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    emitReadme: false,
    includeEslintDisableComment: false,
    emitTsDeclarations: true,
  });
}

function checkOutput(outdir: string, en: MessageFile, locales: number): void {
  const folder = join(outdir, "messages");
  const compiled = existsSync(folder) ? readdirSync(folder) : [];
  const absent = Object.keys(en).filter((key) => !compiled.includes(`${key}.js`));
  if (absent.length > 0) {
    throw new Error(
      `Paraglide compiled ${String(compiled.length)} of ${String(Object.keys(en).length)} messages; absent: ${absent.slice(0, 5).join(", ")}`,
    );
  }
  for (const key of Object.keys(en)) {
    const texts = readFileSync(join(folder, `${key}.js`), "utf8").matchAll(
      new RegExp(`^const \\w+_${key} = `, "gm"),
    );
    const count = Array.from(texts).length;
    if (count !== locales) {
      throw new Error(
        `"${key}" was compiled for ${String(count)} of ${String(locales)} languages.`,
      );
    }
  }
}

/** Paraglide's runtime and functions know more than a browser needs; see message-output.ts. */
function makeSmaller(outdir: string, en: MessageFile, pseudo: boolean): void {
  const languages: Languages = {
    locales: pseudo ? ["en-XA", "en", "es"] : ["en", "es"],
    followsBrowser: !pseudo,
  };
  writeFileSync(join(outdir, "runtime.js"), runtimeScript(languages));
  writeFileSync(join(outdir, "runtime.d.ts"), runtimeTypes(languages));
  for (const name of ["server.js", "server.d.ts"]) rmSync(join(outdir, name), { force: true });
  for (const key of Object.keys(en)) {
    const file = join(outdir, "messages", `${key}.js`);
    writeFileSync(file, shorterMessage(key, readFileSync(file, "utf8")));
  }
}

function swapIn(fresh: string, target: string, old: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
}

/**
 * Checks the message files and compiles them; does nothing when its inputs are unchanged.
 * @returns what was done, as a phrase for a log line
 * @throws Error with one line per fault
 */
export async function compileMessages(options: { pseudo: boolean }): Promise<string> {
  const target = compiledFolder(options.pseudo);
  const stamp = `${hashInputs(root, inputs)}\n`;
  const stampFile = join(target, ".stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return "unchanged";
  const en = readJson<MessageFile>(join(source, "messages/en.json"));
  const es = readJson<MessageFile>(join(source, "messages/es.json"));
  const faults = messageFaults(en, es, readJson<Allowed>(join(source, "allowed.json")));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  mkdirSync(join(root, ".cache"), { recursive: true });
  const scratch = mkdtempSync(join(root, ".cache/messages-"));
  try {
    const fresh = join(scratch, "out");
    await runParaglide(writeProject(scratch, en, options.pseudo), fresh);
    checkOutput(fresh, en, options.pseudo ? 3 : 2);
    makeSmaller(fresh, en, options.pseudo);
    writeFileSync(join(fresh, ".stamp"), stamp);
    swapIn(fresh, target, join(scratch, "old"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return `${String(Object.keys(en).length)} messages in 2 languages${options.pseudo ? " and the pseudo-locale" : ""}`;
}

if (import.meta.main) {
  try {
    console.log(
      `messages: ${await compileMessages({ pseudo: process.argv.includes("--pseudo") })}`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
