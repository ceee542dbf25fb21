import { type CardItem, isAskedOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, readDay } from "./card.ts";
import { changeAnswer, openClient, THERAPIST, WEEK_READ } from "./screen.ts";
import { boxOf } from "./screens-paper.ts";
import type { SignedInApi } from "./server-api.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();
const today = diaryToday();

/** A feeling of the card, and the days of the last week on which nobody ever entered it. */
async function openDays(api: SignedInApi): Promise<{ feeling: CardItem; days: CivilDate[] }> {
  const { items } = await readDay(api, today);
  const feeling = items.find(
    ({ aspect, scale, rhythm }) =>
      aspect === "emotion" && scale.kind === "rating" && rhythm === "daily",
  );
  if (feeling === undefined) throw new Error("the card asks for no feeling");
  const days: CivilDate[] = [];
  for (const date of eachDay(addDays(today, -6), addDays(today, -1))) {
    const day = await readDay(api, date);
    const isOpen = [...day.entries, ...day.cleared].every(({ item }) => item !== feeling.id);
    if (isOpen && isAskedOn(feeling, date)) days.push(date);
  }
  return { feeling, days };
}

/** What is read out of the row of an item, a text for each day since the last session and one for the weeks before. */
async function saidOf(page: Page, item: string): Promise<readonly string[]> {
  const name = page.getByRole("rowheader").filter({ hasText: item });
  await name.waitFor();
  const cells = page.getByRole("row").filter({ has: name }).getByRole("cell");
  return cells.allTextContents();
}

test("a week that is filled in late is marked so, in the same words for client and therapist", async () => {
  const phone = await visit({ app: "client", email: "junia@demo.example" });
  const { page, words, api, open, address } = phone;
  const { feeling: item, days } = await openDays(api);
  const feeling = item.words;
  expect(days.length).toBeGreaterThan(2);
  // Nothing of the last two weeks has come, so that all of them are open.
  await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
    ...week,
    entries: [],
    notes: [],
    riddenOut: [],
    shortDays: [],
  }));
  await open("/since");
  const pad = page.getByRole("group", { name: new RegExp(`^${feeling}`) });
  const all = eachDay(addDays(today, -14), today);
  for (const [at, date] of days.entries()) {
    await boxOf(phone, feeling, all.length - 1 - all.indexOf(date)).click();
    await pad.getByRole("button", { name: String(at % 6), exact: false }).click();
  }
  const late = async () => {
    const read = await Promise.all(days.map(async (date) => readDay(api, date)));
    return read.map(({ entries }) => {
      // By its id: of an earlier day it comes in the words of that day.
      const entry = entries.find((each) => each.item === item.id);
      return [entry?.value, entry?.late];
    });
  };
  await expect.poll(late).toEqual(days.map((_, at) => [at % 6, true]));

  const week = await phone.context.newPage();
  await week.goto(address("/week"));
  const seen = await saidOf(week, feeling);
  const marked = seen.filter((each) => each.includes(words("week_matrix_late")));
  expect(marked).toHaveLength(days.length);
  const desk = await visit({ app: "clinician", email: THERAPIST });
  await openClient(desk, "J. H.", "session");
  expect(await saidOf(desk.page, feeling)).toEqual(seen);
});
