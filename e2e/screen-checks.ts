import { expect } from "vitest";
import { axeFaults, clippedTexts, layOut, settled, sidewaysScroll } from "./page-checks.ts";
import type { Screen } from "./screen.ts";
import type { useVisits, Visit } from "./visit.ts";
import { DESK, PHONE } from "./window.ts";

const NARROW = { width: 320, height: 640 } as const;

/** Opens a window at a screen, without worker and without moves. */
export async function arriveAt(
  visit: ReturnType<typeof useVisits>["visit"],
  { app, email, arrive }: Screen,
): Promise<Visit> {
  const visitor = await visit({
    app,
    ...(email === undefined ? {} : { email }),
    browser: { serviceWorkers: "block", reducedMotion: "reduce" },
  });
  await arrive(visitor);
  return visitor;
}

/** Everything that axe finds in light and dark, on a phone and on a desk. */
export async function faultsInEveryLook({ page }: Visit): Promise<string[]> {
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
export const TIGHT = [
  { size: NARROW, textSize: 1 },
  { size: PHONE, textSize: 2 },
  { size: DESK, textSize: 2 },
] as const;

/** Expects that nothing is lost there. */
export async function expectRoom({ page }: Pick<Visit, "page">): Promise<void> {
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
