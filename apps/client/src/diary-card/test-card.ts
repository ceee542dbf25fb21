import type { CardItem } from "@trellis/domain/card-item";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";

/** The day of the examples. */
export const DATE = civilDate("2026-03-03");

/** An item that has been asked daily for a month; its id is its words. */
export const anItem = (id: string, change: Partial<CardItem> = {}): CardItem => ({
  id,
  version: 1,
  validFrom: addDays(DATE, -30),
  words: id,
  coverWords: null,
  aspect: "emotion",
  scale: { kind: "rating", min: 0, max: 5 },
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: 0,
  spans: [{ from: addDays(DATE, -30), until: null, state: "asked" }],
  state: "asked",
  ...change,
});

/** Two weeks in which nothing was entered. */
export const aWeek = (items: readonly CardItem[], change: Partial<DiaryWeek> = {}): DiaryWeek => ({
  client: {
    id: "c",
    initials: "R. M.",
    tag: "",
    lifeLine: null,
    closingLine: null,
    zone: "Europe/Madrid",
  },
  from: addDays(DATE, -14),
  to: DATE,
  lastSessionOn: null,
  sessions: [],
  items: [...items],
  earlierVersions: [],
  entries: [],
  cleared: [],
  details: [],
  notes: [],
  riddenOut: [],
  shortDays: [],
  checkedBefore: null,
  usual: [],
  earlierEntryOn: null,
  laterEntryOn: null,
  ...change,
});
