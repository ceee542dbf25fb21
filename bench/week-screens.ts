import type { DiaryWeek } from "@trellis/domain/diary-card";
import type { Page } from "playwright-core";
import { launchBrowser } from "../tools/browser.ts";
import { short } from "./median.ts";
import type { Family } from "./row.ts";
import { buildQuietly, startDemo } from "./trellis.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const ITEMS = 12;

/** How much there is to scroll before a week of twelve items has been seen. */
export const weekScreens: Family = {
  rows: [
    { name: "week.screens", unit: "phone screens", goal: { sign: "≤", than: 1.5 } },
    { name: "week.desk-screens", unit: "screens", goal: { sign: "≤", than: 1 } },
  ],
  measure: async (_wanted, scope, say) => {
    await buildQuietly(say);
    const { trellis, signIn } = await startDemo(scope);
    const browser = await launchBrowser({
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    scope.defer(() => browser.close());
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    await page.route(/\/week\?/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: ofTwelve((await response.json()) as DiaryWeek) });
    });
    const home = `${trellis.origin}${signIn.path}`;
    await page.goto(home);
    await page.fill('input[name="email"]', signIn.email);
    await page.fill('input[autocomplete="current-password"]', signIn.password);
    await Promise.all([page.waitForResponse(/\/week\?/), page.keyboard.press("Enter")]);
    const phone = await heightAt(page, home, PHONE);
    const desk = await heightAt(page, home, DESK);
    const how = `Chromium, a made-up client's Week cut to ${String(ITEMS)} items, from the top of the page to the end of the last row of the matrix, what helped above or beside it`;
    return [
      {
        name: "week.screens",
        value: phone.end / PHONE.height,
        how: `${how}: ${short(phone.end)} of 844 pixels at 390 × 844, ${String(phone.days)} days. mindLAMP's results of the same card under the same conditions: 10.6.`,
      },
      {
        name: "week.desk-screens",
        value: desk.end / DESK.height,
        how: `${how}: ${short(desk.end)} of 800 pixels at 1280 × 800; scrolling sideways: ${String(desk.sideways)} pixels.`,
      },
    ];
  },
};

/** The first twelve items that are asked daily, and the newest seven days. */
function ofTwelve(week: DiaryWeek): DiaryWeek {
  const daily = week.items.filter(({ rhythm }) => rhythm === "daily").slice(0, ITEMS);
  if (daily.length < ITEMS) throw new Error(`the card has ${String(daily.length)} items`);
  const weekly = week.items.filter(({ rhythm }) => rhythm === "weekly");
  return { ...week, items: [...daily, ...weekly] };
}

/** Where the matrix ends, in pixels from the top of the page. */
async function heightAt(
  page: Page,
  home: string,
  size: { width: number; height: number },
): Promise<{ end: number; days: number; sideways: number }> {
  await page.setViewportSize(size);
  await page.goto(new URL("week", home).href);
  await page.getByRole("rowheader").first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => true)");
  const box = await page.getByRole("row").last().boundingBox();
  const days = await page.getByRole("columnheader").getByRole("button").count();
  const sideways = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  if (box === null) throw new Error("the week has no rows");
  return { end: box.y + box.height, days, sideways };
}
