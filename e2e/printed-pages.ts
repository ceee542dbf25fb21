import type { Page } from "playwright-core";

/** How many sheets of paper a page takes. Chromium writes one plain `/Type /Page` for each. */
export async function printedPages(page: Page, format: "A4" | "Letter"): Promise<number> {
  const pdf = await page.pdf({ format });
  return Array.from(pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)).length;
}
