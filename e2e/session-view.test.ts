import { listClients } from "@trellis/api/client";
import { addDays } from "@trellis/domain/civil-date";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, saveState } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { printedPages } from "./printed-pages.ts";
import { PASSWORD, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const URGE = "Urge to hurt myself";
const THERAPIST = "ada.okafor@demo.example";

const atDesk = async (): Promise<Visit> => visit({ app: "clinician", email: THERAPIST });

/** The therapist's session view of a client, opened by initials. */
async function openSession(desk: Visit, initials: string): Promise<void> {
  await desk.open();
  await desk.page.getByRole("link", { name: new RegExp(`^${initials}`) }).click();
  await desk.page.getByRole("table").waitFor();
}

/** What stands in the cells of an item, in words; the usual value is the last. */
async function cellsOf(page: Page, item: string): Promise<string[]> {
  const header = page.getByRole("rowheader", { name: item, exact: true });
  const row = page.getByRole("row").filter({ has: header });
  await row.waitFor();
  return row.getByRole("cell").allTextContents();
}

test("a therapist signs in, finds the client and sees the entry of today, as the client does", async () => {
  const phone = await visit({ app: "client", email: "rosa@demo.example" });
  await emptyDay(phone.api, diaryToday());
  await phone.open();
  await rated(phone.page, phone.words, URGE, 5).click();
  await saveState(phone.page, phone.words, "sent").waitFor();
  await phone.page.getByRole("link", { name: phone.words("nav_week") }).click();
  const onPhone = await cellsOf(phone.page, URGE);

  const { page, words, open } = await visit({ app: "clinician" });
  await open();
  expect(await page.getByLabel(words("clinician_sign_in_clinic")).inputValue()).toBe("demo");
  await page.getByLabel(words("clinician_sign_in_email")).fill(THERAPIST);
  await page.getByLabel(words("clinician_sign_in_password")).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page
    .getByRole("heading", { level: 1, name: words("caseload_title"), exact: true })
    .waitFor();
  const { clients } = await (
    await signInThroughApi(ownOrigin(), "clinician", THERAPIST)
  ).call(listClients, {});
  const listed = page.getByRole("main").getByRole("listitem");
  await expect.poll(() => listed.count()).toBe(clients.length);
  await page.getByRole("link", { name: /^R\. L\./ }).click();
  const atDesk = await cellsOf(page, URGE);
  expect(atDesk.at(-2)).toContain(`5, ${words("rating_word_5")}`);
  expect(atDesk).toEqual(onPhone);
  await page.getByRole("rowheader", { name: words("level_ltb"), exact: true }).waitFor();
});

test("the days are paged by buttons, by arrow keys and by the address", async () => {
  const desk = await atDesk();
  const { page, words } = desk;
  await openSession(desk, "R. L.");
  const headings = () => page.getByRole("columnheader").allTextContents();
  const first = await headings();
  const here = page.url();
  const earlier = page.getByRole("button", { name: words("session_earlier"), exact: true });
  const later = page.getByRole("button", { name: words("session_later"), exact: true });
  await earlier.click();
  await expect.poll(headings).not.toEqual(first);
  const second = await headings();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(headings).not.toEqual(second);
  const address = page.url();
  const third = await headings();
  await page.reload();
  await expect.poll(headings).toEqual(third);
  expect(page.url()).toBe(address);
  await page.getByRole("button", { name: words("session_now"), exact: true }).click();
  await expect.poll(headings).toEqual(first);
  expect(page.url()).toBe(here);
  await page.keyboard.press("ArrowRight");
  expect(await later.getAttribute("aria-disabled")).toBe("true");
  await page.goBack();
  await expect.poll(headings).toEqual(third);
});

test("a session is recorded with one click and can be taken back", async () => {
  const desk = await atDesk();
  const { page, words } = desk;
  await openSession(desk, "I. C.");
  const met = page.getByRole("button", { name: words("session_met_today"), exact: true });
  await met.click();
  await page.getByText(words("session_met_today_done")).waitFor();
  await page.getByRole("button", { name: words("clinician_undo"), exact: true }).click();
  await met.waitFor();

  await met.click();
  await page.getByText(words("session_met_today_done")).waitFor();
  await page.getByRole("button", { name: words("session_take_back"), exact: true }).click();
  await met.waitFor();
  await page.reload();
  await met.waitFor();
  const done = page.getByText(words("session_met_today_done")).filter({ visible: true });
  expect(await done.count()).toBe(0);
});

test.each(["en", "es"] as const)(
  "showing the week to the client hides everything else and speaks the client's words (%s)",
  async (locale) => {
    const desk = await visit({ app: "clinician", email: THERAPIST, locale });
    const { page, words } = desk;
    await openSession(desk, "R. L.");
    await page.getByRole("link", { name: words("session_show"), exact: true }).click();
    await page
      .getByRole("rowheader", { name: words("level_ltb_for_client"), exact: true })
      .waitFor();
    await page
      .getByRole("columnheader", { name: words("week_matrix_before"), exact: true })
      .waitFor();
    const text = await page.locator("body").innerText();
    const hidden = ["R. L.", "Tue", words("level_ltb"), words("level_tib"), words("level_qol")];
    for (const each of [...hidden, words("caseload_title"), words("session_met_today")])
      expect(text.split(/\n|\t/).map((line) => line.trim())).not.toContain(each);
    expect(text).not.toContain("R. L.");
    expect(await page.getByRole("navigation").count()).toBe(0);
    expect(await page.title()).toBe(words("app_name"));
    await page.keyboard.press("Control+k");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.reload();
    await page
      .getByRole("rowheader", { name: words("level_ltb_for_client"), exact: true })
      .waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: /^R\. L\./ }).waitFor();
  },
);

