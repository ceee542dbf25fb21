import type { CardItem } from "@trellis/domain/card-item";
import { describe, expect, it } from "vitest";
import { cardGroups } from "./card-groups.ts";
import { anItem } from "./test-card.ts";

const names = (items: CardItem[]) =>
  cardGroups(items).map((group) =>
    "skills" in group
      ? group.skills.map((skill) => skill.id)
      : [group.item.id, ...group.acts.map((act) => act.id)],
  );

describe("the cards of a day", () => {
  it("stand in card order, with what was done inside the card of its urge", () => {
    const items = [
      anItem("joy", { position: 1 }),
      anItem("did it", { aspect: "act", targetId: "t", level: "ltb", position: 9 }),
      anItem("attempt", { aspect: "attempt", targetId: "t", level: "ltb", position: 8 }),
      anItem("drank", { aspect: "substance", targetId: "t", level: "ltb", position: 10 }),
      anItem("urge", { aspect: "urge", targetId: "t", level: "ltb", position: 2 }),
      anItem("lone act", { aspect: "act", targetId: "u", level: "qol" }),
      anItem("act of none", { aspect: "act", position: 3 }),
    ];
    expect(names(items)).toEqual([
      ["urge", "attempt", "did it", "drank"],
      ["lone act"],
      ["joy"],
      ["act of none"],
    ]);
  });

  it("are one for all skills", () => {
    const items = [
      anItem("joy", { position: 1 }),
      anItem("stop", { aspect: "skill", level: "skill", position: 2 }),
      anItem("observe", { aspect: "skill", level: "skill", position: 1 }),
    ];
    expect(names(items)).toEqual([["observe", "stop"], ["joy"]]);
  });
});
