import { call } from "@trellis/api/api-client";
import { readDoor } from "@trellis/api/sign-in";
import { beforeAll, expect, test } from "vitest";
import { ownOrigin } from "./own-product.ts";
import { axeFaults, clippedTexts, layOut, sidewaysScroll, smallTargets } from "./page-checks.ts";
import { ownWords } from "./pseudo-locale.ts";
import {
  arriveThroughPseudoLocale,
  expectRoom,
  faultsInEveryLook,
  TIGHT,
} from "./screen-checks.ts";
import { CLIENT_SCREENS } from "./screens-client.ts";
import { asStranger, CLINIC } from "./server-api.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();

let own: RegExp;
beforeAll(async () => {
  own = await ownWords(ownOrigin());
});

test.each(CLIENT_SCREENS)("client: $name", async (screen) => {
  const visitor = await arriveThroughPseudoLocale(visit, screen, own);
  expect(await smallTargets(visitor.page)).toEqual([]);
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
  // Help is one tap away from wherever a client is, over a sheet or signed out too (R-CS-5).
  await visitor.page.locator('a[href$="/help"]').first().waitFor({ state: "visible" });
  const { appName } = await call(asStranger(ownOrigin()), readDoor, {
    params: { clinic: CLINIC },
  });
  expect(await visitor.page.title()).toBe(appName);
});

test("Help now ends the first row of the bar, also with large text", async () => {
  const { page, words, open } = await visit({ app: "client", email: "rosa@demo.example" });
  await open();
  const nav = page.getByRole("navigation");
  const boxOf = async (name: string) => {
    const box = await nav.getByRole("link", { name: words(name), exact: true }).boundingBox();
    if (box === null) throw new Error(`${name} is not in the bar`);
    return box;
  };
  await nav.getByRole("link", { name: words("nav_week"), exact: true }).waitFor();
  for (const { size, textSize } of TIGHT) {
    await layOut(page, size, textSize);
    const help = await boxOf("nav_help");
    const today = await boxOf("nav_today");
    expect(help.y).toBeCloseTo(today.y, 0);
    expect(Math.abs(help.x + help.width - size.width)).toBeLessThan(2);
  }
});

test.each(["/", "/api", "/c/nowhere/"])("the server's own page %s", async (path) => {
  const visitor = await visit({ app: "client" });
  visitor.expectTrouble(/^answer 404 \S+\/c\/nowhere\/$/);
  await visitor.page.goto(ownOrigin() + path);
  await visitor.page.getByRole("heading", { level: 1 }).waitFor();
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
});

test.each(["client", "clinician"] as const)("the %s's page says its language", async (app) => {
  const { page, open, words } = await visit({ app, locale: "es" });
  await open();
  await page.getByText(words("demo_banner")).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");
});

test("nothing moves or fades where less motion is asked for", async () => {
  const { page, open } = await visit({ app: "client", browser: { reducedMotion: "reduce" } });
  await open("/help");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const moving = await page.evaluate(() => {
    document.documentElement.style.color = "red";
    document.documentElement.style.colorScheme = "dark";
    return document.getAnimations().length;
  });
  expect(moving).toBe(0);
});

test("the checks of this file find what is planted", async () => {
  const { page, open } = await visit({ app: "client" });
  await open("/help");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => {
    const wide = document.createElement("p");
    wide.textContent = "a-word-that-cannot-be-broken-".repeat(9);
    wide.style.whiteSpace = "nowrap";
    wide.style.color = "#999";
    const small = document.createElement("button");
    small.style.width = "20px";
    small.style.color = "#999";
    document.querySelector("main")?.append(wide, small);
  });
  expect(await smallTargets(page)).toHaveLength(1);
  const rulesOf = (faults: readonly string[]) => faults.map((fault) => fault.split(":")[0]);
  expect(rulesOf(await axeFaults(page))).toEqual(["button-name", "color-contrast"]);
  expect(rulesOf(await axeFaults(page, "colours"))).toEqual(["color-contrast"]);
  expect(await sidewaysScroll(page)).toBeGreaterThan(100);
  expect(await clippedTexts(page)).toHaveLength(1);
});
