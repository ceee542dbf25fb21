import { expect, test } from "vitest";
import { findBrowser, launchBrowser } from "./browser.ts";

test("finds a Chromium that renders a page and keeps its defences", async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p id="a">one</p><script>document.title = "ran"</script>');
    expect(await page.textContent("#a")).toBe("one");
    expect(await page.title()).toBe("ran");
  } finally {
    await browser.close();
  }
}, 60_000);

test("a browser that is not there is named", async () => {
  const before = process.env["TRELLIS_CHROMIUM"];
  process.env["TRELLIS_CHROMIUM"] = "/nowhere/chromium";
  try {
    await expect(findBrowser()).rejects.toThrow("/nowhere/chromium, which does not exist");
  } finally {
    if (before === undefined) delete process.env["TRELLIS_CHROMIUM"];
    else process.env["TRELLIS_CHROMIUM"] = before;
  }
});
