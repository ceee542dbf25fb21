import { CONTRACT } from "@trellis/api/contract";
import { overwriteGetLocale } from "@trellis/messages/runtime";
import { expect, test } from "vitest";
import { KNOWN_OPERATIONS, operationWords } from "./operation-words.ts";

/** What leaves no row: it tells nothing of anybody. */
const NOT_AUDITED = ["clinic.read-door"];

test("every operation has words of its own", () => {
  const operations = CONTRACT.map(({ name }) => name).filter((name) => !NOT_AUDITED.includes(name));
  expect(operations.filter((name) => !KNOWN_OPERATIONS.includes(name))).toEqual([]);
  for (const locale of ["en", "es"] as const) {
    overwriteGetLocale(() => locale);
    const words = KNOWN_OPERATIONS.map(operationWords);
    expect(new Set(words).size).toBe(words.length);
  }
});

test("an operation of another version is told by its name", () => {
  expect(operationWords("treatment-plan.read")).toBe("treatment-plan.read");
  expect(operationWords("constructor")).toBe("constructor");
});
