import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import type { TargetBehaviour, TargetLevel } from "@trellis/domain/target-behaviour";
import { describe, expect, it } from "vitest";
import { cardGroups, offCard } from "./card-groups.ts";

const target = (id: string, level: TargetLevel): TargetBehaviour => ({
  id,
  level,
  words: id,
  direction: "decrease",
});
const item = (id: string, part: Partial<CardItem> = {}): CardItem => ({
  id,
  version: 1,
  words: id,
  aspect: "urge",
  scale: { kind: "yes-no" },
  level: null,
  targetId: null,
  position: 0,
  validFrom: civilDate("2026-01-01"),
  retiredOn: null,
  ...part,
});

describe("the groups of a card", () => {
  it("follow the hierarchy, then the card; items without a target come last", () => {
    const design = {
      targets: [target("call", "qol"), target("drink", "qol"), target("cut", "ltb")],
      items: [
        item("shame", { position: 0 }),
        item("call urge", { targetId: "call", level: "qol", position: 9 }),
        item("drink urge", { targetId: "drink", level: "qol", position: 2 }),
        item("cut act", { targetId: "cut", level: "ltb", position: 4 }),
        item("cut urge", { targetId: "cut", level: "ltb", position: 3 }),
      ],
    };
    expect(
      cardGroups(design).map((group) => [group.target?.id, group.items.map((i) => i.id)]),
    ).toEqual([
      ["cut", ["cut urge", "cut act"]],
      ["drink", ["drink urge"]],
      ["call", ["call urge"]],
      [undefined, ["shame"]],
    ]);
  });

  it("keep a target that has no item yet and leave out what was taken off", () => {
    const off = item("old", { retiredOn: civilDate("2026-02-01") });
    const design = { targets: [target("cut", "ltb")], items: [off] };
    expect(cardGroups(design)).toEqual([{ target: design.targets[0], items: [] }]);
    expect(offCard(design)).toEqual([off]);
  });
});
