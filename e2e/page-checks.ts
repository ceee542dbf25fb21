import { createRequire } from "node:module";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const require = createRequire(import.meta.url);
/** The axe that comes with its builder. */
const { source } = createRequire(require.resolve("@axe-core/playwright"))("axe-core") as {
  source: string;
};

/**
 * What axe has against a page by WCAG 2.2 A and AA; one line for each fault.
 * @param what `colours` looks at these alone, where a page differs from one that was looked at in nothing else
 */
export async function axeFaults(page: Page, what: "all" | "colours" = "all"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  await settled(page);
  // One page without frames: the older way of asking finds the same and needs no second page.
  const axe = new AxeBuilder({ page, axeSource: "void 'it is there'" })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });
  const asked = what === "all" ? axe.withTags(WCAG) : axe.withRules(["color-contrast"]);
  const { violations } = await asked.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1).join(" ").trim();
      return `${id}: ${target.join(" ")}: ${why ?? ""}`;
    }),
  );
}

/** How many pixels the page can be scrolled sideways. */
export const sidewaysScroll = async (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** Texts that are cut by the edge of a box or of the window and cannot be scrolled to. */
export const clippedTexts = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const slack = 1.5;
    const edge = document.documentElement.clientWidth + slack;
    const isUnseen = (element: Element): boolean =>
      element.closest("[href='#main'], [hidden], noscript, script, style, title") !== null ||
      !element.checkVisibility({ visibilityProperty: true });
    const cutBy = (text: Text): string | null => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0) return null;
      for (let at = text.parentElement; at !== null; at = at.parentElement) {
        const { overflowX, position } = getComputedStyle(at);
        const frame = at.getBoundingClientRect();
        if (frame.width <= 1.5 && overflowX !== "visible") return null;
        if (overflowX === "auto" || overflowX === "scroll") return null;
        const cuts = overflowX === "hidden" || overflowX === "clip";
        if (cuts && (box.right > frame.right + slack || box.left < frame.left - slack))
          return `${at.tagName.toLowerCase()}.${at.className}`;
        if (position === "fixed") break;
      }
      return box.right > edge || box.left < -slack ? "the window" : null;
    };
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const words = node.textContent?.trim() ?? "";
      if (words === "" || node.parentElement === null || isUnseen(node.parentElement)) continue;
      const by = cutBy(node as Text);
      if (by !== null) found.push(`"${words.slice(0, 60)}" is cut by ${by}`);
    }
    return found;
  });

/** Controls that are smaller than 44 pixels in one direction, with their size. A modal hides those below it. */
export const smallTargets = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const least = 44;
    const root = document.querySelector("dialog:modal") ?? document.body;
    const controls = root.querySelectorAll("a[href], button, input, select, textarea, summary");
    return Array.from(controls).flatMap((control) => {
      if (control.matches("[href='#main']") || !control.checkVisibility()) return [];
      const area = control.matches("[type=radio], [type=checkbox]")
        ? (control.closest("label") ?? control)
        : control;
      const { width, height } = area.getBoundingClientRect();
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      const name = control.getAttribute("aria-label") ?? control.textContent?.trim() ?? "";
      return [`${control.tagName} "${name}" ${width.toFixed(0)} × ${height.toFixed(0)}`];
    });
  });

/** Waits until the page has been drawn anew after a change of size, colours or focus, moves and fades included. */
export const settled = async (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    });
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(async ({ finished }) => finished));
  });

/** The size of text in a browser that nobody has set up, in pixels. */
const USUAL_TEXT = 16;

/** Lays the page out for a window, with the browser's own text setting so many times as large as usual. */
export async function layOut(
  page: Page,
  size: { width: number; height: number },
  textSize: number,
): Promise<void> {
  await page.setViewportSize(size);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: USUAL_TEXT * textSize } });
  await session.detach();
  await page.evaluate(hasTakenOver, { width: size.width, text: USUAL_TEXT * textSize });
  await settled(page);
}

/** Window and text setting reach the page a little after they were asked for; on a busy machine some frames later. */
async function hasTakenOver(wanted: { width: number; text: number }): Promise<void> {
  const probe = document.createElement("span");
  probe.style.fontSize = "medium";
  document.body.append(probe);
  const isThere = () =>
    window.innerWidth === wanted.width &&
    Number.parseFloat(getComputedStyle(probe).fontSize) === wanted.text;
  const deadline = performance.now() + 3_000;
  while (!isThere() && performance.now() < deadline) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  probe.remove();
}
