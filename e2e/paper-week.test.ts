import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { reviseCardItem } from "@trellis/api/card-item";
import { listClients } from "@trellis/api/client";
import { readWeek, saveCard } from "@trellis/api/diary-card";
import type { CardOperation } from "@trellis/domain/card-operation";
import { addDays, type CivilDate, civilDate, eachDay } from "@trellis/domain/civil-date";
import type { DiaryEntry } from "@trellis/domain/diary-card";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, itemOf, readDay, shownValues, storedValue } from "./card.ts";
import { shortDay } from "./days.ts";
import { printedPages } from "./printed-pages.ts";
import { openClient, THERAPIST } from "./screen.ts";
import { boxOf } from "./screens-paper.ts";
import type { SignedInApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const CLIENT = "tobiah@demo.example";
/** An item that is changed for good: no other journey on the same product looks for it. */
const REVISED = { client: "M. A.", words: "Anger" };
const SAVE = /\/card-operations$/;

const atDesk = async (): Promise<Visit> => visit({ app: "clinician", email: THERAPIST });

/** The record of a client as they may use it themselves. */
async function asClient(email: string): Promise<SignedInApi> {
  return (await visit({ app: "client", email })).api;
}

async function entryOf(
  api: SignedInApi,
  date: CivilDate,
  words: string,
): Promise<DiaryEntry | undefined> {
  const day = await readDay(api, date);
  return day.entries.find(({ item }) => item === itemOf(day, words).id);
}

test("a card on paper is taken over by keys, and nothing is lost without a network", async () => {
  const api = await asClient(CLIENT);
  const today = diaryToday();
  const before = addDays(today, -1);
  await emptyDay(api, today);
  await emptyDay(api, before);
  const { items } = await readDay(api, today);
  const [first, second] = items.filter(
    ({ scale, rhythm }) => scale.kind === "rating" && rhythm === "daily",
  );
  if (first === undefined || second === undefined) throw new Error("the card has no ratings");

  const desk = await atDesk();
  const { page, words } = desk;
  await openClient(desk, "T. W.", "paper");
  await boxOf(desk, first.words, 1).click();
  await page.keyboard.press("4");
  await boxOf(desk, second.words, 1).click();
  await page.keyboard.type("0");
  await page.getByRole("status").getByText(words("paper_state_saved")).waitFor();
  expect(await entryOf(api, before, first.words)).toMatchObject({ value: 4, paper: true });
  expect(await entryOf(api, before, second.words)).toMatchObject({ value: 0, paper: true });

  await boxOf(desk, first.words, 1).click();
  await page.keyboard.press("ArrowRight");
  await desk.context.setOffline(true);
  desk.expectTrouble(/Failed to load resource: net::/);
  await page.keyboard.type("3");
  await page.getByText(words("paper_state_stuck", { count: 1 }), { exact: false }).waitFor();
  expect(await boxOf(desk, first.words).innerText()).toContain("3");
  await desk.context.setOffline(false);
  await page.getByRole("button", { name: words("retry"), exact: true }).click();
  await page.getByRole("status").getByText(words("paper_state_saved")).waitFor();
  expect(await storedValue(api, today, first.words)).toBe(3);

  await boxOf(desk, first.words).click();
  await page.keyboard.press("Delete");
  await expect.poll(async () => storedValue(api, today, first.words)).toBeNull();
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(async () => storedValue(api, today, first.words)).toBe(3);
});

test("how hard a day was is taken over from paper", async () => {
  const api = await asClient(CLIENT);
  const today = diaryToday();
  await emptyDay(api, today);
  const { items } = await readDay(api, today);
  const first = items.find(({ scale, rhythm }) => scale.kind === "rating" && rhythm === "daily");
  const desk = await atDesk();
  const { page, words } = desk;
  await openClient(desk, "T. W.", "paper");
  await boxOf(desk, first?.words ?? "").click();
  const hard = page.getByRole("radiogroup", { name: words("week_matrix_how_hard"), exact: true });
  await hard.getByRole("radio", { name: "3", exact: true }).click();
  await page.getByRole("status").getByText(words("paper_state_saved")).waitFor();
  expect((await readDay(api, today)).notes).toMatchObject([{ field: "how-hard", words: "3" }]);
  await emptyDay(api, today);
});

test("what the server refuses stays in its box, and leaving asks first", async () => {
  const desk = await atDesk();
  const { page, words } = desk;
  await page.route(SAVE, async (route) => {
    const { operations } = route.request().postDataJSON() as { operations: CardOperation[] };
    const answers = operations.map(({ id }) => ({
      outcome: "refused",
      id,
      code: "item-not-found",
    }));
    await route.fulfill({ json: { answers, receivedAt: new Date().toISOString() } });
  });
  await openClient(desk, "R. L.", "paper");
  const box = boxOf(desk, "Joy");
  await box.click();
  await page.keyboard.press("3");
  await page.getByText(words("paper_state_refused", { count: 1 }), { exact: false }).waitFor();
  expect(await box.innerText()).toContain("3");
  await box.click();
  await page.getByText(words("paper_refused_item"), { exact: true }).waitFor();
  await page.getByRole("link", { name: words("session_tab"), exact: true }).click();
  const ask = page.getByRole("dialog", { name: words("clinician_leave_title"), exact: true });
  await ask.getByRole("button", { name: words("clinician_stay"), exact: true }).click();
  expect(await box.innerText()).toContain("3");
});

test.each(["A4", "Letter"] as const)(
  "a blank card is one page of %s, without a name",
  async (format) => {
    const desk = await atDesk();
    await openClient(desk, "R. L.", "paper");
    const title = desk.words("blank_card_title");
    await desk.page.getByRole("heading", { name: title, exact: true }).waitFor();
    expect(await printedPages(desk.page, format)).toBe(1);
    await desk.page.emulateMedia({ media: "print" });
    const printed = await desk.page.locator("body").innerText();
    expect(printed).not.toContain("R. L.");
    expect(printed).toContain("Hours of sleep");
    expect(printed).toContain(desk.words("medical_line_call", { number: "911" }));

    const phone = await visit({ app: "client", email: CLIENT, locale: "es" });
    await phone.open("/more/my-cards");
    const own = phone.words("blank_card_title");
    await phone.page.getByRole("heading", { name: own, exact: true }).waitFor();
    expect(await printedPages(phone.page, format)).toBe(1);
  },
);

test("a client takes all cards along as a file", async () => {
  const { page, words, open } = await visit({ app: "client", email: CLIENT });
  await open("/more/my-cards");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: words("my_cards_file_save"), exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`my-cards-${diaryToday()}.csv`);
  const text = await readFile(await file.path(), "utf8");
  const [head, ...lines] = text.trimEnd().split("\r\n");
  expect(head?.startsWith("\uFEFFday,kind,what,value")).toBe(true);
  await page.getByText(words("my_cards_file_done", { count: lines.length })).waitFor();
  expect(lines.length).toBeGreaterThan(100);
});

