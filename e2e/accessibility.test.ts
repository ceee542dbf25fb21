import { call } from "@trellis/api/api-client";
import { readDoor } from "@trellis/api/sign-in";
import { expect, inject, test } from "vitest";
import {
  axeFaults,
  clippedTexts,
  layOut,
  settled,
  sidewaysScroll,
  smallTargets,
} from "./page-checks.ts";
import type { Screen } from "./screen.ts";
import { CLIENT_SCREENS } from "./screens-client.ts";
import { CLINICIAN_SCREENS } from "./screens-clinician.ts";
import { asStranger, CLINIC } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";
import { DESK, PHONE } from "./window.ts";

const { visit } = useVisits();
const NARROW = { width: 320, height: 640 } as const;

async function arriveAt({ app, email, arrive }: Screen): Promise<Visit> {
  const visitor = await visit({
    app,
    ...(email === undefined ? {} : { email }),
    browser: { serviceWorkers: "block", reducedMotion: "reduce" },
  });
  await arrive(visitor);
  return visitor;
}

/** Everything that axe finds in light and dark, on a phone and on a desk. */
async function faultsInEveryLook({ page }: Visit): Promise<string[]> {
  const faults: string[] = [];
  for (const size of [PHONE, DESK])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await settled(page);
      const found = await axeFaults(page, colorScheme === "light" ? "all" : "colours");
      faults.push(...found.map((fault) => `${String(size.width)} px, ${colorScheme}: ${fault}`));
    }
  return faults;
}

/** What is lost on the narrowest phone, and with text of twice the size. */
const TIGHT = [
  { size: NARROW, textSize: 1 },
  { size: PHONE, textSize: 2 },
  { size: DESK, textSize: 2 },
] as const;

async function expectRoom({ page }: Pick<Visit, "page">): Promise<void> {
  for (const { size, textSize } of TIGHT) {
    await layOut(page, size, textSize);
    const lost = async () => ({
      sideways: await sidewaysScroll(page),
      clipped: await clippedTexts(page),
    });
    const look = `${String(size.width)} px, text × ${String(textSize)}`;
    await expect.poll(lost, { message: look }).toEqual({ sideways: 0, clipped: [] });
  }
}

test.each(CLIENT_SCREENS)("client: $name", async (screen) => {
  const visitor = await arriveAt(screen);
  expect(await smallTargets(visitor.page)).toEqual([]);
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
  const { appName } = await call(asStranger(inject("origin")), readDoor, {
    params: { clinic: CLINIC },
  });
  expect(await visitor.page.title()).toBe(appName);
});

test.each(CLINICIAN_SCREENS)("clinician: $name", async (screen) => {
  const visitor = await arriveAt(screen);
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
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
  await visitor.page.goto(inject("origin") + path);
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
    const small = document.createElement("button");
    small.style.width = "20px";
    small.style.color = "#999";
    document.querySelector("main")?.append(wide, small);
  });
  expect(await smallTargets(page)).toHaveLength(1);
  expect((await axeFaults(page)).map((fault) => fault.split(":")[0])).toEqual(["button-name"]);
  expect(await sidewaysScroll(page)).toBeGreaterThan(100);
  expect(await clippedTexts(page)).toHaveLength(1);
});
