import { EMPTY_PLAN } from "@trellis/domain/safety-plan";
import { expect, test } from "vitest";
import { ownMoves } from "./own-moves.ts";

const plan = {
  ...EMPTY_PLAN,
  alone: [{ words: "Walk to the bridge and back", phone: null }],
  rightNow: {
    ...EMPTY_PLAN.rightNow,
    moves: [
      { words: "Make tea", least: 0 },
      { words: "Cold water on my face", least: 4 },
      { words: "Ring Mara", least: 2 },
    ],
  },
};

test("shows what has helped at this strength, what is meant for strong urges first", () => {
  expect(ownMoves(plan, 5)).toEqual({
    from: "strength",
    moves: ["Cold water on my face", "Ring Mara", "Make tea"],
  });
  expect(ownMoves(plan, 3).moves).toEqual(["Ring Mara", "Make tea"]);
});

test("without a move for this strength it shows what the plan says about being alone, and invents none", () => {
  const later = {
    ...plan,
    rightNow: { ...plan.rightNow, moves: [{ words: "Ring Mara", least: 2 }] },
  };
  expect(ownMoves(later, 1)).toEqual({ from: "plan", moves: ["Walk to the bridge and back"] });
  expect(ownMoves(EMPTY_PLAN, 5)).toEqual({ from: "none", moves: [] });
  expect(ownMoves(null, 5)).toEqual({ from: "none", moves: [] });
});
