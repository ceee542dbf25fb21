import { saveCard } from "@trellis/api/diary-card";
import type { CardOperation } from "@trellis/domain/card-operation";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, itemOf, rated, readDay, saveState, storedValue } from "./card.ts";
import { settled } from "./page-checks.ts";
import { WEEK_READ } from "./screen.ts";
import { PASSWORD } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const URGE = "Urge to hurt myself";
const DISCONNECTED = /^console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED$/;

/**
 * Today with nothing entered, and with what is fetched behind it. The worker is kept out, because requests that pass
 * it cannot be held up here.
 */
async function openToday(email: string): Promise<Visit> {
  const phone = await visit({ app: "client", email, browser: { serviceWorkers: "block" } });
  await emptyDay(phone.api, diaryToday());
  const listOfUnsent = phone.page.waitForResponse(/\/assets\/waiting-sheet-[\w-]+\.js$/);
  await phone.open();
  await phone.page.getByRole("radiogroup").first().waitFor();
  await listOfUnsent;
  return phone;
}

const isSave = (url: string): boolean => url.endsWith("/card-operations");

/** The operations that the server has answered, in their order; filled as they come. */
function answeredOperations(page: Page): CardOperation[] {
  const answered: CardOperation[] = [];
  page.on("response", (answer) => {
    if (!isSave(answer.url())) return;
    const sent = answer.request().postDataJSON() as { operations: CardOperation[] };
    answered.push(...sent.operations);
  });
  return answered;
}

test("without a network nothing claims to be sent, and all of it is sent once afterwards", async () => {
  const { page, context, words, api, expectTrouble } = await openToday("rosa@demo.example");
  const answered = answeredOperations(page);
  expectTrouble(DISCONNECTED);
  await context.setOffline(true);
  await rated(page, words, URGE, 4).click();
  await saveState(page, words, "not_sent").waitFor();
  await rated(page, words, "Urge to die", 2).click();
  await page.getByLabel(words("today_worth_keeping")).fill("Mint tea on the step.");
  expect(await saveState(page, words, "sent").count()).toBe(0);

  await saveState(page, words, "not_sent").click();
  const sheet = page.getByRole("dialog", {
    name: words("unsent_title", { count: 3 }),
    exact: true,
  });
  await sheet.getByText(words("unsent_where")).waitFor();
  const listed = await sheet.getByRole("listitem").allInnerTexts();
  expect(listed.map((text) => text.split("\n").slice(1))).toEqual([
    [URGE, "4"],
    ["Urge to die", "2"],
    [words("today_worth_keeping"), "Mint tea on the step."],
  ]);
  await page.keyboard.press("Escape");
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_help"), exact: true })
    .click();
  await page.getByRole("heading", { level: 1, name: words("help_title"), exact: true }).waitFor();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_today"), exact: true })
    .click();
  await saveState(page, words, "not_sent").waitFor();
  expect((await readDay(api, diaryToday())).entries).toEqual([]);

  await context.setOffline(false);
  await saveState(page, words, "sent").waitFor();
  const day = await readDay(api, diaryToday());
  const stored = day.entries.map(({ item, value }) => ({ item, value }));
  expect(stored).toHaveLength(2);
  expect(stored).toContainEqual({ item: itemOf(day, URGE).id, value: 4 });
  expect(day.notes.map((note) => note.words)).toEqual(["Mint tea on the step."]);
  expect(new Set(answered.map(({ id }) => id)).size).toBe(3);
  expect(answered).toHaveLength(3);
});

test("an answer that got lost leads to a second try, and to one entry", async () => {
  const { page, words, api, expectTrouble } = await openToday("rosa@demo.example");
  let lost = 0;
  await page.route(isSaveUrl, async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort("connectionreset");
  });
  expectTrouble(/^console: Failed to load resource: net::ERR_CONNECTION_RESET$/);
  await rated(page, words, URGE, 3).click();
  await saveState(page, words, "not_sent").waitFor();
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(3);
  expect((await readDay(api, diaryToday())).entries).toHaveLength(1);
});

const isSaveUrl = (url: URL): boolean => isSave(url.pathname);

test("a reading that is older than a save does not undo it on the screen", async () => {
  const { page, words, open } = await openToday("junia@demo.example");
  await open("/more");
  const navigation = page.getByRole("navigation");
  const goTo = async (place: string) =>
    navigation.getByRole("link", { name: words(place), exact: true }).click();
  await goTo("nav_today");
  await rated(page, words, URGE, 4).waitFor();
  const { promise: maySave, resolve: letSave } = Promise.withResolvers<void>();
  const { promise: mayRead, resolve: letRead } = Promise.withResolvers<void>();
  const { promise: read, resolve: hasRead } = Promise.withResolvers<void>();
  await page.route(isSaveUrl, async (route) => {
    await maySave;
    await route.continue();
  });
  await page.route(WEEK_READ, async (route) => {
    const response = await route.fetch();
    hasRead();
    await mayRead;
    await route.fulfill({ response });
  });
  await rated(page, words, URGE, 4).click();
  await goTo("nav_more");
  await goTo("nav_today");
  await read;
  letSave();
  await saveState(page, words, "sent").waitFor();
  const answered = page.waitForResponse(WEEK_READ);
  letRead();
  await (await answered).finished();
  await settled(page);
  expect(await rated(page, words, URGE, 4).isChecked()).toBe(true);
});