test.each(["A4", "Letter"] as const)("a week is printed on one page of %s", async (format) => {
  const phone = await visit({ app: "client", email: "rosa@demo.example" });
  await phone.open("/week");
  await phone.page.getByRole("table").waitFor();
  expect(await printedPages(phone.page, format)).toBe(1);

  const desk = await atDesk();
  await openSession(desk, "R. L.");
  expect(await printedPages(desk.page, format)).toBe(1);
  const to = diaryToday();
  await desk.page.goto(`${desk.page.url()}?from=${addDays(to, -13)}&to=${to}`);
  await desk.page.getByRole("columnheader").nth(14).waitFor();
  expect(await printedPages(desk.page, format)).toBe(1);
  await desk.page.emulateMedia({ media: "print" });
  expect(await desk.page.getByRole("navigation").count()).toBe(0);
  // The days are buttons on the screen and headings on paper.
  const buttons = desk.page.getByRole("button").filter({ visible: true });
  const inTable = desk.page.getByRole("table").getByRole("button").filter({ visible: true });
  expect(await buttons.count()).toBe(await inTable.count());
});

test("what is typed right after the palette's key is not lost the first time", async () => {
  const { page, words, open } = await visit({ app: "clinician", email: THERAPIST });
  await open();
  await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
  // It comes before anybody asks for it: one closed dialog is the account's, the other one the palette.
  await page.locator("dialog:not([open])").nth(1).waitFor({ state: "attached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rl");
  const search = page.getByRole("combobox", { name: words("palette_search"), exact: true });
  expect(await search.inputValue()).toBe("rl");
});

test("the command palette goes to a client and to a page by a few letters", async () => {
  const desk = await atDesk();
  const { page, words, open } = desk;
  await open();
  await page
    .getByRole("heading", { level: 1, name: words("caseload_title"), exact: true })
    .waitFor();
  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: words("palette_search"), exact: true });
  await search.fill("ma");
  await page.getByRole("option", { name: /^M\. A\./ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^M\. A\./ }).waitFor();
  await page.getByRole("table").waitFor();

  await page.getByRole("button", { name: words("palette_open") }).click();
  await search.fill("zzzz");
  await page.getByText(words("palette_none_found")).waitFor();
  await search.fill("");
  await page.keyboard.press("Escape");
  await search.waitFor({ state: "detached" });

  await page.keyboard.press("Control+k");
  await search.fill(words("card_design_tab"));
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: words("card_design_tab"), exact: true }).waitFor();
  await expect.poll(() => page.url()).toMatch(/\/card$/);
});

test("a session view keeps its place while somebody signs in again", async () => {
  const desk = await atDesk();
  const { page, context, words, expectTrouble } = desk;
  await openSession(desk, "T. W.");
  expectTrouble(/^answer 401 /);
  await context.clearCookies();
  await page.getByRole("button", { name: words("session_earlier"), exact: true }).click();
  const cover = page.getByRole("dialog", {
    name: words("clinician_sign_in_again_title"),
    exact: true,
  });
  await cover.getByLabel(words("clinician_sign_in_email")).fill(THERAPIST);
  await cover.getByLabel(words("clinician_sign_in_password")).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await cover.waitFor({ state: "detached" });
  await page.getByRole("button", { name: words("session_now"), exact: true }).waitFor();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/^T\. W\./);
});

test("a client's password opens no therapist's page", async () => {
  const { page, words, open, expectTrouble } = await visit({ app: "clinician" });
  expectTrouble(/^answer 401 \S+\/api\/sign-in$/);
  await open();
  await page.getByLabel(words("clinician_sign_in_email")).fill("rosa@demo.example");
  await page.getByLabel(words("clinician_sign_in_password")).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(words("clinician_error_sign_in_refused")).waitFor();
  await expect(signInThroughApi(ownOrigin(), "clinician", "rosa@demo.example")).rejects.toThrow(
    "E-mail and password do not fit together here.",
  );
});
