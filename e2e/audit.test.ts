import { readFile } from "node:fs/promises";
import { listClients } from "@trellis/api/client";
import { readWeek } from "@trellis/api/diary-card";
import { expect, test } from "vitest";
import { diaryToday } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { ADMINISTRATOR, THERAPIST } from "./screen.ts";
import { signInThroughApi } from "./server-api.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();

/** A therapist opens the card of R. L.; gives the therapist's name. */
async function openCard(): Promise<string> {
  const api = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
  const { clients } = await api.call(listClients, {});
  const clientId = clients.find(({ initials }) => initials === "R. L.")?.id ?? "";
  await api.call(readWeek, { params: { clientId }, query: { to: diaryToday() } });
  return api.who.name;
}

for (const locale of ["en", "es"] as const)
  test(`an administrator finds who opened a record, narrows it down and takes it along as a file (${locale})`, async () => {
    const name = await openCard();
    const { page, words, open } = await visit({ app: "clinician", email: ADMINISTRATOR, locale });
    await open();
    await page.getByRole("link", { name: words("place_audit"), exact: true }).click();
    const table = page.getByRole("table", { name: words("audit_table"), exact: true });
    const opened = table
      .getByRole("row")
      .filter({ hasText: words("audit_op_diary_card_read_week") })
      .filter({ hasText: "R. L." })
      .first();
    await opened.waitFor();
    await opened.getByRole("button", { name: words("audit_of_account", { name }) }).click();
    const clear = page.getByRole("button", {
      name: words("audit_clear_account", { name }),
    });
    await clear.waitFor();
    await page
      .getByLabel(words("audit_filter_what"), { exact: true })
      .selectOption("diary-card.read-week");
    // The head of the table names nobody.
    await table.getByRole("row").filter({ hasNotText: name }).nth(1).waitFor({ state: "detached" });

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: words("audit_export"), exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("audit.csv");
    const [head = "", first = ""] = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(head).toContain("operation");
    expect(first).toContain("diary-card.read-week");
    expect(first).toContain(name);

    await page.reload();
    await clear.click();
    await page
      .getByRole("row")
      .filter({ hasText: words("audit_op_audit_export") })
      .first()
      .waitFor({ state: "detached" });
    await page.getByLabel(words("audit_filter_what"), { exact: true }).selectOption("audit.export");
    await table
      .getByRole("row")
      .filter({ hasText: words("audit_op_audit_export") })
      .first()
      .waitFor();
  });

test("an account's page and a client's page lead to their rows of the audit", async () => {
  const name = await openCard();
  const { page, words, open } = await visit({ app: "clinician", email: ADMINISTRATOR });
  const chosen = (label: string) =>
    page.getByLabel(label, { exact: true }).locator("option:checked");
  await open("/accounts");
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: words("account_audit_link"), exact: true }).click();
  await expect.poll(() => chosen(words("audit_column_who")).textContent()).toBe(name);
  await page.getByRole("row").filter({ hasText: name }).first().waitFor();

  await open("/clients");
  await page.getByRole("link", { name: /^R\. L\./ }).click();
  await page.getByRole("link", { name: words("client_admin_audit_link"), exact: true }).click();
  await expect.poll(() => chosen(words("audit_column_whose")).textContent()).toMatch(/^R\. L\./);
  await page
    .getByRole("row")
    .filter({ hasText: words("audit_op_diary_card_read_week") })
    .first()
    .waitFor();
});
