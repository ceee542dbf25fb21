import { type CivilDate, eachDay, addDays } from "@trellis/domain/civil-date";
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
import { createRandom, type Random } from "./random.ts";
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

/** Draws one person's record. */
function tellStory(
  story: Story,
  record: { readonly since: CivilDate; readonly today: CivilDate; readonly seed: number },
  account: DemoAccount | null,
): DemoClient {
  const { since, today, seed } = record;
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
  const kept = drawKeeping(
    story.keeping,
    { days, course, zone: story.zone },
    atMinute(today, 0, "UTC"),
    random("keeping"),
  );
  return {
    id,
    account,
    initials: story.initials,
    tag: story.tag,
    lifeLine: story.lifeLine,
    zone: story.zone,
    since,
    targets: targets.map(({ key: _key, ...target }) => ({ ...target, closedOn: null })),
    items,
    entries: kept.flatMap((day) =>
      entriesOf(
        { day, date: days[day.day] ?? since, items, values, story },
        random(`day ${day.day}`),
      ),
    ),
    notes: writeNotes(story, { days, course, kept }, random("notes")),
    sessions: sessionDays(days, { ...story.sessions, away: story.keeping.away }).map((heldOn) => ({
      id: ids.uuid(atMinute(heldOn, 15 * 60, story.zone)),
      heldOn,
    })),
  };
}

function entriesOf(
  kept: {
    readonly day: KeptDay;
    readonly date: CivilDate;
    readonly items: readonly DemoItem[];
    readonly values: readonly (readonly number[])[];
    readonly story: Story;
  },
  random: Random,
): DemoEntry[] {
  const { day, date, story } = kept;
  const madeAt = new Date(day.madeAt).toISOString();
  return kept.items.flatMap((item, index) => {
    const skipped = random.chance(story.keeping.skippedItem);
    const inForce = versionOn(item.versions, date);
    const drawn = kept.values[index]?.[day.day];
    if (skipped || inForce === null || drawn === undefined) return [];
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

/** Goes through a list in a random order, all of it before any sentence comes again. */
function inTurn(list: readonly [string, ...string[]], random: Random): () => string {
  let left: string[] = [];
  return () => {
    if (left.length === 0) left = [...list];
    const [words] = left.splice(random.whole(0, left.length - 1), 1);
    return words ?? list[0];
  };
}
