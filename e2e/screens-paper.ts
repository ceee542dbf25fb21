import type { DiaryWeek } from "@trellis/domain/diary-card";
import { changeAnswer, openClient, type Screen, THERAPIST, WEEK_READ } from "./screen.ts";
import type { Visit } from "./visit.ts";

const CLIENT = "imogen@demo.example";

/** Chooses the box of an item on the last day, or on the one so many days before. */
export const boxOf = ({ page }: Pick<Visit, "page">, item: string, back = 0) =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: item, exact: true }) })
    .getByRole("gridcell")
    .nth(-1 - back);

/** What the client's app has of grids and paper. */
export const SINCE_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "the days since, a box chosen",
    email: CLIENT,
    arrive: async (visit) => {
      await visit.open("/since");
      await boxOf(visit, "Shame").click();
      await visit.page.getByRole("group", { name: /^Shame/ }).waitFor();
    },
  },
  {
    name: "cards on paper and as a file",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open("/more/my-cards");
      await page.getByRole("heading", { name: words("blank_card_title"), exact: true }).waitFor();
    },
  },
];

/** The clinician's page of a card on paper, and what stands behind a day. */
export const PAPER_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "a paper week with something that does not fit",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "R. L.", "paper");
      await boxOf(visit, "Hours of sleep (h)").click();
      await page.keyboard.type("99");
      await page.keyboard.press("ArrowUp");
      await page.getByText(words("paper_state_refused", { count: 1 }), { exact: false }).waitFor();
    },
  },
  {
    name: "what stands behind a day",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
        ...week,
        ...everythingOf(week),
      }));
      await openClient(visit, "T. W.", "session");
      await page.getByRole("columnheader").getByRole("button").last().click();
      await page.getByRole("dialog").getByText(words("week_day_changes_same_clinician")).waitFor();
    },
  },
];

/** What somebody wrote behind a day, for the screen that shows it. */
const WRITTEN = {
  keep: "The bench",
  what: "after the phone call",
  moves: ["cold water", "called Ana"],
};
/** The same, as words of a person's own. */
export const WORDS_BEHIND_A_DAY = [WRITTEN.keep, WRITTEN.what, ...WRITTEN.moves];

/** The last day with all that can stand behind its numbers. */
function everythingOf({ items, to: date }: DiaryWeek): Partial<DiaryWeek> {
  const [one, other] = items.filter(({ scale }) => scale.kind === "rating");
  if (one === undefined || other === undefined) throw new Error("the card has no ratings");
  const of = { version: one.version, date };
  return {
    entries: [
      {
        ...of,
        item: one.id,
        value: 2,
        late: true,
        paper: true,
        clockOff: true,
        corrected: { from: 4, on: date },
      },
    ],
    cleared: [{ item: other.id, date, from: 3, on: date }],
    details: [
      { item: one.id, date, field: "about-when", words: "22:00" },
      { item: one.id, date, field: "what", words: WRITTEN.what },
    ],
    notes: [
      { date, field: "worth-keeping", words: WRITTEN.keep },
      { date, field: "how-hard", words: "3" },
    ],
    riddenOut: [{ id: one.id, date, item: one.id, before: 4, after: 1, moves: WRITTEN.moves }],
    shortDays: [date],
  };
}
