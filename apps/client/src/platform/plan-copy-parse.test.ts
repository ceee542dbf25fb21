import { civilDate } from "@trellis/domain/civil-date";
import { EMPTY_PLAN } from "@trellis/domain/safety-plan";
import { expect, test } from "vitest";
import { parseCopy } from "./plan-copy-parse.ts";

const filled = {
  signs: [{ words: "I stop answering", phone: null }],
  alone: [{ words: "Walk", phone: null }],
  places: [{ words: "The library", phone: null }],
  people: [{ words: "Ana", phone: "555 0101" }],
  professionals: [{ words: "Dr. Ruiz", phone: "+34 555 0102" }],
  safer: [{ words: "The keys are with Ana", phone: null }],
  rightNow: { moves: [{ words: "Cold water", least: 3 }], reason: "The dog", line: "It passes" },
  reviewOn: civilDate("2026-05-01"),
};

const copy = {
  clientId: "one",
  plan: {
    version: 2,
    plan: { ...EMPTY_PLAN, ...filled },
    written: { name: "Rosa", isClient: true, at: "2026-03-03T10:00:00.000Z" },
    agreed: { name: "Ada", isClient: false, at: "2026-03-03T11:00:00.000Z" },
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

test("of a plan with a line that cannot be read, or is longer than today's plans, the rest is read", () => {
  const long = { words: "x".repeat(500), phone: null };
  const plan = { ...copy.plan.plan, safer: [7, { phone: "555" }, long], signs: "none" };
  expect(parseCopy(JSON.stringify({ ...copy, plan: { ...copy.plan, plan } }))?.plan?.plan).toEqual({
    ...plan,
    safer: [long],
    signs: [],
  });
});
