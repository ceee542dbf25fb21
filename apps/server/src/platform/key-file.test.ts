import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeRootKey, readKeyFile, readOrMakeKeyFile, writeKeyFile } from "./key-file.ts";

const folder = mkdtempSync(join(tmpdir(), "trellis-keys-"));
const file = join(folder, "keys of a clinic", "keys.json");

afterAll(() => rmSync(folder, { recursive: true }));

test("a key file is made once, for its owner alone, and read again", async () => {
  expect(await readKeyFile(file)).toBeNull();
  const made = await readOrMakeKeyFile(file, Date.UTC(2026, 10, 22));
  expect(made).toHaveLength(1);
  expect(made[0].madeAt).toBe("2026-11-22T00:00:00.000Z");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect(await readOrMakeKeyFile(file, Date.now())).toEqual(made);
  const two = [makeRootKey(Date.now()), made[0]] as const;
  await writeKeyFile(file, two);
  expect(await readKeyFile(file)).toEqual(two);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(file))).toEqual(["keys.json"]);
});

test("a key file that others may read is refused, with what to do", async () => {
  chmodSync(file, 0o640);
  await expect(readKeyFile(file)).rejects.toThrow("chmod 600");
  chmodSync(file, 0o600);
});

test.each([
  ["", "half written"],
  ["{}", "of something else"],
  ['{"trellis":"keys","version":1,"roots":[]}', "without a key"],
  [
    '{"trellis":"keys","version":1,"roots":[{"id":"0123456789abcdef","madeAt":"","secret":"AAAA"}]}',
    "with a short key",
  ],
])("a key file that is %s is refused, and not replaced", async (text) => {
  writeFileSync(file, text, { mode: 0o600 });
  await expect(readOrMakeKeyFile(file, Date.now())).rejects.toThrow("not a whole key file");
});

test("a place that cannot be written is named", async () => {
  writeFileSync(join(folder, "in the way"), "");
  const place = join(folder, "in the way", "keys.json");
  await expect(readOrMakeKeyFile(place, Date.now())).rejects.toThrow("ENOTDIR");
});
