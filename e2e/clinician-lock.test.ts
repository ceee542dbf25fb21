import { BACKGROUND_HEADER } from "@trellis/api/sign-in";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PASSWORD } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const THERAPIST = "ada.okafor@demo.example";
const COLLEAGUE = "bea.hartnell@demo.example";
const NEXT_PASSWORD = "another sentence of one's own";
const MINUTE = 60_000;
const { visit } = useVisits();

/** Signs in on the screen, since what ends here would end for every other window of a shared sign-in. */
async function signedIn(locale: "en" | "es" = "en"): Promise<Visit> {
  const desk = await visit({ app: "clinician", locale });
  await desk.context.clock.install();
  await desk.open();
  await signInOn(desk, desk.page);
  await desk.page.getByRole("link", { name: /^R\. L\./ }).waitFor();
  return desk;
}

async function signInOn({ words }: Visit, page: Page, password = PASSWORD): Promise<void> {
  const email = page.getByLabel(words("clinician_sign_in_email"));
  if ((await email.inputValue()) === "") await email.fill(THERAPIST);
  await page.getByLabel(words("clinician_sign_in_password")).fill(password);
  await page.keyboard.press("Enter");
}

const coverOf = ({ words }: Visit, page: Page) =>
  page.getByRole("dialog", { name: words("clinician_sign_in_again_title") });

test.each(["en", "es"] as const)(
  "half an hour without a key or a pointer covers the page, with a note before, and keeps what is being written (%s)",
  async (locale) => {
    const desk = await signedIn(locale);
    const { page, words, expectTrouble } = desk;
    expectTrouble(/^answer 401 /);
    await page.getByRole("link", { name: /^M\. Q\./ }).click();
    await page.getByRole("link", { name: words("card_design_tab"), exact: true }).click();
    await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).click();
    const sheet = page.getByRole("dialog", { name: words("card_design_add_target") });
    const field = sheet.getByLabel(words("card_design_target_words"));
    await field.fill("a draft that stays");
    await page.keyboard.press("End");
    const note = page.getByText(words("idle_note_words"));

    await page.clock.fastForward(27 * MINUTE);
    expect(await note.count()).toBe(0);
    await page.clock.fastForward(MINUTE);
    await note.waitFor();
    await page.mouse.move(300, 300);
    await note.waitFor({ state: "detached" });

    await page.clock.fastForward(28 * MINUTE);
    await note.waitFor();
    await page.clock.fastForward(2 * MINUTE);
    const cover = coverOf(desk, page);
    await cover.waitFor();
    expect(await note.count()).toBe(0);
    const whoIs = async () =>
      page.evaluate(async () => {
        const asked = await fetch("/api/sign-in", { headers: { "trellis-app": "clinician" } });
        return asked.status;
      });
    await expect.poll(whoIs).toBe(401);
    await signInOn(desk, page);
    await cover.waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("a draft that stays");
    await expect.poll(() => field.evaluate((own) => own === document.activeElement)).toBe(true);
    for (let count = 0; count < 3; count += 1) await page.keyboard.press("Escape");
    await sheet.getByText(words("clinician_discard_question")).waitFor();
    expect(await field.inputValue()).toBe("a draft that stays");
  },
);

test("whoever uses one tab keeps the others open, and one tab that is opened again opens the others", async () => {
  const desk = await signedIn();
  const { page, context, expectTrouble } = desk;
  expectTrouble(/^answer 401 /);
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole("link", { name: /^R\. L\./ }).waitFor();

  for (let count = 0; count < 3; count += 1) {
    await context.clock.fastForward(20 * MINUTE);
    await page.mouse.move(100 + count * 10, 200);
  }
  expect(await coverOf(desk, second).count()).toBe(0);

  await context.clock.fastForward(31 * MINUTE);
  await coverOf(desk, page).waitFor();
  await coverOf(desk, second).waitFor();
  await signInOn(desk, second);
  await coverOf(desk, second).waitFor({ state: "detached" });
  await coverOf(desk, page).waitFor({ state: "detached" });
});

test("a machine that slept shows nothing of the record to whoever wakes it", async () => {
  const desk = await signedIn();
  const { page, expectTrouble } = desk;
  expectTrouble(/^answer 401 /);
  // Asleep: the day goes on, and no timer of the page has run when the first key is pressed.
  await page.clock.setFixedTime(Date.now() + 8 * 60 * MINUTE);
  await page.keyboard.press("Shift");
  await coverOf(desk, page).waitFor();
  expect(await page.getByText(desk.words("idle_note_words")).count()).toBe(0);
});

test("a slow end of the covered sign-in does not take the next one away", async () => {
  const desk = await signedIn();
  const { page, expectTrouble } = desk;
  expectTrouble(/^answer 401 /);
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/sign-in$/, async (route) => {
    if (route.request().method() === "DELETE") await held;
    await route.continue();
  });
  await page.clock.fastForward(31 * MINUTE);
  const cover = coverOf(desk, page);
  await cover.waitFor();
  await signInOn(desk, page);
  release();
  await cover.waitFor({ state: "detached" });
  await page.getByRole("link", { name: /^R\. L\./ }).click();
  await page.getByRole("table").waitFor();
  expect(await cover.count()).toBe(0);
});

