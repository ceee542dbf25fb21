import { type CivilDate, eachDay, addDays } from "@trellis/domain/civil-date";
import type { CoachingTimes } from "@trellis/domain/coaching-call";
import { isOpenOn, type QuietAnswer } from "@trellis/domain/quiet-items";
import { itemVersions, placeItem, versionOn } from "./card-history.ts";
import { atMinute, drawKeeping, type KeptDay, sessionDays } from "./card-keeping.ts";
import { drawValues, fitToScale } from "./card-value.ts";
import type {
  DemoAccount,
  DemoClient,
  DemoClinic,
  DemoEntry,
  DemoItem,
  DemoNote,
} from "./demo-clinic.ts";
import { drawCourse } from "./latent-course.ts";
import { createRandom, inTurn, type Random } from "./random.ts";
import {
  correctOne,
  drawShortDays,
  noteHardness,
  rideOut,
  weeklyDays,
  writeDetails,
  writePlans,
} from "./record-beside.ts";
import { COMING_BACK } from "./story-coming-back.ts";
import { EARLY_STAGE } from "./story-early-stage.ts";
import { FEW_DAYS } from "./story-few-days.ts";
import { IN_SPANISH } from "./story-in-spanish.ts";
import { ROOM_FOR_MORE } from "./story-room-for-more.ts";
import { SUBSTANCES } from "./story-substances.ts";
import type { Story } from "./story.ts";

export const STORIES: readonly Story[] = [
  EARLY_STAGE,
  SUBSTANCES,
  ROOM_FOR_MORE,
  COMING_BACK,
  FEW_DAYS,
  IN_SPANISH,
];

/** Length of a record. */
export const DEMO_WEEKS = 26;
export const DEMO_SEED = 20_260_301;

const THERAPIST = {
  key: "therapist",
  name: "Dr. Ada Okafor",
  email: "ada.okafor@demo.example",
  locale: "en",
} as const;

/** Numbers between 555-0100 and 555-0199 are kept free for stories: they reach nobody. */
const SETTINGS: DemoClinic["clinic"]["settings"] = {
  contacts: [
    {
      name: "Dr. Okafor, coaching (made up)",
      phone: "212-555-0143",
      about: "Before you act, until nine in the evening",
    },
    {
      name: "Front desk (made up)",
      phone: "212-555-0142",
      about: "To move an appointment, Monday to Friday",
    },
  ],
  sessionHours: "Monday to Thursday, 9 to 6",
  coachingHours: "Every day until 9 in the evening",
};

const COACHING: CoachingTimes = {
  phone: "212-555-0143",
  hours:
    "Every day from eight in the morning until nine in the evening. I call back within the hour.",
  limits:
    "Ten minutes, for a skill right now. Call before, not after. On the last Sunday of the month I am away; then the clinic's numbers help.",
};

/**
 * The demo clinic: one therapist, six invented people, twenty-six weeks each up to the day before
 * `today`. The same seed and day give the same clinic, ids included.
 * @param today the day by UTC; nothing in the result is dated or made at or after its midnight in UTC
 */
export function generateDemoClinic({
  today,
  seed = DEMO_SEED,
}: {
  readonly today: CivilDate;
  readonly seed?: number;
}): DemoClinic {
  const since = addDays(today, -7 * DEMO_WEEKS);
  const began = atMinute(since, 0, "UTC");
  const account = (
    kind: DemoAccount["kind"],
    who: { key: string; name: string; email: string; locale: "en" | "es" },
  ) => ({
    id: createRandom(seed, `account ${who.key}`).uuid(began),
    kind,
    name: who.name,
    email: who.email,
    locale: who.locale,
  });
  return {
    clinic: {
      code: "demo",
      name: "Harbour Street DBT (made up)",
      appName: "Daybook",
      country: "US",
      zone: "America/New_York",
      settings: SETTINGS,
    },
    therapist: account("clinician", THERAPIST),
    coaching: COACHING,
    clients: STORIES.map((story) =>
      tellStory(
        story,
        { since, today, seed },
        account("client", { ...story, email: emailOf(story.name) }),
      ),
    ),
  };
}

/** `first name@demo.example`; the domain is reserved and reaches nobody (RFC 2606). */
const emailOf = (name: string) => `${(name.split(" ")[0] ?? "client").toLowerCase()}@demo.example`;

type Frame = { readonly since: CivilDate; readonly today: CivilDate; readonly seed: number };

/** The card of one person, and what each item would be on each day. */
function drawCard(story: Story, { since, today, seed }: Frame) {
  const random = (purpose: string) => createRandom(seed, `${story.key} ${purpose}`);
  const days = eachDay(since, addDays(today, -1));
  const began = atMinute(since, 0, "UTC");
  const course = drawCourse(story.course, days, random("course"));
  const ids = random("ids");
  const id = ids.uuid(began);
  const targets = story.targets.map((target) => ({ ...target, id: ids.uuid(began) }));
  const byKey = new Map(targets.map((target) => [target.key, target]));
  const items = story.items.map((item, position) =>
    placeItem(
      item,
      { id: ids.uuid(began), position, versions: itemVersions(item, since, today) },
      byKey,
    ),
  );
  const drawn = drawValues(story.items, days, course, random("values"));
  const values = story.items.map((item) => drawn.get(item.key) ?? []);
  return { random, ids, id, days, course, targets, items, values };
}

