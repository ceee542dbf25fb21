import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import { itemVersions } from "./card-history.ts";
import { atMinute } from "./card-keeping.ts";
import { drawValues, fitToScale } from "./card-value.ts";
import type { DemoClient, DemoEntry } from "./demo-clinic.ts";
import { type Course, drawCourse } from "./latent-course.ts";
import { createRandom, hashText, type Random } from "./random.ts";
import {
  habit,
  intensity,
  quantity,
  type StoryItem,
  type StoryTarget,
  urgeAndAct,
} from "./story.ts";

const ZONES = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
] as const;

const COURSE: Course = {
  persistence: 0.6,
  swing: 1,
  weekday: [0.2, 0, 0, 0, 0, 0.1, 0.3],
  steps: [{ weeksAgo: Infinity, level: 1.8 }],
};

const TARGETS: readonly StoryTarget[] = [
  { key: "hurt", words: "Hurting myself", level: "ltb", direction: "decrease" },
  { key: "stay", words: "Staying in the session", level: "tib", direction: "increase" },
  { key: "people", words: "Seeing people", level: "qol", direction: "increase" },
];

const [HURT_URGE, HURT_ACT] = urgeAndAct(
  "hurt",
  { urge: "Urge to hurt myself", act: "Hurt myself" },
  { offset: -0.9, pull: 1, noise: 0.8 },
);

/** The kinds of which a card is made up, over and over. */
const PATTERN: readonly StoryItem[] = [
  HURT_URGE,
  HURT_ACT,
  intensity("quit-urge", "Urge to quit therapy", "urge", "stay", {
    offset: -1.2,
    pull: 0.8,
    noise: 0.8,
  }),
  intensity("sadness", "Sadness", "emotion", null, { offset: 0.2, pull: 0.8, noise: 0.8 }),
  intensity("shame", "Shame", "emotion", null, { offset: 0, pull: 0.9, noise: 0.8 }),
  intensity("joy", "Joy", "emotion", null, { offset: 3, pull: -0.7, noise: 0.9 }),
  {
    key: "sleep",
    words: "Hours of sleep",
    aspect: "number",
    scale: quantity(24, "h", 2),
    target: null,
    follows: { kind: "hours", byWeekday: [7, 7, 7, 7, 7, 8, 8], pull: -0.4, noise: 1 },
  },
  habit("people-act", "Saw someone", "goal", "people", 0.4, -0.05),
];

/** A card of `count` items; from the second round on the words are numbered. */
const cardOf = (count: number): StoryItem[] =>
  Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / PATTERN.length);
    const item = PATTERN[index % PATTERN.length] ?? HURT_URGE;
    return round === 0
      ? item
      : { ...item, key: `${item.key} ${round + 1}`, words: `${item.words} ${round + 1}` };
  });

type Size = {
  readonly seed: number;
  /** Clients. */
  readonly count: number;
  /** Days of each client, up to the day before `today`; each has every item, so entries = count × days × items. */
  readonly days: number;
  readonly today: CivilDate;
  readonly itemsPerClient: number;
};

/**
 * Nameless clients in any number for measuring, one after the other, so that they need not all be in
 * memory. Seeded; client number n is the same whatever `count` is. No days missing, no notes, a
 * session every seventh day.
 */
export function* generateClients(size: Size): Generator<DemoClient, void, undefined> {
  const since = addDays(size.today, -size.days);
  const days = eachDay(since, addDays(size.today, -1));
  const card = cardOf(size.itemsPerClient);
  const limit = atMinute(size.today, 0, "UTC") - 60_000;
  // One moment for all entries of a day in a zone: a time for each would cost more than the rest.
  const evenings = new Map(
    ZONES.map((zone) => [
      zone,
      days.map((date) => new Date(Math.min(limit, atMinute(date, 20 * 60, zone))).toISOString()),
    ]),
  );
  const began = atMinute(since, 0, "UTC");
  for (let number = 0; number < size.count; number += 1) {
    const zone = ZONES[number % ZONES.length] ?? ZONES[0];
    const random = createRandom(size.seed ^ hashText(`client ${number}`), "clients");
    yield drawClient(
      {
        number,
        zone,
        since,
        today: size.today,
        days,
        card,
        madeAt: evenings.get(zone) ?? [],
        began,
      },
      random,
    );
  }
}

function drawClient(
  plan: {
    readonly number: number;
    readonly zone: string;
    readonly since: CivilDate;
    readonly today: CivilDate;
    readonly days: readonly CivilDate[];
    readonly card: readonly StoryItem[];
    readonly madeAt: readonly string[];
    readonly began: number;
  },
  random: Random,
): DemoClient {
  const { number, zone, since, today, days, card, began } = plan;
  const id = random.uuid(began);
  const targets = TARGETS.map((target) => ({ ...target, id: random.uuid(began) }));
  const items = card.map((item, position) => {
    const target = targets.find((each) => each.key === item.target);
    return {
      id: random.uuid(began),
      aspect: item.aspect,
      targetId: target?.id ?? null,
      level: target?.level ?? null,
      library: null,
      position,
      versions: itemVersions(item, since, today),
    };
  });
  const drawn = drawValues(card, days, drawCourse(COURSE, days, random), random);
  const values = card.map((item) => drawn.get(item.key) ?? []);
  const entries: DemoEntry[] = [];
  days.forEach((date, day) => {
    const madeAt = plan.madeAt[day] ?? "";
    items.forEach((item, index) => {
      const scale = card[index]?.scale ?? { kind: "yes-no" };
      const value = fitToScale(scale, values[index]?.[day] ?? 0);
      entries.push({ item: item.id, date, value, version: 1, madeAt, zone, late: false });
    });
  });
  return {
    id,
    account: null,
    initials: `${letter(number)}. ${letter(Math.floor(number / 26))}.`,
    tag: String(number + 1),
    lifeLine: null,
    closingLine: null,
    zone,
    since,
    targets: targets.map(({ key: _key, ...target }) => ({ ...target, closedOn: null })),
    items,
    entries,
    notes: [],
    details: [],
    riddenOut: [],
    shortDays: [],
    plans: [],
    sessions: days
      .filter((_, day) => day % 7 === 0)
      .map((heldOn) => ({ id: random.uuid(began), heldOn })),
  };
}

const letter = (number: number) => String.fromCharCode(65 + (number % 26));
