import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchBrowser } from "../tools/browser.ts";
import { root } from "../tools/root.ts";
import { ownOrigin } from "./own-product.ts";
import { axeFaults, clippedTexts, layOut, settled, sidewaysScroll } from "./page-checks.ts";
import { DESK, PHONE } from "./window.ts";

let server: ViteDevServer | undefined;
let browser: Browser | undefined;
let address = "";

beforeAll(async () => {
  // Parts behave otherwise under test, and in the gallery they should be as people see them.
  vi.stubEnv("NODE_ENV", "development");
  server = await createServer({
    configFile: join(root, "packages/ui/gallery/vite.config.ts"),
    server: {
      host: "127.0.0.1",
      port: 0,
      hmr: false,
      watch: null,
    },
    logLevel: "error",
  });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? "";
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  vi.unstubAllEnvs();
});

async function openGallery(
  colorScheme: "light" | "dark",
): Promise<{ page: Page; errors: string[] }> {
  if (browser === undefined) throw new Error("the browser has not started");
  const page = await browser.newPage({ colorScheme, reducedMotion: "reduce", viewport: PHONE });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, errors };
}

test.each(["light", "dark"] as const)("every part is accessible in %s", async (colorScheme) => {
  const { page, errors } = await openGallery(colorScheme);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await settled(page);
    expect(await axeFaults(page)).toEqual([]);
  }
  for (const opener of ["Open a dialog", "Open a sheet"]) {
    await page.getByRole("button", { name: opener }).click();
    await page.getByRole("dialog").waitFor();
    await settled(page);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Show a toast" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

test("no part is lost on a narrow phone or in large text", async () => {
  const { page } = await openGallery("light");
  for (const [size, textSize] of [
    [{ width: 320, height: 640 }, 1],
    [PHONE, 2],
    [DESK, 2],
  ] as const) {
    await layOut(page, size, textSize);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await clippedTexts(page)).toEqual([]);
  }
  await page.close();
});

test("the product's policy admits exactly the style that React Aria puts into a page", async () => {
  const { page } = await openGallery("light");
  const styles = await page.locator("style").allTextContents();
  const ofReactAria = styles.filter((text) => text.includes("data-react-aria-pressable"));
  await page.close();
  const answer = await fetch(`${ownOrigin()}/clinic/`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const hashes = Array.from(policy.matchAll(/'sha256-([^']+)'/g), (found) => found[1]);
  const found = ofReactAria.map((text) => createHash("sha256").update(text).digest("base64"));
  expect(found).toEqual(hashes);
});