/** Which days are kept and how, and what was entered on them. */
function keepCard(
  story: Story,
  { since, today }: Frame,
  { random, days, course, items, values }: ReturnType<typeof drawCard>,
) {
  const kept = drawKeeping(
    story.keeping,
    { days, course, zone: story.zone },
    atMinute(today, 0, "UTC"),
    random("keeping"),
  );
  const held = sessionDays(days, { ...story.sessions, away: story.keeping.away });
  const weekly = weeklyDays(kept, days, held);
  const short = drawShortDays(story, course, kept, random("short"));
  const answers = quietAnswers(story, values, days, weekly);
  const entries = kept.flatMap((day) =>
    entriesOf(
      {
        day,
        date: days[day.day] ?? since,
        items,
        values,
        story,
        isShort: short.has(day.day),
        isWeekly: weekly.has(day.day),
        answers,
      },
      random(`day ${day.day}`),
    ),
  );
  return { kept, held, short, entries: correctOne(story, { items, entries, today }) };
}

/** Draws one person's record. */
function tellStory(story: Story, frame: Frame, account: DemoAccount | null): DemoClient {
  const card = drawCard(story, frame);
  const { random, ids, id, days, course, targets, items } = card;
  const { kept, held, short, entries } = keepCard(story, frame, card);
  const beside = { story, items, entries };
  return {
    id,
    account,
    initials: story.initials,
    tag: story.tag,
    lifeLine: story.lifeLine,
    closingLine: story.closingLine ?? null,
    zone: story.zone,
    since: frame.since,
    targets: targets.map(({ key: _key, ...target }) => ({ ...target, closedOn: null })),
    items,
    entries,
    notes: [
      ...writeNotes(story, { days, course, kept }, random("notes")),
      ...noteHardness(story, { days, course, kept }, random("hardness")),
    ],
    details: writeDetails(beside, random("details")),
    riddenOut: rideOut(beside, random("ridden out")),
    shortDays: kept
      .filter(({ day }) => short.has(day))
      .map(({ day, madeAt }) => ({
        date: days[day] ?? frame.since,
        madeAt: new Date(madeAt).toISOString(),
      })),
    plans: writePlans(story, frame.today, random("plans")),
    sessions: held.map((heldOn) => ({
      id: ids.uuid(atMinute(heldOn, 15 * 60, story.zone)),
      heldOn,
    })),
  };
}

/** The answers to the weekly question about folded items, where the card has one. */
function quietAnswers(
  story: Story,
  values: readonly (readonly number[])[],
  days: readonly CivilDate[],
  weekly: ReadonlySet<number>,
): QuietAnswer[] {
  const asked = values[story.items.findIndex((item) => item.aspect === "check")];
  return asked === undefined
    ? []
    : [...weekly].flatMap((day) => {
        const date = days[day];
        return date === undefined ? [] : [{ date, value: asked[day] ?? 0 }];
      });
}

function entriesOf(
  kept: {
    readonly day: KeptDay;
    readonly date: CivilDate;
    readonly items: readonly DemoItem[];
    readonly values: readonly (readonly number[])[];
    readonly story: Story;
    /** The short card was enough. */
    readonly isShort: boolean;
    /** The day on which what is asked once a week was answered. */
    readonly isWeekly: boolean;
    readonly answers: readonly QuietAnswer[];
  },
  random: Random,
): DemoEntry[] {
  const { day, date, story } = kept;
  const madeAt = new Date(day.madeAt).toISOString();
  const isOpen = isOpenOn(kept.answers, date);
  return kept.items.flatMap((item, index) => {
    const skipped = random.chance(story.keeping.skippedItem);
    const told = story.items[index];
    const isAsked =
      told?.rhythm === "weekly"
        ? kept.isWeekly
        : !skipped && (!kept.isShort || told?.short === true);
    const inForce = versionOn(item.versions, date, isOpen);
    const drawn = kept.values[index]?.[day.day];
    if (!isAsked || inForce === null || drawn === undefined || Number.isNaN(drawn)) return [];
    const value = fitToScale(inForce.scale, drawn);
    return [
      {
        item: item.id,
        date,
        value,
        version: inForce.version,
        madeAt,
        zone: story.zone,
        late: day.late,
      },
    ];
  });
}

/** Probability of a sentence beside a kept day, and of one worth keeping. */
const NOTE = 0.24;
const KEEP = 0.2;
/** The course from which a sentence comes from the hard list. */
const HARD = 2.6;

function writeNotes(
  story: Story,
  record: {
    readonly days: readonly CivilDate[];
    readonly course: readonly number[];
    readonly kept: readonly KeptDay[];
  },
  random: Random,
): DemoNote[] {
  const hard = inTurn(story.phrases.hard, random);
  const plain = inTurn(story.phrases.plain, random);
  const keep = inTurn(story.phrases.keep, random);
  return record.kept.flatMap(({ day, madeAt }) => {
    const date = record.days[day];
    if (date === undefined) return [];
    const beside = { date, madeAt: new Date(madeAt).toISOString() };
    const notes: DemoNote[] = [];
    if (random.chance(NOTE)) {
      const words = (record.course[day] ?? 0) >= HARD ? hard() : plain();
      notes.push({ ...beside, field: "note", words });
    }
    if (random.chance(KEEP)) notes.push({ ...beside, field: "worth-keeping", words: keep() });
    return notes;
  });
}
