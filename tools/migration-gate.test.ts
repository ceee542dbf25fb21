import { expect, test } from "vitest";
import { digest, migrationFaults } from "./migration-rules.ts";

const first = "202611220900_first.sql";
const second = "202611221000_add_item_version.sql";

test("accepts shipped files that did not change and new ones", () => {
  const files = { [first]: "create table a ();", [second]: "create table b ();" };
  expect(migrationFaults(files, { [first]: digest("create table a ();") })).toEqual([]);
});

test.each([
  ["a changed file", { [first]: "create table a (); " }, "was changed"],
  ["a deleted file", { [second]: "" }, "is gone"],
  ["a name without a time", { [first]: "create table a ();", "first.sql": "" }, "is named"],
  [
    "a time that does not exist",
    { [first]: "create table a ();", "202613010000_x.sql": "" },
    "no such time",
  ],
  ["two at one time", { [first]: "create table a ();", "202611220900_b.sql": "" }, "same time"],
])("refuses %s", (_, files: Record<string, string>, sentence) => {
  const faults = migrationFaults(files, { [first]: digest("create table a ();") });
  expect(faults.join("\n")).toContain(sentence);
});
