import type { CardItem } from "@trellis/domain/card-item";
import { addDays } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { diaryToday, saveState } from "./card.ts";
import { changeAnswer, type Screen, WEEK_READ } from "./screen.ts";
import type { Visit } from "./visit.ts";

const CLIENT = "rosa@demo.example";
const today = diaryToday();

const kind = (at: number, words: string, change: Partial<CardItem>): CardItem => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
  version: 1,
  validFrom: addDays(today, -30),
  words,
  coverWords: null,
  aspect: "emotion",
  scale: { kind: "rating", min: 0, max: 5 },
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: at,
  spans: [{ from: addDays(today, -30), until: null, state: "asked" }],
  state: "asked",
  ...change,
});

const DIE = "00000000-0000-4000-8000-00000000009d";
const folded = [{ from: addDays(today, -20), until: null, state: "folded" as const }];

/** One of each kind of item that a card can have. */
export const KINDS: readonly CardItem[] = [
  kind(1, "Urge to die", { aspect: "urge", level: "ltb", targetId: DIE, coverWords: "Grey" }),
  kind(2, "Something to end my life", {
    aspect: "attempt",
    scale: { kind: "attempt" },
    level: "ltb",
    targetId: DIE,
  }),
  kind(3, "Drinks", {
    aspect: "substance",
    scale: { kind: "number", min: 0, max: 99, decimals: 1, unit: "glasses" },
  }),
  kind(4, "Sleep", {
    aspect: "number",
    scale: { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true },
  }),
  kind(5, "Call the college", { aspect: "step", scale: { kind: "degree" }, level: "qol" }),
  kind(6, "Opposite action", { aspect: "skill", scale: { kind: "skill-use" } }),
  kind(7, "STOP", { aspect: "skill", scale: { kind: "skill-classic" } }),
  kind(8, "I can get the life I want", { aspect: "belief", rhythm: "weekly" }),
  kind(9, "Something is coming up", {
    aspect: "event",
    scale: { kind: "yes-no" },
    rhythm: "weekly",
  }),
  kind(10, "Any of these this week?", {
    aspect: "check",
    scale: { kind: "yes-no" },
    rhythm: "weekly",
  }),
  kind(11, "Urge to hit somebody", { aspect: "urge", spans: folded, state: "folded" }),
];

function allKinds(week: DiaryWeek): DiaryWeek {
  const entry = (at: number, value: number, back = 0) => ({
    item: KINDS[at - 1]?.id ?? "",
    date: addDays(today, -back),
    value,
    version: 1,
    late: false,
  });
  const entries = [
    entry(1, 4),
    entry(2, 1),
    entry(3, 2.5),
    entry(4, 7.25),
    entry(5, 1),
    entry(6, 4),
    entry(7, 5),
    entry(8, 3, 1),
    entry(9, 1),
  ];
  return {
    ...week,
    lastSessionOn: addDays(today, -5),
    items: [...KINDS],
    earlierVersions: [],
    entries: [...entries, { ...entry(1, 2, 1), corrected: { from: 5, on: today } }],
    details: [],
    notes: [],
    riddenOut: [
      { id: DIE, date: today, item: entry(1, 0).item, before: 4, after: 1, moves: ["STOP"] },
    ],
  };
}

async function openKinds({ page, words, open }: Visit, path = "/"): Promise<void> {
  await changeAnswer<DiaryWeek>(page, WEEK_READ, allKinds);
  await open(path);
  await page.getByRole("button", { name: words("today_cover_off"), exact: true }).waitFor();
}

/** Today and the days before it, with what a card can ask beyond the card of the demo. */
export const TODAY_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "today with every kind of item",
    email: CLIENT,
    arrive: async (visit) => {
      await openKinds(visit);
      await visit.page.getByText(visit.words("medical_line_nobody_sees")).waitFor();
    },
  },
  {
    name: "an earlier day with a correction",
    email: CLIENT,
    arrive: async (visit) => {
      await openKinds(visit, `/day/${addDays(today, -1)}`);
      await visit.page.getByText(visit.words("today_corrected", { value: "5" })).waitFor();
    },
  },
  {
    name: "today after days away, with the short card",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
        ...week,
        entries: [],
        notes: [],
        riddenOut: [],
        shortDays: [],
        earlierEntryOn: addDays(today, -20),
      }));
      await open();
      await page.getByText(words("today_nice_to_see_you")).waitFor();
      await page.getByRole("button", { name: words("today_too_much"), exact: true }).click();
      await page.getByText(words("today_short"), { exact: true }).waitFor();
      await saveState(page, words, "sent").waitFor();
    },
  },
  {
    name: "the lines of the card",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await open("/more/lines");
      await page.getByLabel(words("lines_closing")).waitFor();
    },
  },
];