test("a refusal is said with its reason, and the value is kept", async () => {
  const { page, words, api, expectTrouble } = await openToday("rosa@demo.example");
  expectTrouble(/^answer 422 \S+\/card-operations$/);
  await page.route(isSaveUrl, async (route) => {
    const sent = route.request().postDataJSON() as { operations: CardOperation[] };
    const operations = sent.operations.map((each) => ({ ...each, value: 9 }));
    await route.continue({ postData: JSON.stringify({ operations }) });
  });
  await rated(page, words, URGE, 4).click();
  await saveState(page, words, "not_sent").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText(words("unsent_refused_value")).waitFor();
  const [entry] = await sheet.getByRole("listitem").allInnerTexts();
  expect(entry?.split("\n").slice(1, 3)).toEqual([URGE, "4"]);
  expect(await rated(page, words, URGE, 4).isChecked()).toBe(true);
  expect((await readDay(api, diaryToday())).entries).toEqual([]);

  await page.unroute(isSaveUrl);
  await sheet.getByRole("button", { name: words("unsent_let_go"), exact: true }).click();
  await page.getByRole("dialog", { name: words("unsent_none"), exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await rated(page, words, URGE, 5).click();
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(5);
});

test("entries outlive the end of a sign-in", async () => {
  const { page, context, words, api, expectTrouble } = await openToday("tobiah@demo.example");
  expectTrouble(/^answer 401 \S+\/card-operations$/);
  const answered = answeredOperations(page);
  await page.getByLabel(words("today_note")).fill("Half a sentence");
  await context.clearCookies();
  await rated(page, words, URGE, 3).click();
  await page.getByText(words("sign_in_again_waiting")).waitFor();
  await page.getByLabel(words("sign_in_email")).fill("tobiah@demo.example");
  await page.getByLabel(words("sign_in_password"), { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await rated(page, words, URGE, 3).and(page.locator(":checked")).waitFor();
  expect(await page.getByLabel(words("today_note")).inputValue()).toBe("Half a sentence");
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(3);
  const day = await readDay(api, diaryToday());
  expect(day.notes.map((note) => note.words)).toEqual(["Half a sentence"]);
  expect(new Set(answered.map(({ id }) => id)).size).toBe(2);
});

test("a screen that cannot be fetched says so, and nothing entered is lost", async () => {
  const { page, context, words, api, expectTrouble } = await openToday("tobiah@demo.example");
  expectTrouble(DISCONNECTED);
  expectTrouble(/Failed to fetch dynamically imported module|Unable to preload CSS/);
  await context.setOffline(true);
  await rated(page, words, URGE, 2).click();
  await saveState(page, words, "not_sent").waitFor();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_week"), exact: true })
    .click();
  await page.getByText(words("error_screen_title")).waitFor();

  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.getByRole("button", { name: words("retry"), exact: true }).click();
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_today"), exact: true })
    .click();
  await rated(page, words, URGE, 2).and(page.locator(":checked")).waitFor();
  await context.setOffline(false);
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(2);
});

test("signing out asks first when something would be lost", async () => {
  const { page, context, words, open, api, expectTrouble } = await openToday("tobiah@demo.example");
  expectTrouble(DISCONNECTED);
  await open("/more");
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_today"), exact: true })
    .click();
  await rated(page, words, URGE, 1).waitFor();
  await context.setOffline(true);
  await rated(page, words, URGE, 1).click();
  await saveState(page, words, "not_sent").waitFor();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_more"), exact: true })
    .click();
  await page.getByRole("button", { name: words("more_sign_out"), exact: true }).click();
  const dialog = page.getByRole("dialog", {
    name: words("more_sign_out_ask_title", { count: 1 }),
    exact: true,
  });
  await dialog.getByRole("button", { name: words("more_sign_out_stay"), exact: true }).click();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_today"), exact: true })
    .click();
  await context.setOffline(false);
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(1);
});

test("what another phone has entered meanwhile is shown and not lost", async () => {
  const { page, words, api } = await openToday("tobiah@demo.example");
  const item = itemOf(await readDay(api, diaryToday()), "Hours out of the house");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await api.call(saveCard, {
    params: { clientId: api.who.clientId ?? "" },
    body: {
      operations: [
        {
          id: crypto.randomUUID(),
          schema: 1,
          date: diaryToday(),
          zone,
          madeAt: new Date().toISOString(),
          sequence: 1,
          kind: "set",
          item: item.id,
          version: item.version,
          value: 2,
          seen: null,
        },
      ],
    },
  });
  const field = page.getByLabel("Hours out of the house");
  await field.fill("5");
  await field.press("Enter");
  await page.getByText(words("today_replaced_value", { value: "2" })).waitFor();
  expect(await storedValue(api, diaryToday(), "Hours out of the house")).toBe(5);
});
