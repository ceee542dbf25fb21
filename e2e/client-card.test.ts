import { addDays } from "@trellis/domain/civil-date";
import { expect, test } from "vitest";
import {
  acted,
  diaryToday,
  emptyDay,
  rated,
  ratingOf,
  readDay,
  saveState,
  storedValue,
} from "./card.ts";
import { longDay } from "./days.ts";
import { ownOrigin } from "./own-product.ts";
import { PASSWORD, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const URGE = "Urge to hurt myself";

/** A client's phone with Today open and nothing entered for today. */
async function openToday(email: string, locale: "en" | "es" = "en"): Promise<Visit> {
  const phone = await visit({ app: "client", email, locale });
  await emptyDay(phone.api, diaryToday());
  await phone.open();
  await phone.page.getByRole("radiogroup").first().waitFor();
  return phone;
}

test("a client signs in and finds a card on which nothing is chosen", async () => {
  await emptyDay(await signInThroughApi(ownOrigin(), "client", "rosa@demo.example"), diaryToday());
  const { page, words, open, expectTrouble } = await visit({ app: "client" });
  await open();
  await page.getByLabel(words("sign_in_email")).fill("rosa@demo.example");
  await page.getByLabel(words("sign_in_password"), { exact: true }).fill("not this one");
  expectTrouble(/^answer 401 \S+\/api\/sign-in$/);
  await page.getByRole("button", { name: words("sign_in_submit"), exact: true }).click();
  await page.getByRole("alert").getByText(words("error_sign_in_refused")).waitFor();
  await page.getByLabel(words("sign_in_password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: words("sign_in_submit"), exact: true }).click();
  await page.getByRole("heading", { name: longDay(diaryToday(), "en") }).waitFor();
  await ratingOf(page, URGE).waitFor();
  expect(await page.getByRole("radio").count()).toBeGreaterThan(20);
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
});

test("a rating is saved with one tap, and by keyboard alone", async () => {
  const { page, words, api } = await openToday("rosa@demo.example");
  await rated(page, words, URGE, 3).click();
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(3);

  await rated(page, words, URGE, 3).focus();
  await page.keyboard.press("5");
  await rated(page, words, URGE, 5).and(page.locator(":checked:focus")).waitFor();
  await page.keyboard.press("ArrowLeft");
  await rated(page, words, URGE, 4).and(page.locator(":checked:focus")).waitFor();
  await saveState(page, words, "sent").waitFor();
  await expect.poll(() => storedValue(api, diaryToday(), URGE)).toBe(4);

  await page.reload();
  await rated(page, words, URGE, 4).and(page.locator(":checked")).waitFor();
  expect(await ratingOf(page, "Urge to die").getByRole("radio", { checked: true }).count()).toBe(0);
});

test.each([
  {
    email: "rosa@demo.example",
    locale: "en",
    urge: URGE,
  },
  {
    email: "marisol@demo.example",
    locale: "es",
    urge: "Ganas de hacerme daño",
  },
] as const)(
  "an act starts unset, and the line about the body is the same whatever was chosen ($locale)",
  async ({ email, locale, urge }) => {
    const { page, words } = await openToday(email, locale);
    const line = page.getByRole("status").filter({ hasText: words("medical_line_nobody_sees") });
    expect(await acted(page, words, urge, "yes").isChecked()).toBe(false);
    expect(await acted(page, words, urge, "no").isChecked()).toBe(false);
    expect(await line.count()).toBe(0);

    const seen: string[] = [];
    for (const strength of [0, 5]) {
      await rated(page, words, urge, strength).click();
      await acted(page, words, urge, "yes").click();
      await line.waitFor();
      seen.push(await line.innerText());
      await acted(page, words, urge, "no").click();
      await line.waitFor({ state: "detached" });
    }
    const number = /\d[\d ]+/.exec(seen[0] ?? "")?.[0].trim() ?? "";
    const whole = `${words("medical_line_call", { number })} ${words("medical_line_nobody_sees")}`;
    expect(seen).toEqual([whole, whole]);
  },
);

test("the closing line knows nothing of what was entered", async () => {
  const { page, words, open, api } = await openToday("rosa@demo.example");
  const { closingLine } = (await readDay(api, diaryToday())).client;
  const line = closingLine ?? words("today_thanks");
  const thanks: string[] = [];
  for (const urge of [0, 5]) {
    await open();
    await rated(page, words, URGE, urge).click();
    await acted(page, words, URGE, urge === 0 ? "no" : "yes").click();
    await page.getByRole("button", { name: words("today_done"), exact: true }).click();
    await saveState(page, words, "sent").waitFor();
    thanks.push(await page.getByRole("main").getByRole("status").last().innerText());
  }
  expect(thanks).toEqual([line, line]);
});

test.each([
  { email: "junia@demo.example", locale: "en", item: "Hours of sleep", shown: "7.5" },
  { email: "marisol@demo.example", locale: "es", item: "Horas de trabajo", shown: "7,5" },
] as const)(
  "a number is taken with comma or point and shown as in $locale",
  async ({ email, locale, item, shown }) => {
    const { page, words, api } = await openToday(email, locale);
    const field = page.getByLabel(item);
    await field.fill("99");
    await field.press("Tab");
    await page.getByText(words.like("today_number_invalid")).waitFor();
    await field.fill("7,5");
    await field.press("Enter");
    await saveState(page, words, "sent").waitFor();
    expect(await storedValue(api, diaryToday(), item)).toBe(7.5);
    await page.reload();
    await expect.poll(() => page.getByLabel(item).inputValue()).toBe(shown);

    await field.fill("");
    await field.press("Enter");
    await expect.poll(() => storedValue(api, diaryToday(), item)).toBe(null);
  },
);

test("words stay exactly as they were typed, and are text everywhere", async () => {
  const { page, words, api, open } = await openToday("tobiah@demo.example");
  const typed =
    "<b>bold</b> <img src=x onerror=alert(1)> {m} &amp; 👩‍👩‍👧 שלום \u202Eعكس\u202C\nsecond line";
  const field = page.getByLabel(words("today_note"));
  await field.fill(typed);
  await field.blur();
  await saveState(page, words, "sent").waitFor();
  const stored = (await readDay(api, diaryToday())).notes;
  expect(stored).toEqual([{ date: diaryToday(), field: "note", words: typed }]);
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe(typed);

  await open("/week");
  await page.getByRole("button", { name: longDay(diaryToday(), "en") }).click();
  const sheet = page.getByRole("dialog", { name: longDay(diaryToday(), "en") });
  await sheet.getByText("<b>bold</b>").waitFor();
  expect(await sheet.getByText("<b>bold</b>").textContent()).toBe(typed);
  expect(await sheet.locator("b, img").count()).toBe(0);
});

test("a later sitting keeps the highest of the day and can change it", async () => {
  const phone = await visit({ app: "client", email: "junia@demo.example" });
  const { page, words, api, open } = phone;
  await emptyDay(api, diaryToday());
  const noon = new Date(`${diaryToday()}T12:00`);
  await page.clock.install({ time: noon });
  await open();
  await rated(page, words, URGE, 4).click();
  await rated(page, words, URGE, 3).click();
  await saveState(page, words, "sent").waitFor();
  await expect.poll(() => storedValue(api, diaryToday(), URGE)).toBe(3);
  expect(await page.getByText(words("today_keep", { value: "4" })).count()).toBe(0);

  await page.goto("about:blank");
  await page.clock.setSystemTime(new Date(noon.getTime() + 16 * 60_000));
  await open();
  await rated(page, words, URGE, 2).click();
  await page
    .getByText(`${words("today_highest", { value: "3" })} ${words("today_therapist_sees")}`)
    .waitFor();
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(3);

  await page
    .getByRole("button", { name: words("today_change", { value: "2" }), exact: true })
    .click();
  await page
    .getByText(`${words("today_highest", { value: "3" })} ${words("today_therapist_sees")}`)
    .waitFor({ state: "detached" });
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(2);
});

test("a value can be taken away again and is then empty, not zero", async () => {
  const { page, words, api } = await openToday("junia@demo.example");
  await rated(page, words, URGE, 2).click();
  await saveState(page, words, "sent").waitFor();
  await page
    .getByRole("button", { name: words("today_clear_label", { item: URGE }), exact: true })
    .click();
  expect(await ratingOf(page, URGE).getByRole("radio", { checked: true }).count()).toBe(0);
  await expect.poll(() => storedValue(api, diaryToday(), URGE)).toBe(null);
  await page.reload();
  await ratingOf(page, URGE).waitFor();
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
});

test("how hard the day was is a number, and may stay empty", async () => {
  const { page, words, api, open } = await openToday("junia@demo.example");
  const label = words("today_how_hard");
  const four = ratingOf(page, label).getByRole("radio", { name: "4", exact: true });
  await four.click();
  await saveState(page, words, "sent").waitFor();
  const said = async () => (await readDay(api, diaryToday())).notes;
  expect(await said()).toEqual([{ date: diaryToday(), field: "how-hard", words: "4" }]);
  await open("/week");
  await page.getByRole("rowheader", { name: words("week_matrix_how_hard") }).waitFor();
  await open();
  await four.and(page.locator(":checked")).waitFor();
  const clear = words("today_clear_label", { item: label });
  await page.getByRole("button", { name: clear, exact: true }).click();
  await expect.poll(said).toEqual([]);
});

test("days can be leafed through, two weeks back", async () => {
  const { page, words, api, open } = await openToday("rosa@demo.example");
  const today = diaryToday();
  const heading = (back: number) =>
    page.getByRole("heading", { level: 1, name: longDay(addDays(today, -back), "en") });
  const earlier = page.getByRole("button", { name: words("today_earlier_day"), exact: true });
  const later = page.getByRole("button", { name: words("today_later_day"), exact: true });
  expect(await later.getAttribute("aria-disabled")).toBe("true");
  await earlier.click();
  await heading(1).waitFor();
  await earlier.click();
  await heading(2).waitFor();
  const stored = await storedValue(api, addDays(today, -2), URGE);
  const shown = ratingOf(page, URGE).getByRole("radio", { checked: true });
  expect(await shown.count()).toBe(stored === null ? 0 : 1);
  if (stored !== null) expect(await shown.getAttribute("value")).toBe(String(stored));
  await later.click();
  await later.click();
  await heading(0).waitFor();

  await open(`/day/${addDays(today, -14)}`);
  await page.getByText(words("today_first_day")).waitFor();
  await open(`/day/${addDays(today, -15)}`);
  await heading(0).waitFor();
});

test("the week shows what was entered, in the client's words", async () => {
  const { page, words } = await openToday("rosa@demo.example");
  await rated(page, words, URGE, 4).click();
  await saveState(page, words, "sent").waitFor();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_week"), exact: true })
    .click();
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: URGE }) });
  const last = row.getByRole("cell").nth(-2);
  await last.waitFor();
  expect(await last.innerText()).toContain(`4, ${words("rating_word_4")}`);
  await page.getByRole("rowheader", { name: words("level_ltb_for_client"), exact: true }).waitFor();
  expect(await page.getByText(words("level_ltb"), { exact: true }).count()).toBe(0);
});

test("the language changes at once and stays; signing out leaves nothing behind", async () => {
  const { page, words, open } = await openToday("marten@demo.example");
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_more"), exact: true })
    .click();
  await page.getByRole("radio", { name: "Español" }).click();
  await page.getByRole("heading", { level: 1, name: "Más" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");
  await page.getByRole("link", { name: "Hoy" }).click();
  await page.getByRole("heading", { name: longDay(diaryToday(), "es") }).waitFor();

  await open("/more");
  await page.getByRole("heading", { level: 1, name: "Más" }).waitFor();
  await page.getByRole("button", { name: "Salir" }).click();
  await page.getByRole("heading", { level: 1, name: "Entrar" }).waitFor();
  await page.goBack();
  expect(await page.getByText("Loneliness").count()).toBe(0);
});
