import { isAskedOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, ratingOf, readDay, saveState } from "./card.ts";
import { longDay } from "./days.ts";
import { changeAnswer, WEEK_READ } from "./screen.ts";
import type { SignedInApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();

const groups = (page: Page) => page.getByRole("radiogroup");

async function phoneOf(email: string): Promise<Visit> {
  return visit({ app: "client", email });
}

test("on a day that is too much a few taps are a whole card", async () => {
  const { page, words, api, open } = await phoneOf("imogen@demo.example");
  const today = diaryToday();
  await emptyDay(api, today);
  await open();
  await groups(page).first().waitFor();
  const all = await groups(page).count();
  await page.getByRole("button", { name: words("today_too_much"), exact: true }).click();
  await page.getByText(words("today_short"), { exact: true }).waitFor();
  const few = await groups(page).count();
  expect(few).toBeLessThan(all);
  expect(few).toBeLessThanOrEqual(3);
  await groups(page).first().getByRole("radio").nth(2).click();
  await page.getByRole("button", { name: words("today_done"), exact: true }).click();
  const { closingLine } = (await readDay(api, today)).client;
  await page.getByText(closingLine ?? words("today_thanks_short"), { exact: true }).waitFor();
  const kept = await readDay(api, today);
  expect([kept.shortDays, kept.entries.length]).toEqual([[today], 1]);

  await page.reload();
  await page.getByText(words("today_short"), { exact: true }).waitFor();
  expect(await groups(page).count()).toBe(few);
  await page.getByRole("button", { name: words("today_short_whole"), exact: true }).click();
  await expect.poll(() => groups(page).count()).toBe(all);
  await expect.poll(async () => (await readDay(api, today)).shortDays).toEqual([]);
});

type Found = { readonly date: CivilDate; readonly words: string; readonly value: number | null };

/** A rating of the last two weeks that was entered on its own day, and one that nobody ever entered. */
async function findRatings(api: SignedInApi): Promise<{ entered: Found; empty: Found }> {
  const today = diaryToday();
  const found: Found[] = [];
  for (const date of eachDay(addDays(today, -14), addDays(today, -1)).toReversed()) {
    const day = await readDay(api, date);
    const asked = day.items.filter(
      (item) =>
        item.scale.kind === "rating" &&
        item.scale.max === 5 &&
        item.rhythm === "daily" &&
        isAskedOn(item, date),
    );
    for (const { id, words, version } of asked) {
      const entry = day.entries.find((each) => each.item === id);
      const isPlain = entry?.version === version && !entry.late && entry.corrected === undefined;
      const isNew = entry === undefined && day.cleared.every((each) => each.item !== id);
      if (isPlain && entry.value < 5) found.push({ date, words, value: entry.value });
      else if (isNew) found.push({ date, words, value: null });
    }
  }
  const entered = found.find((each) => each.value !== null);
  const empty = found.find((each) => each.value === null);
  if (entered === undefined || empty === undefined) throw new Error("two weeks without either");
  return { entered, empty };
}

test("a change after the end of its day says so, and a late entry is marked", async () => {
  const { page, words, api, open } = await phoneOf("tobiah@demo.example");
  const { entered: found, empty } = await findRatings(api);
  await open(`/day/${found.date}`);
  await page.getByRole("heading", { level: 1, name: longDay(found.date, "en") }).waitFor();
  await page.getByText(words("today_entered_later"), { exact: true }).waitFor();
  const note = page.getByText(words("today_corrected", { value: String(found.value) }));
  expect(await note.count()).toBe(0);
  await rated(page, words, found.words, 5).click();
  await note.waitFor();
  await saveState(page, words, "sent").waitFor();
  const changed = await readDay(api, found.date);
  const item = changed.items.find((each) => each.words === found.words)?.id;
  expect(changed.entries.find((each) => each.item === item)).toMatchObject({
    value: 5,
    corrected: { from: found.value, on: diaryToday() },
  });
  await page.reload();
  await note.waitFor();

  await open(`/day/${empty.date}`);
  await rated(page, words, empty.words, 1).click();
  await saveState(page, words, "sent").waitFor();
  const filled = (await readDay(api, empty.date)).entries;
  expect(filled).toContainEqual(expect.objectContaining({ value: 1, late: true }));
});

test("the line about the body comes up above the bar of a small phone", async () => {
  const { page, words, api, open } = await phoneOf("rosa@demo.example");
  await page.setViewportSize({ width: 320, height: 480 });
  await open();
  await page.getByRole("radio", { name: words("value_attempt_1") }).click();
  const line = page.getByRole("status").filter({ hasText: words("medical_line_nobody_sees") });
  const bar = await page.getByRole("navigation").last().boundingBox();
  await expect
    .poll(async () => {
      const box = await line.boundingBox();
      return box !== null && bar !== null && box.y > 0 && box.y + box.height <= bar.y;
    })
    .toBe(true);
  await emptyDay(api, diaryToday());
});

test("after ten days away a rating is one tap from opening, and a clock that is off is said", async () => {
  const { page, words, api, open } = await phoneOf("junia@demo.example");
  const later = addDays(diaryToday(), 10);
  await page.clock.install({ time: new Date(`${later}T12:00`) });
  await open();
  const rating = groups(page).first().getByRole("radio").nth(3);
  await rating.click();
  await saveState(page, words, "sent").waitFor();
  expect((await readDay(api, later)).entries).toMatchObject([{ clockOff: true }]);
  await page.getByText(words("today_nice_to_see_you")).waitFor();
  const since = page.getByRole("link", { name: words("today_days_since"), exact: true });
  expect(await since.getAttribute("href")).toMatch(/\/since$/);
  await page.getByText(words.like("today_clock_ahead")).waitFor();
  await emptyDay(api, later);
});

test("cover words stand on the card until the person asks for their own", async () => {
  const { page, words, open } = await phoneOf("junia@demo.example");
  await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
    ...week,
    items: week.items.map((item) =>
      item.words === "Joy" ? { ...item, coverWords: "Blue" } : { ...item, coverWords: null },
    ),
  }));
  await open();
  await ratingOf(page, "Blue").waitFor();
  expect(await page.getByText("Joy", { exact: true }).count()).toBe(0);
  await page.getByRole("button", { name: words("today_cover_off"), exact: true }).click();
  await ratingOf(page, "Joy").waitFor();
  await page.reload();
  await ratingOf(page, "Joy").waitFor();
  await open("/more");
  await page.getByRole("radio", { name: words("more_cover_on"), exact: true }).click();
  await open();
  await ratingOf(page, "Blue").waitFor();
});
