import type { CardItem } from "@trellis/domain/card-item";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { cardGroups } from "./card-groups.ts";

const date = civilDate("2026-03-03");
const item = (id: string, change: Partial<CardItem>): CardItem => ({
  id,
  version: 1,
  words: id,
  aspect: "emotion",
  scale: { kind: "rating", min: 0, max: 5 },
  level: null,
  targetId: null,
  position: 0,
  validFrom: addDays(date, -30),
  retiredOn: null,
  ...change,
});
const names = (items: CardItem[]) =>
  cardGroups(items, date).map((group) => [group.item.id, ...group.acts.map((act) => act.id)]);

describe("the cards of a day", () => {
  it("stand in card order, with an act inside the card of its urge", () => {
    const items = [
      item("joy", { position: 1 }),
      item("did it", { aspect: "act", targetId: "t", level: "ltb", position: 9 }),
      item("urge", { aspect: "urge", targetId: "t", level: "ltb", position: 2 }),
      item("lone act", { aspect: "act", targetId: "u", level: "qol" }),
      item("act of none", { aspect: "act", position: 3 }),
    ];
    expect(names(items)).toEqual([["urge", "did it"], ["lone act"], ["joy"], ["act of none"]]);
  });

  it("leave out what is not asked on that day, and give a lone act its own card", () => {
    const items = [
      item("urge", { aspect: "urge", targetId: "t", level: "ltb", retiredOn: date }),
      item("did it", { aspect: "act", targetId: "t", level: "ltb" }),
      item("new", { validFrom: addDays(date, 1) }),
    ];
    expect(names(items)).toEqual([["did it"]]);
  });
});
