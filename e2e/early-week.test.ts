import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();
const WEEK = /\/api\/clients\/[^/]+\/week\?/;

/** What the page asks for as a client's days, from now on. */
function weeksAskedBy(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (WEEK.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test("Today asks for its days while the app is still on its way, and once", async () => {
  const { page, open } = await visit({ app: "client", email: "rosa@demo.example" });
  const asked = weeksAskedBy(page);
  const isAsked = page.waitForRequest(WEEK);
  await page.route(/\/assets\/app-[^/]*\.js$/, async (route) => {
    await isAsked;
    await route.continue();
  });
  await open();
  await page.getByRole("radiogroup").first().waitFor();
  expect(asked).toHaveLength(1);
});

test("Help asks for no days", async () => {
  const { page, open, words } = await visit({ app: "client", email: "rosa@demo.example" });
  const asked = weeksAskedBy(page);
  await open("/help");
  await page.getByRole("heading", { level: 1, name: words("help_title") }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
});

test("a sign-in that has ended meanwhile leads to the sign-in screen", async () => {
  const { page, context, open, words, expectTrouble } = await visit({
    app: "client",
    email: "rosa@demo.example",
  });
  await open();
  await page.getByRole("radiogroup").first().waitFor();
  await context.clearCookies();
  expectTrouble(/^answer 401 \S+\/week\?/);
  await open();
  await page.getByRole("heading", { name: words("sign_in_title") }).waitFor();
  expect(await page.locator("[data-entry]").count()).toBe(0);
});
