import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import type { TargetBehaviour, TargetLevel } from "@trellis/domain/target-behaviour";
import { describe, expect, it } from "vitest";
import {
  type CardDesign,
  cardGroups,
  closedTargets,
  isOutOfOrder,
  movedOrder,
  offCard,
  reordered,
  stateSince,
} from "./card-groups.ts";

const START = civilDate("2026-01-01");
const LATER = civilDate("2026-02-01");

const target = (
  id: string,
  level: TargetLevel,
  part: Partial<TargetBehaviour> = {},
): TargetBehaviour => ({
  id,
  level,
  words: id,
  direction: "decrease",
  closedOn: null,
  ...part,
});
const item = (id: string, part: Partial<CardItem> = {}): CardItem => ({
  id,
  version: 1,
  validFrom: START,
  words: id,
  coverWords: null,
  aspect: "urge",
  scale: { kind: "yes-no" },
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: 0,
  spans: [{ from: START, until: null, state: "asked" }],
  state: "asked",
  ...part,
});
const gone: Partial<CardItem> = {
  state: "retired",
  spans: [{ from: START, until: LATER, state: "asked" }],
};

const CARD: CardDesign = {
  earlierVersions: [],
  targets: [target("call", "qol"), target("drink", "qol"), target("cut", "ltb")],
  items: [
    item("shame", { position: 0 }),
    item("call urge", { targetId: "call", level: "qol", position: 9 }),
    item("drink urge", { targetId: "drink", level: "qol", position: 2 }),
    item("cut act", { targetId: "cut", level: "ltb", position: 4 }),
    item("cut urge", { targetId: "cut", level: "ltb", position: 3 }),
  ],
};

const names = (card: CardDesign) =>
  cardGroups(card).map((group) => [group.target?.id, group.items.map((each) => each.id)]);

describe("the groups of a card", () => {
  it("follow the hierarchy, then the card; items without a target come last", () => {
    expect(names(CARD)).toEqual([
      ["cut", ["cut urge", "cut act"]],
      ["drink", ["drink urge"]],
      ["call", ["call urge"]],
      [undefined, ["shame"]],
    ]);
  });

  it("keep a target that has no item yet and leave out what was taken off", () => {
    const off = item("old", gone);
    const design = { earlierVersions: [], targets: [target("cut", "ltb")], items: [off] };
    expect(cardGroups(design)).toEqual([{ target: design.targets[0], items: [] }]);
    expect(offCard(design)).toEqual([off]);
  });

  it("keep paused and folded items in their places, and show an item of a closed target among the others", () => {
    const closed = target("done", "qol", { closedOn: LATER });
    const design = {
      earlierVersions: [],
      targets: [target("cut", "ltb"), closed],
      items: [
        item("paused", { targetId: "cut", level: "ltb", state: "paused" }),
        item("folded", { targetId: "cut", level: "ltb", state: "folded", position: 1 }),
        item("stray", { targetId: "done", level: "qol" }),
      ],
    };
    expect(names(design)).toEqual([
      ["cut", ["paused", "folded"]],
      [undefined, ["stray"]],
    ]);
    expect(closedTargets(design)).toEqual([closed]);
  });
});

describe("the order of a card", () => {
  it("moves an item among those of its target, and never out of it", () => {
    expect(movedOrder(CARD, { itemId: "cut act" }, -1)?.slice(0, 2)).toEqual([
      "cut act",
      "cut urge",
    ]);
    expect(movedOrder(CARD, { itemId: "cut act" }, 1)).toBeNull();
    expect(movedOrder(CARD, { itemId: "nowhere" }, 1)).toBeNull();
  });

  it("moves a target with all its items among those of its level", () => {
    expect(movedOrder(CARD, { targetId: "drink" }, 1)).toEqual([
      "cut urge",
      "cut act",
      "call urge",
      "drink urge",
      "shame",
    ]);
    expect(movedOrder(CARD, { targetId: "drink" }, -1)).toBeNull();
  });

  it("stands as it was asked for", () => {
    const order = movedOrder(CARD, { targetId: "drink" }, 1) ?? [];
    expect(names(reordered(CARD, order)).slice(1, 3)).toEqual([
      ["call", ["call urge"]],
      ["drink", ["drink urge"]],
    ]);
  });

  it("is the phone's when the items of each target stand together", () => {
    expect(isOutOfOrder(CARD)).toBe(false);
    const late = item("drink act", { targetId: "drink", level: "qol", position: 20 });
    expect(isOutOfOrder({ ...CARD, items: [...CARD.items, late] })).toBe(true);
  });
});

describe("the present state of an item", () => {
  it("holds since the newest change of it", () => {
    expect(stateSince(item("a"))).toBe(START);
    expect(stateSince(item("b", gone))).toBe(LATER);
    const folded: Partial<CardItem> = {
      state: "folded",
      spans: [
        { from: START, until: LATER, state: "asked" },
        { from: LATER, until: null, state: "folded" },
      ],
    };
    expect(stateSince(item("c", folded))).toBe(LATER);
    expect(stateSince(item("d", { spans: [], state: "paused" }))).toBeNull();
  });
});
