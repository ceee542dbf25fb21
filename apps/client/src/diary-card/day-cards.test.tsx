import type { CardItem } from "@trellis/domain/card-item";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it, vi } from "vitest";

// The language and the country are looked up in the browser's memory when the screens are loaded.
beforeAll(() => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
});

const date = civilDate("2026-03-03");
const item = (id: string, change: Partial<CardItem>): CardItem => ({
  id,
  version: 1,
  words: id,
  aspect: "urge",
  scale: { kind: "rating", min: 0, max: 5 },
  level: "ltb",
  targetId: "target",
  position: 0,
  validFrom: addDays(date, -30),
  retiredOn: null,
  ...change,
});
const items = [
  item("urge", {}),
  item("act", { aspect: "act", scale: { kind: "yes-no" }, position: 1 }),
  item("other act", { aspect: "act", scale: { kind: "yes-no" }, level: "qol", targetId: "other" }),
  item("joy", { aspect: "emotion", level: null, targetId: null }),
];
const week: DiaryWeek = {
  client: { id: "c", initials: "R. M.", tag: "", lifeLine: null, zone: "Europe/Madrid" },
  from: addDays(date, -14),
  to: date,
  lastSessionOn: null,
  sessions: [],
  earlierVersions: [],
  items,
  entries: [],
  notes: [],
  usual: [],
  earlierEntryOn: null,
  laterEntryOn: null,
};

/** The cards of a day on which these values were entered. */
async function cardsWith(values: Record<string, number>): Promise<string> {
  const { DayCards } = await import("./day-cards.tsx");
  const { loaded } = await import("./item-state.ts");
  const card = {
    clientId: "c",
    week,
    problem: null,
    items: new Map(
      Object.entries(values).map(([id, value]) => [`${id} ${date}`, loaded(value, true)]),
    ),
    words: new Map(),
    replaced: new Map(),
  };
  return renderToStaticMarkup(<DayCards card={card} week={week} date={date} isToday />);
}

describe("the cards of a day", () => {
  it("close with the same line whatever was entered", async () => {
    const { DayDone } = await import("./day-done.tsx");
    const cards = await Promise.all([
      cardsWith({}),
      cardsWith({ urge: 0, act: 0, joy: 5 }),
      cardsWith({ urge: 5, act: 1, joy: 0 }),
    ]);
    const closings = cards.map((each) => each.slice(each.lastIndexOf("<textarea")));
    expect(new Set(closings).size).toBe(1);
    expect(closings[0]).toContain(renderToStaticMarkup(<DayDone date={date} isToday />));
  });

  it("start with nothing chosen, above all no act", async () => {
    const empty = await cardsWith({});
    expect(empty).not.toContain("checked");
    expect(empty.match(/type="radio"/g)?.length).toBe(6 + 2 + 2 + 6);
  });

  it("say the one medical line after a life-threatening act and after nothing else", async () => {
    const line = "If you are hurt or have taken something: call ";
    expect(await cardsWith({ urge: 5, act: 0, "other act": 1 })).not.toContain(line);
    const acted = await cardsWith({ act: 1 });
    expect(acted.split(line).length - 1).toBe(1);
    expect(acted).toContain('<a href="tel:112">112</a>. Nobody sees this');
    const medical = (cards: string) => /<p>If you are hurt.*?<\/p>/.exec(cards)?.[0];
    expect(medical(acted)).toBe(medical(await cardsWith({ act: 1, urge: 5, joy: 0 })));
  });
});
