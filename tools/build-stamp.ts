import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashInputs } from "./input-hash.ts";
import { root } from "./root.ts";

/** An app that is built for browsers. */
export type App = "client" | "clinician";

const apps: App[] = ["client", "clinician"];

const sources = [
  "package-lock.json",
  "packages/api",
  "packages/clinical",
  "packages/domain",
  "packages/messages",
  "packages/ui/package.json",
  "packages/ui/src",
  "tools/build.ts",
  "tools/build-stamp.ts",
  "tools/bundle-budget.ts",
  "tools/message-output.ts",
  "tools/messages.ts",
  "tools/slim-contract.ts",
  "tsconfig.base.json",
];

/** Where a built app is; the build in the pseudo-locale stands beside it and is never served to people. */
export function builtFolder(app: App, pseudo: boolean): string {
  return join(root, "apps", app, pseudo ? "dist-pseudo" : "dist");
}

/** What a fresh build of an app would be stamped with. */
export function stampOf(app: App): string {
  return `${hashInputs(root, [...sources, `apps/${app}`])}\n`;
}

/** The apps whose build is absent or older than its sources. Loads no build tool, so that a start can ask. */
export function staleApps(pseudo: boolean): App[] {
  return apps.filter((app) => {
    const stamp = join(builtFolder(app, pseudo), ".stamp");
    return !existsSync(stamp) || readFileSync(stamp, "utf8") !== stampOf(app);
  });
}
