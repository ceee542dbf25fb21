import { civilDate } from "@trellis/domain/civil-date";
import { EMPTY_PLAN } from "@trellis/domain/safety-plan";
import { expect, test } from "vitest";
import { parseCopy } from "./plan-copy-parse.ts";

const copy = {
  clientId: "one",
  plan: {
    version: 2,
    plan: { ...EMPTY_PLAN, alone: [{ words: "Walk", phone: null }] },
    written: { name: "Rosa", isClient: true, at: "2026-03-03T10:00:00.000Z" },
    agreed: null,
  },
  coaching: [
    {
      name: "Ada",
      kind: "therapist" as const,
      from: civilDate("2025-01-01"),
      until: null,
      times: { phone: "555 0100", hours: "until nine", limits: "" },
    },
  ],
  on: civilDate("2026-03-04"),
};

test("a copy is read as it was kept", () => {
  expect(parseCopy(JSON.stringify(copy))).toEqual(copy);
});

test("what is no copy counts as none, and of a broken one the whole parts are read", () => {
  for (const none of ["", "null", "[]", "{", '{"clientId":1}', '{"clientId":"one","on":"soon"}'])
    expect(parseCopy(none)).toBeNull();
  const broken = { ...copy, plan: { version: "two" }, coaching: [{}, ...copy.coaching] };
  expect(parseCopy(JSON.stringify(broken))).toEqual({ ...copy, plan: null });
});
