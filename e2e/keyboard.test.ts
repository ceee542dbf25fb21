import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, ratingOf, saveState, storedValue, readDay } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { settled } from "./page-checks.ts";
import { ADMINISTRATOR } from "./screen.ts";
import { PASSWORD, signInThroughApi } from "./server-api.ts";
import { useVisits } from "./visit.ts";
import { DESK, PHONE } from "./window.ts";

const { visit } = useVisits();
const URGE = "Urge to hurt myself";
const CLIENT = "rosa@demo.example";
const THERAPIST = "ada.okafor@demo.example";
/** More stops than any screen has. */
const MOST_STOPS = 150;

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const goal = await target.elementHandle();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((element) => element === document.activeElement, goal)) return;
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

type Stop = { readonly name: string; readonly hasRing: boolean; readonly isSeen: boolean };

/** Where the focus is, whether a ring shows it, and whether anything covers all of it. Null on the page itself. */
const focusedStop = async (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const around: Element[] = [focused, focused.nextElementSibling ?? focused];
    let at = focused.parentElement;
    while (at !== null && around.length < 6) {
      around.push(at);
      at = at.parentElement;
    }
    const rings = around.flatMap((element) =>
      [null, "::after"].map((part) => getComputedStyle(element, part)),
    );
    const hasRing = rings.some(
      ({ outlineStyle, outlineWidth }) =>
        outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    );
    const { left, top, width, height } = focused.getBoundingClientRect();
    const isSeen = [0.1, 0.5, 0.9].some((part) => {
      const hit = document.elementFromPoint(left + width / 2, top + height * part);
      if (hit === null) return false;
      return focused.contains(hit) || hit.closest("label")?.contains(focused) === true;
    });
    const name = focused.getAttribute("aria-label") ?? focused.textContent?.trim().slice(0, 40);
    const { tagName, id } = focused;
    return { name: `${tagName}#${id} ${name ?? ""}`, hasRing, isSeen };
  });

/** Goes through a page with Tab, from its beginning to its end. */
async function tabThrough(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    await settled(page);
    const stop = await focusedStop(page);
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

test("a client signs in, rates and closes the day by keyboard alone", async () => {
  const api = await signInThroughApi(ownOrigin(), "client", CLIENT);
  await emptyDay(api, diaryToday());
  const { page, words, open } = await visit({ app: "client" });
  await open();
  await tabTo(page, page.getByLabel(words("sign_in_email")));
  await page.keyboard.type(CLIENT);
  await tabTo(page, page.getByLabel(words("sign_in_password"), { exact: true }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await tabTo(page, ratingOf(page, URGE).getByRole("radio").first());
  await page.keyboard.press("3");
  await rated(page, words, URGE, 3).and(page.locator(":checked")).waitFor();
  await tabTo(page, page.getByRole("button", { name: words("today_done"), exact: true }));
  await page.keyboard.press("Enter");
  const { closingLine } = (await readDay(api, diaryToday())).client;
  await page.getByText(closingLine ?? words("today_thanks"), { exact: true }).waitFor();
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBe(3);
});

test("a therapist goes from the sign-in to a session by keyboard alone", async () => {
  const { page, words, open } = await visit({ app: "clinician" });
  await open();
  await tabTo(page, page.getByLabel(words("clinician_sign_in_email")));
  await page.keyboard.type(THERAPIST);
  await tabTo(page, page.getByLabel(words("clinician_sign_in_password")));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: /^R\. L\./ }));
  await page.keyboard.press("Enter");
  await page.getByRole("table").waitFor();
  const heading = page.getByRole("heading", { level: 1, name: /^R\. L\./ });
  await heading.and(page.locator(":focus")).waitFor();
  const days = () => page.getByRole("columnheader").allTextContents();
  const now = await days();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(days).not.toEqual(now);
  await page.keyboard.press("ArrowRight");
  await expect.poll(days).toEqual(now);
});

test("the first Tab offers to skip what stands before the content", async () => {
  const { page, words, open } = await visit({ app: "clinician", email: THERAPIST });
  await open();
  await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
  await page.keyboard.press("Tab");
  const link = page.getByRole("link", { name: words("clinician_skip_link"), exact: true });
  await link.and(page.locator(":focus")).waitFor();
  await expect.poll(async () => (await link.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
  await page.keyboard.press("Enter");
  await page.locator("main:focus").waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

const WALKS = [
  { app: "client", email: CLIENT, path: "/", least: 20, size: PHONE },
  { app: "client", email: CLIENT, path: "/week", least: 10, size: PHONE },
  { app: "client", email: CLIENT, path: "/help", least: 6, size: PHONE },
  { app: "client", email: CLIENT, path: "/more", least: 11, size: PHONE },
  { app: "client", email: CLIENT, path: "/more/devices", least: 6, size: PHONE },
  { app: "client", email: CLIENT, path: "/more/email", least: 8, size: PHONE },
  { app: "client", email: CLIENT, path: "/more/who-sees-what", least: 6, size: PHONE },
  { app: "client", email: CLIENT, path: "/more/who-looked", least: 6, size: PHONE },
  { app: "clinician", email: THERAPIST, path: "/", least: 10, size: DESK },
  { app: "clinician", email: ADMINISTRATOR, path: "/accounts", least: 20, size: DESK },
  { app: "clinician", email: ADMINISTRATOR, path: "/clients", least: 15, size: DESK },
  { app: "clinician", email: THERAPIST, path: "/who-sees-what", least: 5, size: DESK },
] as const;

test.each(WALKS)(
  "every stop of Tab is seen: $app $path",
  async ({ app, email, path, least, size }) => {
    const { page, open } = await visit({
      app,
      email,
      browser: { viewport: size, reducedMotion: "reduce" },
    });
    await open(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText(/…$/).first().waitFor({ state: "detached" });
    const stops = await tabThrough(page);
    expect(stops.length).toBeGreaterThanOrEqual(least);
    expect(stops.filter(({ hasRing, isSeen }) => !hasRing || !isSeen)).toEqual([]);
  },
);

const TABS = {
  session: "session_tab",
  card: "card_design_tab",
  import: "import_tab",
  "care-team": "care_team_tab",
} as const;

test.each(["session", "card", "import", "care-team"] as const)(
  "every stop of Tab on a client's %s page is seen",
  async (name) => {
    const { page, words, open } = await visit({
      app: "clinician",
      email: THERAPIST,
      browser: { reducedMotion: "reduce" },
    });
    await open();
    await page.getByRole("link", { name: /^R\. L\./ }).click();
    await page.getByRole("table").waitFor();
    await page.getByRole("link", { name: words(TABS[name]), exact: true }).click();
    await page.locator(`a[aria-current=page][href$=${name}]`).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    const stops = await tabThrough(page);
    expect(stops.length).toBeGreaterThan(8);
    expect(stops.filter(({ hasRing, isSeen }) => !hasRing || !isSeen)).toEqual([]);
  },
);
