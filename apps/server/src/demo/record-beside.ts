import { addDays, type CivilDate, daysBetween } from "@trellis/domain/civil-date";
import { atMinute, type KeptDay } from "./card-keeping.ts";
import type {
  DemoDetail,
  DemoEntry,
  DemoItem,
  DemoNote,
  DemoPlan,
  DemoRiddenOut,
} from "./demo-clinic.ts";
import { inTurn, type Random } from "./random.ts";
import type { Story } from "./story.ts";

/** A story with what has been drawn of it. */
type Told = {
  readonly story: Story;
  readonly items: readonly DemoItem[];
  readonly entries: readonly DemoEntry[];
};

/** What is asked once a week is answered on the last kept day before the session, within its week. */
export function weeklyDays(
  kept: readonly KeptDay[],
  days: readonly CivilDate[],
  sessions: readonly CivilDate[],
): ReadonlySet<number> {
  const found = sessions.map((heldOn) => {
    const session = days.indexOf(heldOn);
    return kept.findLast(({ day }) => day < session && day >= session - 7)?.day;
  });
  return new Set(found.filter((day) => day !== undefined));
}

/** The course from which a day is one of the hardest. */
const HARD = 2.4;

/** Kept days on which the short card was enough. */
export function drawShortDays(
  { keeping }: Story,
  course: readonly number[],
  kept: readonly KeptDay[],
  random: Random,
): ReadonlySet<number> {
  const { shortDays = 0 } = keeping;
  return new Set(
    kept
      .map(({ day }) => day)
      .filter((day) => random.chance((course[day] ?? 0) >= HARD ? shortDays : shortDays / 2)),
  );
}

/** Share of kept days on which somebody notes how hard it was. */
const NOTED = 0.6;

/** How hard days were, 0 to 5. */
export function noteHardness(
  story: Story,
  record: {
    readonly days: readonly CivilDate[];
    readonly course: readonly number[];
    readonly kept: readonly KeptDay[];
  },
  random: Random,
): DemoNote[] {
  if (story.notesHardness === undefined) return [];
  return record.kept.flatMap(({ day, madeAt }) => {
    const date = record.days[day];
    if (date === undefined || !random.chance(NOTED)) return [];
    const hard = Math.min(5, Math.max(0, Math.round(record.course[day] ?? 0)));
    return [
      { date, field: "how-hard", words: String(hard), madeAt: new Date(madeAt).toISOString() },
    ];
  });
}

/** Share of acts with a time of day, and of other values with words beside them. */
const WITH_TIME = 0.7;
const WITH_WORDS = 0.85;

/** About when an act was, what was drunk, what is coming up. */
export function writeDetails({ story, items, entries }: Told, random: Random): DemoDetail[] {
  return items.flatMap(({ id }, index) => {
    const beside = story.items[index]?.beside;
    if (beside === undefined) return [];
    const isTime = beside === "about-when";
    const words = isTime ? () => eveningTime(random) : inTurn(beside, random);
    return entries
      .filter((entry) => entry.item === id && entry.value > 0)
      .filter(() => random.chance(isTime ? WITH_TIME : WITH_WORDS))
      .map(({ item, date, madeAt }) => ({
        item,
        date,
        field: isTime ? ("about-when" as const) : ("what" as const),
        words: words(),
        madeAt,
      }));
  });
}

/** To five minutes, as people remember it; before the evening card is filled. */
const eveningTime = (random: Random): string =>
  `${String(random.whole(14, 18))}:${String(5 * random.whole(0, 11)).padStart(2, "0")}`;

/** Urges of 3 and more that were not acted on, put on the card as ridden out. */
export function rideOut({ story, items, entries }: Told, random: Random): DemoRiddenOut[] {
  const { ridesOut, plans } = story;
  if (ridesOut === undefined) return [];
  const idOf = (key: string) => items[story.items.findIndex((item) => item.key === key)]?.id;
  const acts = new Map(
    entries
      .filter(({ item }) => item === idOf(ridesOut.act))
      .map(({ date, value }) => [date, value]),
  );
  const moves = plans.at(-1)?.plan.rightNow.moves ?? [];
  return entries
    .filter(({ item, value, late }) => item === idOf(ridesOut.urge) && value >= 3 && !late)
    .filter(({ date }) => acts.get(date) === 0)
    .filter(() => random.chance(ridesOut.odds))
    .map(({ item, date, value, madeAt }) => ({
      id: random.uuid(Date.parse(madeAt)),
      item,
      date,
      before: value,
      after: value - random.whole(1, 3),
      moves: moves
        .filter(({ least }) => least <= value && random.chance(0.6))
        .map(({ words }) => words),
      madeAt,
    }));
}

/** The entries, one of them changed the day after, the same for both to see. */
export function correctOne(
  { corrects, items: told }: Story,
  record: {
    readonly items: readonly DemoItem[];
    readonly entries: readonly DemoEntry[];
    readonly today: CivilDate;
  },
): readonly DemoEntry[] {
  if (corrects === undefined) return record.entries;
  const item = record.items[told.findIndex(({ key }) => key === corrects.item)]?.id;
  const at = record.entries.findLastIndex(
    (entry) =>
      entry.item === item &&
      !entry.late &&
      entry.value !== corrects.from &&
      daysBetween(entry.date, record.today) >= corrects.daysAgo,
  );
  const entry = record.entries[at];
  if (entry === undefined) return record.entries;
  const corrected = { from: corrects.from, on: addDays(entry.date, 1) };
  return record.entries.with(at, { ...entry, corrected });
}

/** In the afternoon, in a session or beside it. */
const WRITTEN = 15 * 60;
/** Days until the other of the two has agreed. */
const UNTIL_AGREED = 2;

/** Versions of the safety plan, from the first to the newest. */
export function writePlans({ plans, zone }: Story, today: CivilDate, random: Random): DemoPlan[] {
  return plans.map(({ weeksAgo, by, agreed, plan }) => {
    const day = addDays(today, -Math.round(7 * weeksAgo));
    const writtenAt = atMinute(day, WRITTEN, zone);
    return {
      id: random.uuid(writtenAt),
      plan,
      writtenBy: by,
      writtenAt: new Date(writtenAt).toISOString(),
      agreedAt: agreed
        ? new Date(atMinute(addDays(day, UNTIL_AGREED), WRITTEN, zone)).toISOString()
        : null,
    };
  });
}
