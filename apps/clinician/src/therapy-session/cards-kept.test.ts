import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { cardsKept } from "./cards-kept.ts";

const day = civilDate;
const today = day("2026-03-04");
const item: CardItem = {
  id: "0197f000-0000-7000-8000-000000000001",
  version: 1,
  validFrom: day("2026-01-01"),
  words: "Shame",
  coverWords: null,
  aspect: "emotion",
  scale: { kind: "rating", min: 0, max: 5 },
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: 0,
  spans: [{ from: day("2026-01-01"), until: null, state: "asked" }],
  state: "asked",
};
const entry = (date: string, value = 0) => ({
  item: item.id,
  date: day(date),
  value,
  version: 1,
  late: false,
});
const week = {
  from: day("2026-02-25"),
  to: today,
  items: [item],
  entries: [],
  notes: [],
  riddenOut: [],
  shortDays: [],
};

describe("cards kept", () => {
  it("counts days with a value or a sentence, zero included, each day once", () => {
    const entries = [entry("2026-02-26"), entry("2026-02-26", 3), entry("2026-02-27")];
    const notes = [{ date: day("2026-03-01"), field: "note" as const, words: "tired" }];
    expect(cardsKept({ ...week, entries, notes }, today)).toEqual({ kept: 3, of: 7 });
  });

  it("takes the short card for a card", () => {
    const shortDays = [day("2026-02-26")];
    expect(cardsKept({ ...week, shortDays }, today)).toEqual({ kept: 1, of: 7 });
  });

  it("counts today once it has an entry", () => {
    expect(cardsKept(week, today)).toEqual({ kept: 0, of: 7 });
    expect(cardsKept({ ...week, entries: [entry("2026-03-04")] }, today)).toEqual({
      kept: 1,
      of: 8,
    });
  });

  it("leaves out days before the card began", () => {
    const items = [
      { ...item, spans: [{ from: day("2026-03-02"), until: null, state: "asked" as const }] },
    ];
    expect(cardsKept({ ...week, items }, today)).toEqual({ kept: 0, of: 2 });
    expect(cardsKept({ ...week, items: [] }, today)).toEqual({ kept: 0, of: 0 });
  });
});
