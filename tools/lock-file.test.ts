import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completeLock, missingOptional, type LockFile } from "./lock-file.ts";
import { root } from "./root.ts";

test("the lock file names the packages of every platform, so that every npm accepts it", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
  expect(missingOptional(lock), "run node tools/lock-file.ts").toEqual([]);
});

test("a missing package is added for its platform alone, and one that a neighbour brings is not", () => {
  const lock: LockFile = {
    packages: {
      "": {},
      "node_modules/linter": {
        version: "1.0.0",
        dev: true,
        optionalDependencies: {
          "@linter/binding-linux-x64-musl": "1.0.0",
          "@linter/linux-x64": "1.0.0",
        },
      },
      "node_modules/@linter/linux-x64": { version: "1.0.0" },
    },
  };
  const complete = completeLock(lock);
  expect(complete.packages["node_modules/@linter/binding-linux-x64-musl"]).toEqual({
    version: "1.0.0",
    cpu: ["x64"],
    dev: true,
    libc: ["musl"],
    optional: true,
    os: ["linux"],
  });
  expect(missingOptional(complete)).toEqual([]);
});

test("a package whose name does not tell its platform is not guessed at", () => {
  const lock: LockFile = {
    packages: { "node_modules/a": { optionalDependencies: { b: "1.0.0" } } },
  };
  expect(() => completeLock(lock)).toThrow("does not tell its platform");
});
