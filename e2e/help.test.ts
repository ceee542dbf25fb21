import { randomUUID } from "node:crypto";
import { listAudit } from "@trellis/api/audit";
import { saveCard } from "@trellis/api/diary-card";
import type { CardItem } from "@trellis/domain/card-item";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, readDay, storedValue } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { A_PLAN, putPlan } from "./plan.ts";
import { ADMINISTRATOR } from "./screen.ts";
import { type SignedInApi, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();

const CLIENT = "rosa@demo.example";
const URGE = "Urge to hurt myself";
/** Leaves for good in this file, because it signs out. */
const LEAVER = "tobiah@demo.example";

const nav = ({ page, words }: Visit, name: string) =>
  page.getByRole("navigation").getByRole("link", { name: words(name), exact: true });
const link = ({ page, words }: Visit, name: string) =>
  page.getByRole("main").getByRole("link", { name: words(name), exact: true });
const button = ({ page, words }: Visit, name: string) =>
  page.getByRole("button", { name: words(name), exact: true });
const heading = ({ page, words }: Visit, name: string) =>
  page.getByRole("heading", { level: 1, name: words(name), exact: true });

/** How strong it is before or after. */
const strength = ({ page, words }: Visit, question: string, value: number) =>
  page
    .getByRole("radiogroup", { name: words(question), exact: true })
    .getByRole("radio", { name: new RegExp(`^${String(value)} `) });

/** Today, with plan, coaching and the pages of help in memory. */
async function openWithHelp(visitor: Visit): Promise<void> {
  const { page, open } = visitor;
  const plan = page.waitForResponse(/\/safety-plan$/);
  const coaching = page.waitForResponse(/\/coaching$/);
  await open();
  await Promise.all([plan, coaching]);
  await page.waitForLoadState("networkidle");
}

/** The texts of the three pages of help, each as it is first seen. */
async function helpTexts(visitor: Visit): Promise<string[]> {
  const main = visitor.page.getByRole("main");
  const texts: string[] = [];
  await nav(visitor, "nav_help").click();
  await heading(visitor, "help_title").waitFor();
  await visitor.page.getByText(A_PLAN.rightNow.reason).waitFor();
  texts.push(await main.innerText());
  await link(visitor, "help_to_coaching").click();
  await heading(visitor, "coaching_title").waitFor();
  texts.push(await main.innerText());
  await link(visitor, "nav_help").click();
  await link(visitor, "help_to_right_now").click();
  await heading(visitor, "right_now_title").waitFor();
  await strength(visitor, "right_now_strength", 5).check();
  texts.push(await main.innerText());
  return texts;
}

const actsOf = (items: readonly CardItem[]): CardItem[] =>
  items.filter(
    ({ aspect, state }) => state === "asked" && (aspect === "act" || aspect === "attempt"),
  );

/** Records every act that the card asks about as having happened today. */
async function recordActs(api: SignedInApi): Promise<number> {
  const acts = actsOf((await readDay(api, diaryToday())).items);
  const operations = acts.map(({ id, version, scale }) => ({
    id: randomUUID(),
    schema: 1 as const,
    date: diaryToday(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    madeAt: new Date().toISOString(),
    sequence: 1,
    kind: "set" as const,
    item: id,
    version,
    value: scale.kind === "attempt" ? 2 : 1,
    seen: null,
  }));
  const params = { clientId: api.who.clientId ?? "" };
  const { answers } = await api.call(saveCard, { params, body: { operations } });
  return answers.filter(({ outcome }) => outcome === "applied").length;
}

test("help, coaching and right now are the same before and after an act", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { api } = visitor;
  await putPlan(api, A_PLAN);
  await emptyDay(api, diaryToday());
  await openWithHelp(visitor);
  const before = await helpTexts(visitor);
  expect(await recordActs(api)).toBeGreaterThan(0);
  await openWithHelp(visitor);
  expect(await helpTexts(visitor)).toEqual(before);
  await emptyDay(api, diaryToday());
});

test("opening help asks nobody, works when the network is gone, and leaves no trace in the audit", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, context, api } = visitor;
  await putPlan(api, A_PLAN);
  await openWithHelp(visitor);
  const administrator = await signInThroughApi(ownOrigin(), "clinician", ADMINISTRATOR);
  const rows = async () => {
    const query = { client: api.who.clientId ?? "" };
    const { events } = await administrator.call(listAudit, { query });
    return events.filter(({ account }) => account?.kind === "client");
  };
  const before = await rows();
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await context.setOffline(true);
  await helpTexts(visitor);
  await button(visitor, "right_now_quiet_start").click();
  await nav(visitor, "nav_help").click();
  await link(visitor, "help_to_plan").click();
  await context.setOffline(false);
  expect(asked).toEqual([]);
  expect(await rows()).toEqual(before);
});

