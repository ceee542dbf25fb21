import { describe, expect, it } from "vitest";
import { LibraryId, MOST_ITEMS, NewCardItem } from "./card-item.ts";
import { CARD_TEMPLATES } from "./card-template.ts";
import { ITEM_LIBRARY, libraryItemOf } from "./item-library.ts";
import { skillOf, SKILLS } from "./skill.ts";

const ids = [...ITEM_LIBRARY.map(({ id }) => id), ...SKILLS.map(({ id }) => id)];

describe("the library", () => {
  it("has an id of its own for each item and skill, of the form that cards keep", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(LibraryId.parse(id)).toBe(id);
  });

  it("holds items that a card accepts", () => {
    for (const { id, aspect, scale, rhythm } of ITEM_LIBRARY) {
      const item = {
        id: "0198c0de-0000-7000-8000-000000000000",
        words: id,
        coverWords: null,
        aspect,
        scale,
        rhythm,
        short: false,
        targetId: null,
        library: id,
      };
      expect(NewCardItem.parse(item)).toEqual(item);
    }
  });

  it("is found again by the id that an item of a card keeps", () => {
    expect(libraryItemOf("attempt")?.level).toBe("ltb");
    expect(skillOf("opposite-action")?.module).toBe("emotion");
    expect([libraryItemOf("opposite-action"), skillOf("attempt"), skillOf(null)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("templates", () => {
  it.each(CARD_TEMPLATES.map((template) => [template.id, template] as const))(
    "%s names each item once, asks about staying alive and leaves room",
    (_, { items }) => {
      const all: readonly string[] = items;
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(expect.arrayContaining(["urge-suicide", "attempt", "act-self-harm"]));
      expect(all.length).toBeLessThanOrEqual(MOST_ITEMS / 2);
    },
  );

  it("ask at most a dozen daily items of a client who uses the usual card", () => {
    const usual = CARD_TEMPLATES.find(({ id }) => id === "usual");
    const everyDay = usual?.items.filter((id) => libraryItemOf(id)?.rhythm !== "weekly");
    expect(everyDay).toHaveLength(12);
  });
});
