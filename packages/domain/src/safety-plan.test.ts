import { describe, expect, it } from "vitest";
import { changedPlanFields, EMPTY_PLAN, mergePlans, type SafetyPlan } from "./safety-plan.ts";

const line = (words: string) => ({ words, phone: null });
const base: SafetyPlan = { ...EMPTY_PLAN, signs: [line("Tired")], alone: [line("Walk")] };

describe("what two versions differ in", () => {
  it("is named part by part, in the order of the plan", () => {
    expect(changedPlanFields(base, structuredClone(base))).toEqual([]);
    const other: SafetyPlan = {
      ...base,
      reviewOn: "2026-12-01" as SafetyPlan["reviewOn"],
      alone: [{ words: "Walk", phone: "112" }],
      rightNow: { ...base.rightNow, moves: [{ words: "Cold water", least: 4 }] },
    };
    expect(changedPlanFields(base, other)).toEqual(["alone", "rightNow", "reviewOn"]);
  });

  it("is nothing where the parts of a line came in another order", () => {
    const turned = { ...base, signs: [{ phone: null, words: "Tired" }] };
    expect(changedPlanFields(base, turned)).toEqual([]);
  });

  it("is told by the order of lines, too", () => {
    const two = { ...base, signs: [line("a"), line("b")] };
    expect(changedPlanFields(two, { ...two, signs: [line("b"), line("a")] })).toEqual(["signs"]);
  });
});

describe("a plan that both have written meanwhile", () => {
  const own = { ...base, alone: [line("Swim")] };

  it("has what each changed alone", () => {
    const theirs = { ...base, signs: [line("Awake at four")] };
    expect(mergePlans(base, own, theirs)).toEqual({
      merged: { ...base, signs: [line("Awake at four")], alone: [line("Swim")] },
      clashes: [],
    });
  });

  it("keeps one's own where both changed the same part, and says where", () => {
    const theirs = { ...base, alone: [line("Cycle")] };
    const { merged, clashes } = mergePlans(base, own, theirs);
    expect(merged.alone).toEqual([line("Swim")]);
    expect(clashes).toEqual(["alone"]);
    expect(mergePlans(base, own, own).clashes).toEqual([]);
  });
});
