import { expect } from "vitest";
import { axeFaults, clippedTexts, layOut, settled, sidewaysScroll } from "./page-checks.ts";
import { backToEnglish, inPseudoLocale, rawWords, saidTexts } from "./pseudo-locale.ts";
import type { Screen } from "./screen.ts";
import type { useVisits, Visit } from "./visit.ts";
import { DESK, PHONE } from "./window.ts";

const NARROW = { width: 320, height: 640 } as const;

type Room = {
  readonly size: { readonly width: number; readonly height: number };
  readonly textSize: number;
};

/** Opens a window at a screen in the pseudo-locale, without worker and without moves. */
async function arriveAt(
  visit: ReturnType<typeof useVisits>["visit"],
  { app, email, arrive }: Screen,
): Promise<Visit> {
  const visitor = await visit({
    app,
    catalogue: "en-XA",
    ...(email === undefined ? {} : { email }),
    browser: { serviceWorkers: "block", reducedMotion: "reduce" },
  });
  await inPseudoLocale(visitor.page, app);
  await arrive(visitor);
  return visitor;
}

/**
 * Comes to a screen in the pseudo-locale, expects that it has no words of its own and room for longer ones, and leaves
 * it in English, so that one visit is enough for every look at it.
 * @param own people's and the clinic's own words
 */
export async function arriveThroughPseudoLocale(
  visit: ReturnType<typeof useVisits>["visit"],
  screen: Screen,
  own: RegExp,
): Promise<Visit> {
  const visitor = await arriveAt(visit, screen);
  const texts = await saidTexts(visitor.page);
  expect(texts.join()).toContain("⟦");
  expect(rawWords(texts, own)).toEqual([]);
  const sizes = screen.app === "client" ? [PHONE] : [DESK, PHONE];
  await expectRoom(
    visitor,
    sizes.map((size) => ({ size, textSize: 1 })),
  );
  await backToEnglish(visitor.page);
  return visitor;
}

/** Everything that axe finds in light and dark, on a phone and on a desk. */
export async function faultsInEveryLook({ page }: Visit): Promise<string[]> {
  const faults: string[] = [];
  for (const { size, colorScheme } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await settled(page);
    const found = await axeFaults(page, colorScheme === "light" ? "all" : "colours");
    faults.push(...found.map((fault) => `${String(size.width)} px, ${colorScheme}: ${fault}`));
  }
  return faults;
}

/** In an order in which one thing changes at a time. */
const LOOKS = [
  { size: PHONE, colorScheme: "light" },
  { size: PHONE, colorScheme: "dark" },
  { size: DESK, colorScheme: "dark" },
  { size: DESK, colorScheme: "light" },
] as const;

/** The narrowest phone, and text of twice the size. */
export const TIGHT = [
  { size: DESK, textSize: 2 },
  { size: PHONE, textSize: 2 },
  { size: NARROW, textSize: 1 },
] as const;

/** Expects that nothing is lost there. */
export async function expectRoom(
  { page }: Pick<Visit, "page">,
  rooms: readonly Room[] = TIGHT,
): Promise<void> {
  for (const { size, textSize } of rooms) {
    await layOut(page, size, textSize);
    const lost = async () => ({
      sideways: await sidewaysScroll(page),
      clipped: await clippedTexts(page),
    });
    const look = `${String(size.width)} px, text × ${String(textSize)}`;
    await expect.poll(lost, { message: look }).toEqual({ sideways: 0, clipped: [] });
  }
}
