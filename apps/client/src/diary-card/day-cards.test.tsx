import type { CardItem } from "@trellis/domain/card-item";
import { addDays } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { overwriteGetLocale } from "@trellis/messages/runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { CardState } from "./card-state.ts";
import { anItem, aWeek, DATE } from "./test-card.ts";

// The language and the country are looked up in the browser's memory when the screens are loaded.
beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  await import("./day-cards.tsx");
}, 60_000);
afterEach(() => overwriteGetLocale(() => "en"));

const target = { targetId: "target", level: "ltb" } as const;
const items = [
  anItem("urge", { aspect: "urge", ...target }),
  anItem("act", { aspect: "act", scale: { kind: "yes-no" }, position: 1, ...target }),
  anItem("tried to die", { aspect: "attempt", scale: { kind: "attempt" }, position: 2, ...target }),
  anItem("other act", {
    aspect: "act",
    scale: { kind: "yes-no" },
    level: "qol",
    targetId: "other",
  }),
  anItem("minutes lost", {
    aspect: "act",
    scale: { kind: "number", min: 0, max: 999, decimals: 0, unit: "min" },
    level: "tib",
  }),
  anItem("drank", {
    aspect: "substance",
    scale: { kind: "number", min: 0, max: 9, decimals: 1, unit: "l" },
  }),
  anItem("more tablets", {
    aspect: "substance",
    library: "extra-medication",
    scale: { kind: "number", min: 0, max: 9, decimals: 0, unit: "times" },
  }),
  anItem("tablets", { aspect: "medication", scale: { kind: "yes-no" } }),
  anItem("step", { aspect: "step", scale: { kind: "degree" } }),
  anItem("stop", { aspect: "skill", scale: { kind: "skill-use" } }),
  anItem("pause", { aspect: "skill", scale: { kind: "skill-classic" } }),
  anItem("hope", { aspect: "belief", rhythm: "weekly" }),
  anItem("ahead", { aspect: "event", scale: { kind: "yes-no" }, rhythm: "weekly" }),
  anItem("joy"),
];

type Card = { items?: readonly CardItem[]; week?: Partial<DiaryWeek>; state?: Partial<CardState> };

/** The cards of a day on which these values were entered. */
async function cardsWith(values: Record<string, number>, change: Card = {}): Promise<string> {
  const { DayCards } = await import("./day-cards.tsx");
  const { NO_CARD } = await import("./card-state.ts");
  const { loaded } = await import("./item-state.ts");
  const week = aWeek(change.items ?? items, change.week);
  const card = {
    ...NO_CARD,
    week,
    items: new Map(
      Object.entries(values).map(([id, value]) => [`${id} ${DATE}`, loaded(value, true)]),
    ),
    ...change.state,
  };
  return renderToStaticMarkup(<DayCards card={card} week={week} date={DATE} today={DATE} />);
}

/** The question how hard the day was stands on every whole card. */
const HARD = 6;
const radios = (markup: string) => markup.match(/type="radio"/g)?.length ?? 0;

describe("the cards of a day", () => {
  it("start with nothing chosen, above all no act", async () => {
    const empty = await cardsWith({});
    expect(empty).not.toContain("checked");
    expect(empty.match(/<input[^>]*type="(text|time)"[^>]*value="[^"]+"/)).toBeNull();
    expect(radios(empty)).toBe(6 + 2 + 3 + 2 + 2 + 3 + 4 + 8 + 6 + 2 + 6 + HARD);
  });

  it.each([
    ["en", "If you are hurt or have taken something: call ", "Nobody sees this"],
    ["es", "Si tienes una herida o has tomado algo: llama al ", "Nadie"],
  ] as const)(
    "say the one medical line after each act and nothing else (%s)",
    async (locale, line, then) => {
      overwriteGetLocale(() => locale);
      const none = {
        act: 0,
        "tried to die": 0,
        "other act": 0,
        "minutes lost": 0,
        "more tablets": 0,
      };
      const others = { urge: 5, drank: 9, tablets: 0, step: 2, stop: 2, ahead: 1, joy: 0 };
      expect(await cardsWith({ ...none, ...others })).not.toContain(line);
      const acts = [
        { act: 1 },
        { "tried to die": 1 },
        { "tried to die": 2 },
        { "other act": 1 },
        { "minutes lost": 1 },
        { "more tablets": 1 },
      ];
      const medical = (cards: string) => cards.match(new RegExp(`<p>${line}.*?</p>`, "g"));
      const said = new Set<string>();
      for (const act of acts)
        for (const beside of [{}, others, { urge: 0 }] as Record<string, number>[]) {
          const lines = medical(await cardsWith({ ...none, ...beside, ...act })) ?? [];
          expect(lines).toHaveLength(1);
          said.add(lines[0] ?? "");
        }
      expect([...said]).toEqual([expect.stringContaining('<a href="tel:112">112</a>')]);
      expect([...said][0]).toContain(then);
    },
  );
});

describe("what a day asks", () => {
  it("is no more than the short card on a day that is too much", async () => {
    const short = new Map([[`day ${DATE}`, true]]);
    const short3 = await cardsWith({}, { state: { short } });
    expect(radios(short3)).toBe(6 + 2 + 6);
    const chosen = items.map((item) => ({ ...item, short: item.id === "step" }));
    expect(radios(await cardsWith({}, { items: chosen, state: { short } }))).toBe(3);
    const filled = await cardsWith({ stop: 4 }, { items: chosen, state: { short } });
    expect(radios(filled)).toBe(3 + 4);
    const words = new Map([[`how-hard ${DATE}`, "4"]]);
    expect(radios(await cardsWith({}, { items: chosen, state: { short, words } }))).toBe(3 + HARD);
  });

  it("stands in cover words and the words that were in force, and marks no value of another scale", async () => {
    const covered = await cardsWith({}, { items: [anItem("shame", { coverWords: "blue" })] });
    expect(covered).toContain("blue");
    // Its id is its words here, and may stand in the page.
    expect(covered).not.toMatch(/shame(?!")/);

    const { loaded } = await import("./item-state.ts");
    const item = anItem("new words", { version: 2, validFrom: addDays(DATE, 1) });
    const earlier = {
      item: item.id,
      version: 1,
      words: "old words",
      coverWords: null,
      scale: { kind: "rating", min: 1, max: 3 } as const,
      validFrom: addDays(DATE, -9),
    };
    const reworded = await cardsWith(
      {},
      {
        items: [item],
        week: { earlierVersions: [earlier] },
        state: { items: new Map([[`${item.id} ${DATE}`, loaded(3, true, 2)]]) },
      },
    );
    expect(reworded).toContain("old words");
    expect(radios(reworded)).toBe(3 + HARD);
    expect(reworded).not.toContain("checked");
    expect(reworded).toContain("entered as 3, on another scale");
  });

  it("holds quiet items after a yes to the weekly question", async () => {
    const folded = { spans: [{ from: addDays(DATE, -9), until: null, state: "folded" }] } as const;
    const quiet = anItem("urge", { aspect: "urge", ...folded, spans: [...folded.spans] });
    const check = anItem("any?", {
      aspect: "check",
      scale: { kind: "yes-no" },
      rhythm: "weekly",
    });
    const closed = await cardsWith({}, { items: [quiet, check] });
    expect(radios(closed)).toBe(2 + HARD);
    expect(closed).toContain("urge");
    expect(radios(await cardsWith({ "any?": 0 }, { items: [quiet, check] }))).toBe(2 + HARD);
    expect(radios(await cardsWith({ "any?": 1 }, { items: [quiet, check] }))).toBe(6 + 2 + HARD);
  });
});