test("the days since are filled in one grid, and the week shows them", async () => {
  const phone = await visit({ app: "client", email: CLIENT });
  const { page, words, open, api } = phone;
  const today = diaryToday();
  await emptyDay(api, today);
  const item = (await readDay(api, today)).items.find(
    ({ scale, rhythm, aspect }) =>
      scale.kind === "rating" && rhythm === "daily" && aspect === "emotion",
  );
  if (item === undefined) throw new Error("the card asks for no feeling");
  await open("/since");
  await boxOf(phone, item.words).click();
  const pad = page.getByRole("group", { name: new RegExp(`^${item.words}`) });
  await pad.getByRole("button", { name: "5", exact: false }).click();
  await expect.poll(async () => storedValue(api, today, item.words)).toBe(5);
  await page.getByRole("link", { name: words("since_to_week"), exact: true }).click();
  expect((await shownValues(page, item.words)).at(-1)).toBe("5");
});

const SPRING = civilDate("2025-03-30");

test.each(["Europe/Madrid", "Pacific/Apia"])(
  "a week in which the clocks change keeps its days (%s)",
  async (timezoneId) => {
    const phone = await visit({
      app: "client",
      email: "marisol@demo.example",
      browser: { timezoneId },
    });
    const { page, open, api } = phone;
    const days = eachDay(addDays(SPRING, -3), addDays(SPRING, 3));
    const day = await readDay(api, diaryToday());
    const item = day.items.find(
      ({ scale, rhythm }) => scale.kind === "rating" && rhythm === "daily",
    );
    if (item === undefined) throw new Error("the card has no rating");
    const operations = days.map((date, at): CardOperation => ({
      id: randomUUID(),
      schema: 1,
      kind: "set",
      date,
      zone: timezoneId,
      madeAt: new Date().toISOString(),
      sequence: at,
      item: item.id,
      version: item.version,
      value: at % 6,
      seen: null,
    }));
    await api.call(saveCard, {
      params: { clientId: api.who.clientId ?? "" },
      body: { operations },
    });
    await open(`/week/${addDays(SPRING, 3)}`);
    expect(await shownValues(page, item.words)).toEqual(days.map((_, at) => String(at % 6)));
    const headings = await page.getByRole("columnheader").getByRole("button").allInnerTexts();
    expect(headings.map((text) => /\d+/.exec(text)?.[0])).toEqual(
      days.map((date) => String(Number(date.slice(8)))),
    );
  },
);

test("a card that is changed in the middle of a week can be read in both halves", async () => {
  const desk = await atDesk();
  const { clients } = await desk.api.call(listClients, {});
  const clientId = clients.find(({ initials }) => initials === REVISED.client)?.id ?? "";
  const today = diaryToday();
  const from = addDays(today, -6);
  const week = await desk.api.call(readWeek, { params: { clientId }, query: { to: today, from } });
  const item = itemOf(week, REVISED.words);
  const { words: was, coverWords, rhythm, short, state } = item;
  await desk.api.call(reviseCardItem, {
    params: { clientId, itemId: item.id },
    body: {
      words: "How strong the wave is",
      coverWords,
      rhythm,
      short,
      state,
      scale: { kind: "rating", min: 0, max: 10 },
      seen: item.version,
    },
  });
  await openClient(desk, REVISED.client, `session?from=${from}&to=${today}`);
  const { page, words } = desk;
  const name = page.getByRole("rowheader", { name: /^How strong the wave is/ });
  await name.waitFor();
  const before = `“${was}”, ${words("scale_rating", { min: 0, max: 5 })}`;
  const day = shortDay(addDays(today, -1), "en");
  expect(await name.innerText()).toContain(
    words("week_matrix_until_version", { day, what: before }),
  );
  const row = page.getByRole("row").filter({ has: name });
  const filled = week.entries.filter((entry) => entry.item === item.id);
  const texts = await row.getByRole("cell").allInnerTexts();
  expect(
    texts.filter((text) => text.includes(words("scale_rating", { min: 0, max: 5 }))),
  ).toHaveLength(filled.length);
});
