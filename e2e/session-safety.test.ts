import { readCardDesign } from "@trellis/api/card-item";
import { listClients } from "@trellis/api/client";
import { expect, test } from "vitest";
import { PASSWORD } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const THERAPIST = "ada.okafor@demo.example";
const { visit } = useVisits();

const atDesk = () => visit({ app: "clinician", email: THERAPIST });

async function idOf({ api }: Visit, initials: string): Promise<string> {
  const { clients } = await api.call(listClients, {});
  const found = clients.find((client) => client.initials === initials);
  if (found === undefined) throw new Error(`there is no ${initials}`);
  return found.id;
}

test("a double click records one session, and it can be removed where other days are recorded", async () => {
  const desk = await atDesk();
  const { page, words, open } = desk;
  await open(`/clients/${await idOf(desk, "M. Q.")}/session`);
  const met = page.getByRole("button", { name: words("session_met_today"), exact: true });
  await met.waitFor();
  const box = await met.boundingBox();
  if (box === null) throw new Error("the button is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.click(x, y);
  await page.waitForTimeout(120);
  await page.mouse.click(x, y);
  await page.getByText(words("session_met_today_done")).waitFor();
  await page.waitForTimeout(900);
  expect(await page.getByText(words("session_met_today_done")).count()).toBe(1);

  await page.getByRole("button", { name: words("session_met_other_day"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByLabel(words("session_met_other_day_label")).inputValue()).toBe("");
  await dialog.getByRole("button", { name: words("session_met_other_day_action") }).click();
  await dialog.getByText(words("session_day_wrong")).waitFor();
  await dialog.getByLabel(words("session_met_other_day_label")).fill("2016-03-03");
  await dialog.getByText(words("session_day_too_far")).waitFor();
  await dialog.getByText(words("session_remove"), { exact: true }).first().click();
  await met.waitFor({ state: "attached" });
  await dialog.getByRole("button", { name: words("clinician_cancel") }).click();
  await met.waitFor();
});

test("a double click on the button of a sheet makes one thing and does nothing underneath", async () => {
  const desk = await atDesk();
  const { page, words, open, api } = desk;
  const clientId = await idOf(desk, "I. C.");
  await open(`/clients/${clientId}/card`);
  await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(words("card_design_target_words")).fill("once and no more");
  await sheet.getByLabel(words("card_design_level_qol"), { exact: true }).check();
  await sheet.getByLabel(words("card_design_decrease"), { exact: true }).check();
  const add = sheet.getByRole("button", { name: words("card_design_add"), exact: true });
  await add.dblclick({ delay: 20 });
  await sheet.waitFor({ state: "detached" });
  expect(await page.locator("html").getAttribute("data-pointer-held")).toBe("");
  await expect.poll(() => page.locator("html").getAttribute("data-pointer-held")).toBe(null);
  const { targets } = await api.call(readCardDesign, { params: { clientId } });
  expect(targets.filter((target) => target.words === "once and no more")).toHaveLength(1);
});

test("the browser's way back leads to nothing but what is shown to the client", async () => {
  const desk = await atDesk();
  const { page, words, open } = desk;
  await open();
  await page.getByRole("link", { name: /^R\. L\./ }).click();
  await page.getByRole("link", { name: words("session_show") }).click();
  const leave = page.getByRole("button", { name: words("session_show_end") });
  await leave.waitFor();
  const shown = page.url();
  await page.goBack();
  await page.waitForTimeout(200);
  expect(page.url()).toBe(shown);
  expect(await page.getByText("R. L.").count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: /^R\. L\./ }).waitFor();
});

test("signing out in one tab covers the record in the others", async () => {
  const own = await visit({ app: "clinician" });
  const { page, context, words, open } = own;
  await open();
  const email = page.getByLabel(words("clinician_sign_in_email"));
  await expect.poll(() => email.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type(THERAPIST);
  await page.getByLabel(words("clinician_sign_in_password")).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /^R\. L\./ }).click();
  await page.getByRole("table").waitFor();
  expect(await page.title()).toBe(`${words("session_tab")} · ${words("app_name")}`);
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole("table").waitFor();
  await second.getByRole("button", { name: words("clinician_account_open") }).click();
  await second.getByRole("button", { name: words("clinician_sign_out") }).click();
  const cover = page.getByRole("dialog", { name: words("clinician_sign_in_again_title") });
  await cover.waitFor();
  const password = cover.getByLabel(words("clinician_sign_in_password"));
  await expect
    .poll(() => password.evaluate((field) => field === document.activeElement))
    .toBe(true);
  expect(await cover.getByLabel(words("clinician_sign_in_email")).inputValue()).toBe(THERAPIST);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await cover.waitFor({ state: "detached" });
});

test("a mapping that was begun is asked about before it is left, and kept for another file", async () => {
  const desk = await atDesk();
  const { page, words, open } = desk;
  await open(`/clients/${await idOf(desk, "R. L.")}/import`);
  const paste = async (csv: string) => {
    await page.getByLabel(words("import_paste")).fill(csv);
    await page.getByRole("button", { name: words("import_paste_button") }).click();
  };
  await paste("date,down\n2012-08-13,3\n");
  const column = page.getByRole("group", { name: "down" });
  await column.getByLabel(words("import_column_aspect")).selectOption("emotion");
  await page.getByRole("button", { name: words("import_other_file") }).click();
  await paste("date,down,new\n2012-08-14,3,4\n");
  expect(await column.getByLabel(words("import_column_aspect")).inputValue()).toBe("emotion");
  await page.getByRole("link", { name: words("card_design_tab"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: words("import_leave_title") });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: words("import_stay") }).click();
  await column.waitFor();
  await page.getByRole("link", { name: words("card_design_tab"), exact: true }).click();
  await dialog.getByRole("button", { name: words("import_leave"), exact: true }).click();
  await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).waitFor();
});