test("typing for long without a request keeps the sign-in awake on the server, too", async () => {
  const desk = await signedIn();
  const { page } = desk;
  const asked: string[] = [];
  // What the page asks by itself, without a person, keeps nothing awake.
  page.on("request", (request) => {
    if (request.headers()[BACKGROUND_HEADER] === undefined)
      asked.push(new URL(request.url()).pathname);
  });
  for (let minute = 0; minute < 6; minute += 1) {
    await page.keyboard.press("Shift");
    await page.clock.fastForward(MINUTE);
  }
  const told = asked.filter((path) => path === "/api/sign-in").length;
  expect(told).toBeGreaterThanOrEqual(3);
  expect(told).toBeLessThanOrEqual(6);
  await page.clock.fastForward(10 * MINUTE);
  expect(asked.filter((path) => path === "/api/sign-in").length).toBeLessThanOrEqual(told + 1);
});

const focused = async (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.tagName);

test("somebody else who signs in over the cover gets a page of their own", async () => {
  const desk = await signedIn();
  const { page, words, address, expectTrouble } = desk;
  expectTrouble(/^answer 401 /);
  await page.getByRole("link", { name: /^M\. Q\./ }).click();
  await page.getByRole("link", { name: words("card_design_tab"), exact: true }).click();
  await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).click();
  const sheet = page.getByRole("dialog", { name: words("card_design_add_target") });
  await sheet.getByLabel(words("card_design_target_words")).fill("the first one's draft");
  await page.clock.fastForward(31 * MINUTE);
  await coverOf(desk, page).waitFor();
  await page.getByLabel(words("clinician_sign_in_email")).fill(COLLEAGUE);
  await signInOn(desk, page);
  await page.getByRole("heading", { level: 1, name: words("caseload_title") }).waitFor();
  expect(page.url()).toBe(address("/"));
  expect(await coverOf(desk, page).count()).toBe(0);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("link", { name: /^I\. C\./ }).waitFor();
  expect(await page.getByRole("link", { name: /^M\. Q\./ }).count()).toBe(0);
});

test("a page that lies open untouched is covered within a minute when it is signed out elsewhere", async () => {
  const desk = await signedIn();
  const other = await signedIn();
  other.expectTrouble(/^answer 401 /);
  // The last use has been told to the server by then: from here on the page has nothing to ask for itself.
  await other.page.clock.fastForward(2 * MINUTE);
  const { page, words, open } = desk;
  await open("/account");
  const ends = page.getByRole("button", { name: words.like("devices_sign_out_named") });
  await ends.first().waitFor();
  await page.getByRole("button", { name: words("devices_sign_out_others"), exact: true }).click();
  await ends.first().waitFor({ state: "detached" });
  expect(await focused(page)).not.toBe("BODY");
  expect(await coverOf(other, other.page).count()).toBe(0);
  await other.page.clock.fastForward(MINUTE);
  await coverOf(other, other.page).waitFor();
});

test("the devices of one's account are listed, and another one can be signed out", async () => {
  const desk = await signedIn();
  const other = await signedIn();
  const { page, words, open } = desk;
  other.expectTrouble(/^answer 401 /);
  await open("/account");
  await page.getByText(words("devices_this"), { exact: true }).waitFor();
  const ends = page.getByRole("button", { name: words.like("devices_sign_out_named") });
  const before = await ends.count();
  expect(before).toBeGreaterThanOrEqual(1);
  await ends.first().click();
  await expect.poll(() => ends.count()).toBe(before - 1);
  await other.page.getByRole("link", { name: /^R\. L\./ }).click();
  await coverOf(other, other.page).waitFor();
});

test("a change of password signs the other devices out, and the new one opens the door", async () => {
  const desk = await signedIn();
  const other = await signedIn();
  other.expectTrouble(/^answer 401 /);
  desk.expectTrouble(/^answer 422 /);
  const { page, words, open } = desk;
  await open("/account");
  const card = page.getByRole("region", { name: words("own_account_password_title") });
  const current = card.getByLabel(words("own_account_password_current"));
  const change = async (from: string, to: string) => {
    await current.fill(from);
    await card.getByLabel(words("own_account_password_new")).fill(to);
    await card.getByRole("button", { name: words("own_account_password_submit") }).click();
  };
  await change("not this one", NEXT_PASSWORD);
  await card.getByText(words("clinician_error_wrong_password")).waitFor();
  await change(PASSWORD, "too short");
  await card.getByText(words("clinic_welcome_password_short", { least: 15 })).waitFor();
  await change(PASSWORD, NEXT_PASSWORD);
  await page.getByText(words("own_account_password_done")).waitFor();
  await expect.poll(() => current.inputValue()).toBe("");
  await other.page.getByRole("link", { name: /^R\. L\./ }).click();
  await coverOf(other, other.page).waitFor();
  await signInOn(other, other.page, NEXT_PASSWORD);
  await coverOf(other, other.page).waitFor({ state: "detached" });
  await change(NEXT_PASSWORD, PASSWORD);
  await expect.poll(() => current.inputValue()).toBe("");
});
