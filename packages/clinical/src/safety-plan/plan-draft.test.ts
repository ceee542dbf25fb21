import { EMPTY_PLAN, SafetyPlan } from "@trellis/domain/safety-plan";
import { expect, test } from "vitest";
import { isEmptyPlan, planDensity, planFaults, tidyPlan } from "./plan-draft.tsx";

const lines = (count: number, length: number) =>
  Array.from({ length: count }, () => ({ words: "w".repeat(length), phone: null }));

test("lines that stayed empty are left out, and what is left can be stored", () => {
  const tidy = tidyPlan({
    ...EMPTY_PLAN,
    signs: [
      { words: "", phone: null },
      { words: " I stop answering messages ", phone: null },
      { words: " \u200d", phone: "" },
    ],
    people: [{ words: "Mara", phone: " 555 0100 " }],
    rightNow: { moves: [{ words: " ", least: 3 }], reason: " the dog ", line: "" },
  });
  expect(tidy).toEqual({
    ...EMPTY_PLAN,
    signs: [{ words: "I stop answering messages", phone: null }],
    people: [{ words: "Mara", phone: "555 0100" }],
    rightNow: { moves: [], reason: "the dog", line: "" },
  });
  expect(SafetyPlan.safeParse(tidy).success).toBe(true);
});

test("a number that is none and a number of nobody are found where they stand", () => {
  const people = [
    { words: "Mara", phone: "call her" },
    { words: "", phone: "555 0100" },
    { words: "Ben", phone: "555 0101" },
  ];
  expect(planFaults({ ...EMPTY_PLAN, people })).toEqual([
    { part: "people", at: 0, what: "phone" },
    { part: "people", at: 1, what: "whose" },
  ]);
});

test("a plan of blanks is empty, and one of one word is not", () => {
  expect(isEmptyPlan({ ...EMPTY_PLAN, alone: [{ words: " ", phone: null }] })).toBe(true);
  const rightNow = { ...EMPTY_PLAN.rightNow, reason: "the dog" };
  expect(isEmptyPlan({ ...EMPTY_PLAN, rightNow })).toBe(false);
});

test("the more there is, the closer it is printed", () => {
  const plan = (count: number, length: number) => ({
    ...EMPTY_PLAN,
    signs: lines(count, length),
    alone: lines(count, length),
    places: lines(count, length),
    people: lines(count, length),
    professionals: lines(count, length),
    safer: lines(count, length),
  });
  expect(planDensity(plan(1, 60))).toBe("roomy");
  expect(planDensity(plan(3, 60))).toBe("close");
  expect(planDensity(plan(5, 80))).toBe("dense");
  expect(planDensity(plan(8, 160))).toBe("tight");
});