test("an urge is ridden out over a locked phone and put on the card", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, context, words, api } = visitor;
  await putPlan(api, A_PLAN);
  await emptyDay(api, diaryToday());
  await page.clock.install();
  await openWithHelp(visitor);
  await link(visitor, "right_now_title").click();
  for (const radio of await page.getByRole("main").getByRole("radio").all())
    expect(await radio.isChecked()).toBe(false);
  await strength(visitor, "right_now_strength", 4).check();
  await page.getByText(words("right_now_at", { value: "4" })).waitFor();
  await page.getByRole("checkbox", { name: "Ring Mara and say the number", exact: true }).check();
  await button(visitor, "right_now_quiet_start").click();
  await page.getByText(words("right_now_quiet_left", { count: 10 })).waitFor();
  // The phone throws the page away while it is locked.
  await page.clock.fastForward("06:30");
  await page.reload();
  await page.getByText(words("right_now_quiet_left", { count: 4 })).waitFor();
  await page.clock.fastForward("04:00");
  await page
    .getByRole("status")
    .getByText(words("right_now_quiet_over"), { exact: true })
    .waitFor();
  await button(visitor, "right_now_quiet_end").click();
  // A thumb that is still asleep finds one question, and it is the one about now.
  const ratings = page.getByRole("main").getByRole("radiogroup");
  await expect.poll(async () => ratings.count()).toBe(1);
  await strength(visitor, "right_now_after", 2).check();
  await page.getByText(words("right_now_then", { before: "4", after: "2" })).waitFor();
  expect(await storedValue(api, diaryToday(), URGE)).toBeNull();

  await nav(visitor, "nav_today").click();
  await rated(page, words, URGE, 4).waitFor();
  await link(visitor, "right_now_title").click();
  await page.getByRole("radio", { name: URGE, exact: true }).check();
  visitor.expectTrouble(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await button(visitor, "right_now_put").click();
  await page.getByText(words("today_done_unsent", { count: 1 })).waitFor();
  expect(await page.getByText(words("right_now_put_done")).count()).toBe(0);
  await context.setOffline(false);
  await page.getByText(words("right_now_put_done")).waitFor();
  await link(visitor, "right_now_to_today").click();
  expect(await rated(page, words, URGE, 4).isChecked()).toBe(true);
  const day = await readDay(api, diaryToday());
  const item = day.items.find((each) => each.words === URGE);
  expect(day.riddenOut.at(-1)).toMatchObject({ item: item?.id, before: 4, after: 2 });
  const acts = new Set(actsOf(day.items).map(({ id }) => id));
  expect(day.entries.filter((entry) => acts.has(entry.item))).toEqual([]);
  // The next urge of the day is another one.
  await link(visitor, "right_now_title").click();
  await strength(visitor, "right_now_strength", 4).waitFor();
  expect(await strength(visitor, "right_now_strength", 4).isChecked()).toBe(false);
  await emptyDay(api, diaryToday());
});

test("what could not be read is not said to be missing", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, words, open } = visitor;
  visitor.expectTrouble(/ERR_FAILED/);
  await page.route(/\/(?:safety-plan|coaching)$/, async (route) =>
    route.request().resourceType() === "document" ? route.continue() : route.abort(),
  );
  await open("/coaching");
  await page.getByText(words("coaching_not_here")).waitFor();
  await open("/right-now");
  await strength(visitor, "right_now_strength", 4).check();
  await page.getByText(words("right_now_moves_not_here")).waitFor();
  expect(await page.getByText(words("right_now_moves_none")).count()).toBe(0);
});

test("a copy that was asked for is read signed out and without a network, until it is taken off", async () => {
  const visitor = await visit({ app: "client", email: LEAVER });
  const { page, context, words, address, open, api } = visitor;
  await putPlan(api, A_PLAN);
  await open("/plan");
  const own = page.getByText(A_PLAN.rightNow.line);
  await own.waitFor();
  const workersPage = async () =>
    page.evaluate(
      async (path) => (await (await caches.match(path))?.text()) ?? "",
      address("/offline-page"),
    );
  await expect.poll(workersPage).toContain(words("help_title"));
  expect(await workersPage()).not.toContain(A_PLAN.rightNow.line);
  await button(visitor, "plan_copy_yes").click();
  await button(visitor, "plan_copy_remove").waitFor();
  await nav(visitor, "nav_more").click();
  await button(visitor, "more_sign_out").click();
  await heading(visitor, "sign_in_title").waitFor();

  await open("/help");
  await own.waitFor();
  await link(visitor, "help_to_right_now").click();
  await strength(visitor, "right_now_strength", 3).check();
  await page.getByRole("checkbox", { name: "Cold water, count to thirty", exact: true }).waitFor();

  await expect.poll(workersPage).toContain(A_PLAN.rightNow.line);
  await context.setOffline(true);
  await page.goto(address("/week"));
  await page.getByRole("link", { name: "Mara, my sister: 555 0171", exact: true }).waitFor();
  await context.setOffline(false);

  await open("/help");
  await button(visitor, "plan_copy_remove").click();
  await own.waitFor({ state: "detached" });
  await expect.poll(workersPage).not.toContain(A_PLAN.rightNow.line);
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain(
    "Mara",
  );
});

test("a copy that is removed in one window stays removed, whatever another window still has in memory", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, context, words, address, open, api } = visitor;
  await putPlan(api, A_PLAN);
  await open("/plan");
  await button(visitor, "plan_copy_yes").click();
  const other = await context.newPage();
  await other.clock.install();
  const read = async () => other.waitForResponse(/\/safety-plan$/);
  await Promise.all([read(), other.goto(address("/plan"))]);
  const removeThere = other.getByRole("button", { name: words("plan_copy_remove"), exact: true });
  await removeThere.waitFor();
  await button(visitor, "plan_copy_remove").click();
  await removeThere.waitFor({ state: "detached" });
  // Two hours later that window reads the plan anew.
  await other.clock.fastForward("02:00:00");
  const again = read();
  await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await (await again).finished();
  await other.waitForLoadState("networkidle");
  expect(await page.evaluate(() => Object.keys(localStorage).join(" "))).not.toMatch(
    /plan-copy( |$)/,
  );
});

test("whom to call stands there in a browser that keeps nothing", async () => {
  const visitor = await visit({ app: "client" });
  const { page, open } = visitor;
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException("This browser keeps nothing.", "SecurityError");
        },
      });
  });
  await open("/help");
  await heading(visitor, "help_title").waitFor();
  expect(await page.locator("a[href^='tel:']").count()).toBeGreaterThan(0);
});
