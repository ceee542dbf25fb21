import { call } from "@trellis/api/api-client";
import { readDoor } from "@trellis/api/sign-in";
import { helpIn } from "@trellis/domain/crisis-line";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, saveState } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { axeFaults, clippedTexts, layOut, settled, sidewaysScroll } from "./page-checks.ts";
import { asStranger, CLINIC } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const URGE = "Urge to hurt myself";
const CLIENT = "rosa@demo.example";
const THERAPIST = "ada.okafor@demo.example";

/** Opens a page that the worker of the client's app holds, as it does from the second visit on. */
async function openUnderWorker({ page, open }: Visit, path = "/"): Promise<void> {
  await open(path);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await open(path);
  const isHeld = async () => page.evaluate(() => navigator.serviceWorker.controller !== null);
  await expect.poll(isHeld).toBe(true);
}

test("the worker registers under the real headers, for its clinic's address alone", async () => {
  const visitor = await visit({ app: "client" });
  const { page, address } = visitor;
  const answer = await page.goto(address("/"));
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("trusted-types trellis-worker");
  await openUnderWorker(visitor);
  const found = await page.evaluate(async () => {
    const { scope, active } = await navigator.serviceWorker.ready;
    const all = await navigator.serviceWorker.getRegistrations();
    return { scope, script: active?.scriptURL, count: all.length };
  });
  expect(found).toEqual({ scope: address("/"), script: address("/sw.js"), count: 1 });
});

/** What the page's own policy says to code that a stranger has brought in. */
const attempts = async (page: Page) =>
  page.evaluate(async () => {
    const outcome = async (attempt: () => unknown): Promise<string> => {
      try {
        await attempt();
        return "done";
      } catch (error) {
        return error instanceof Error ? error.name : "refused";
      }
    };
    const script = document.createElement("script");
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
    };
    return {
      html: await outcome(() => {
        document.body.innerHTML = "<b>bold</b>";
      }),
      scriptText: await outcome(() => {
        script.text = "window.taken = true";
      }),
      scriptAddress: await outcome(() => {
        script.src = "/app/client/other.js";
      }),
      otherWorker: await outcome(() => navigator.serviceWorker.register("/c/demo/other.js")),
      ownWorkerAsText: await outcome(() => navigator.serviceWorker.register("/c/demo/sw.js")),
      otherPolicy: await outcome(() => trustedTypes.createPolicy("other", {})),
      samePolicyAgain: await outcome(() => trustedTypes.createPolicy("trellis-worker", {})),
      otherHost: await outcome(() => fetch("http://localhost:9/")),
      cookies: document.cookie,
    };
  });

test("trusted types refuse markup, scripts, other workers and other policies", async () => {
  const { page, open, expectTrouble } = await visit({ app: "client", email: CLIENT });
  expectTrouble(/^console: (This document requires|policy: |Connecting to|Fetch API cannot)/);
  expectTrouble(/^console: Creating a TrustedTypePolicy|^console: Refused to create a TrustedType/);
  await open();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  expect(await attempts(page)).toEqual({
    html: "TypeError",
    scriptText: "TypeError",
    scriptAddress: "TypeError",
    otherWorker: "TypeError",
    ownWorkerAsText: "TypeError",
    otherPolicy: "TypeError",
    samePolicyAgain: "TypeError",
    otherHost: "TypeError",
    cookies: "",
  });
});

test("nothing of a record stays on the phone: neither in the worker's cache nor in storage", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, words, api } = visitor;
  await emptyDay(api, diaryToday());
  await openUnderWorker(visitor);
  await rated(page, words, URGE, 4).click();
  await page.getByLabel(words("today_note")).fill("A sentence of my own.");
  await page.getByLabel(words("today_note")).blur();
  await saveState(page, words, "sent").waitFor();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_week"), exact: true })
    .click();
  await page.getByRole("table").waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const inCaches = await Promise.all(
      names.map(async (name) => {
        const requests = await (await caches.open(name)).keys();
        return requests.map(({ url }) => new URL(url).pathname);
      }),
    );
    const databases = await indexedDB.databases();
    const texts = [localStorage, sessionStorage].map((storage) =>
      JSON.stringify(Object.entries(storage)),
    );
    return { inCaches: inCaches.flat(), databases, texts: texts.join() };
  });
  expect(kept.inCaches).toEqual([`/c/${CLINIC}/offline-page`]);
  expect(kept.databases).toEqual([]);
  for (const word of [URGE, "A sentence", "Sadness", "rosa"])
    expect(kept.texts).not.toContain(word);
});

test("pages of clinicians belong to no worker", async () => {
  const visitor = await visit({ app: "client" });
  const { page } = visitor;
  visitor.expectTrouble(/^answer 401 \S+\/api\/sign-in$/);
  await openUnderWorker(visitor);
  for (const path of ["/clinic/", "/"]) {
    await page.goto(ownOrigin() + path);
    const held = await page.evaluate(async () => ({
      controller: navigator.serviceWorker.controller,
      registration: (await navigator.serviceWorker.getRegistration()) ?? null,
    }));
    expect(held).toEqual({ controller: null, registration: null });
  }
});

test.each(["en", "es"] as const)(
  "without a network a new page says in %s whom to call",
  async (locale) => {
    const visitor = await visit({ app: "client", locale });
    const { page, context, words, address, open } = visitor;
    const door = await call(asStranger(ownOrigin()), readDoor, { params: { clinic: CLINIC } });
    const { emergency } = helpIn(door.country);
    await openUnderWorker(visitor, "/help");
    const kept = async () =>
      page.evaluate(
        async (path) => (await (await caches.match(path))?.text()) ?? "",
        address("/offline-page"),
      );
    await expect.poll(kept).toContain(words("help_title"));

    await context.setOffline(true);
    await page.goto(address("/week"));
    await page.getByRole("heading", { level: 1, name: words("help_title"), exact: true }).waitFor();
    await page.getByText(words("help_nobody_watches")).waitFor();
    for (const { phone } of emergency) {
      const link = page.getByRole("link", {
        name: words("help_call", { number: phone }),
        exact: true,
      });
      expect(await link.getAttribute("href")).toBe(`tel:${phone.replaceAll(" ", "")}`);
    }
    expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    expect(await page.title()).toBe(door.appName);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      expect(await axeFaults(page)).toEqual([]);
    }
    await layOut(page, { width: 320, height: 640 }, 2);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await clippedTexts(page)).toEqual([]);

    await context.setOffline(false);
    await page.getByRole("link", { name: words("retry"), exact: true }).click();
    await page
      .getByRole("heading", { level: 1, name: words("sign_in_title"), exact: true })
      .waitFor();
    await open("/help");
  },
);

test("neither app asks any other host for anything", async () => {
  const hosts = new Set<string>();
  for (const options of [
    { app: "client", email: CLIENT, paths: ["/", "/week", "/more", "/help"] },
    { app: "clinician", email: THERAPIST, paths: ["/"] },
  ] as const) {
    const { page, context, open } = await visit(options);
    await context.route("**/*", async (route) => {
      const { host } = new URL(route.request().url());
      hosts.add(host);
      return host === new URL(ownOrigin()).host ? route.continue() : route.abort();
    });
    for (const path of options.paths) {
      await open(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.evaluate(async () => void (await document.fonts.ready));
    }
  }
  expect([...hosts]).toEqual([new URL(ownOrigin()).host]);
});
