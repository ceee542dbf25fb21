import { listClients } from "@trellis/api/client";
import { addDays } from "@trellis/domain/civil-date";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday } from "./card.ts";
import { mailTo } from "./mail-box.ts";
import { ownDataRoot } from "./own-product.ts";
import { axeFaults } from "./page-checks.ts";
import { ADMINISTRATOR, openClient, THERAPIST } from "./screen.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const COLLEAGUE = { name: "Bea Hartnell", email: "bea.hartnell@demo.example" };
const SECOND = { name: "Otto Brandt", email: "otto.brandt@demo.example" };
const PASSWORD = "four plain words together";

const button = (part: Page | Locator, name: string): Locator =>
  part.getByRole("button", { name, exact: true });

/** The therapist's page of who works with this client. */
async function openTeam(initials: string): Promise<Visit> {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  await openClient(desk, initials, "care-team");
  await desk.page
    .getByRole("heading", { name: desk.words("care_team_now"), exact: true })
    .waitFor();
  return desk;
}

const initialsOf = async ({ api }: Visit): Promise<string[]> =>
  (await api.call(listClients, {})).clients.map(({ initials }) => initials);

test("a therapist lets somebody stand in until a day, ends it, and takes the end back", async () => {
  const desk = await openTeam("J. H.");
  const { page, words } = desk;
  await button(page, words("care_team_add")).click();
  const sheet = page.getByRole("dialog", { name: words("care_team_add_title"), exact: true });
  await sheet.getByRole("radio", { name: words("relation_cover"), exact: true }).click();
  await sheet
    .getByLabel(words("care_team_person"), { exact: true })
    .selectOption({ label: COLLEAGUE.name });
  await button(sheet, words("care_team_add_submit")).click();
  await sheet.getByText(words("care_team_day_needed")).waitFor();
  await sheet.getByLabel(words("care_team_until"), { exact: true }).fill(addDays(diaryToday(), 7));
  await button(sheet, words("care_team_add_submit")).click();
  await page.getByText(words("care_team_given", { name: COLLEAGUE.name })).waitFor();

  await button(page, words("care_team_add")).click();
  const offered = sheet
    .getByLabel(words("care_team_person"), { exact: true })
    .locator("option", { hasText: COLLEAGUE.name });
  await sheet.getByRole("radio", { name: words("relation_supervisor"), exact: true }).click();
  await expect.poll(() => offered.count()).toBe(1);
  await sheet.getByRole("radio", { name: words("relation_cover"), exact: true }).click();
  await expect.poll(() => offered.count()).toBe(0);
  // After the last day of the one cover there may be another.
  const later = addDays(diaryToday(), 20);
  await sheet.getByLabel(words("care_team_from"), { exact: true }).fill(later);
  await sheet.getByLabel(words("care_team_until"), { exact: true }).fill(later);
  await sheet
    .getByLabel(words("care_team_person"), { exact: true })
    .selectOption({ label: COLLEAGUE.name });
  await button(sheet, words("care_team_add_submit")).click();
  const coverOf = { name: COLLEAGUE.name, relation: words("relation_cover") };
  await button(page, words("care_team_take_back_named", coverOf)).click();
  await page.getByText(words("care_team_taken_back_named", coverOf)).waitFor();

  const cover = await visit({ app: "clinician", email: COLLEAGUE.email });
  await cover.open();
  await cover.page.getByText(cover.words("relation_cover"), { exact: true }).waitFor();
  await cover.page.getByRole("link", { name: /^J\. H\./ }).click();
  await cover.page.getByRole("table").waitFor();
  expect(await button(cover.page, cover.words("session_met_today")).count()).toBe(0);
  await cover.page.getByRole("link", { name: cover.words("card_design_tab"), exact: true }).click();
  await cover.page.getByRole("listitem").first().waitFor();
  expect(await button(cover.page, cover.words("card_design_add_item")).count()).toBe(0);

  const relation = words("relation_cover");
  const end = button(page, words("care_team_end_named", { name: COLLEAGUE.name, relation }));
  await end.click();
  await page.getByText(words("care_team_ended", { name: COLLEAGUE.name, relation })).waitFor();
  expect(await initialsOf(cover)).not.toContain("J. H.");
  // The newest toast stands last.
  await button(page, words("clinician_undo")).last().click();
  await page.getByText(words("care_team_given_again", { name: COLLEAGUE.name })).waitFor();
  expect(await initialsOf(cover)).toContain("J. H.");
  await end.click();
  await end.waitFor({ state: "detached" });
  await page.getByText(words("care_team_past", { count: 3 })).click();
  expect(await axeFaults(page)).toEqual([]);
});

/** A second administrator, who comes in by link and code. */
async function secondAdministrator(office: Visit): Promise<Visit> {
  const { page, words, open } = office;
  await open("/accounts");
  await button(page, words("accounts_invite")).click();
  const sheet = page.getByRole("dialog", { name: words("accounts_invite_title"), exact: true });
  const kind = words("account_kind_administrator");
  await sheet.getByRole("radio", { name: kind, exact: true }).click();
  await sheet.getByLabel(words("person_name"), { exact: true }).fill(SECOND.name);
  await sheet.getByLabel(words("person_email"), { exact: true }).fill(SECOND.email);
  await button(sheet, words("accounts_invite_submit")).click();
  const code = await page.getByRole("img").getAttribute("aria-label");
  // The code is shown once: one button takes it away, and no key that was pressed too often.
  for (const key of ["Enter", "Escape", "Escape", "Escape"]) await page.keyboard.press(key);
  await button(page, words("handed_done")).click();
  await page.getByRole("link", { name: SECOND.name, exact: true }).click();
  await button(page, words("account_invite_renew")).click();
  const renewing = page.getByRole("dialog", {
    name: words("account_invite_renew_title", { name: SECOND.name }),
  });
  await renewing.getByText(words("account_invite_renew_what")).waitFor();
  await button(renewing, words("clinician_cancel")).click();
  await open("/accounts");
  const own = await visit({ app: "clinician", locale: "es" });
  await own.page.goto((await mailTo(ownDataRoot(), SECOND.email)).link);
  await own.page
    .getByLabel(own.words("clinic_welcome_code"), { exact: true })
    .fill((code ?? "").replaceAll(" ", ""));
  await own.page.getByLabel(own.words("clinic_welcome_password"), { exact: true }).fill(PASSWORD);
  await button(own.page, own.words("clinic_welcome_submit")).click();
  await own.page.getByRole("heading", { level: 1, name: own.words("accounts_title") }).waitFor();
  return own;
}

test("a clinician's new password waits for a second administrator", async () => {
  const office = await visit({ app: "clinician", email: ADMINISTRATOR });
  const second = await secondAdministrator(office);
  const { page, words } = office;
  await page.getByRole("link", { name: COLLEAGUE.name, exact: true }).click();
  await button(page, words("account_reset")).click();
  const asking = page.getByRole("dialog", {
    name: words("account_reset_title", { name: COLLEAGUE.name }),
  });
  await button(asking, words("account_reset_action")).click();
  await page.getByText(words("handed_waits")).waitFor();
  await button(page, words("handed_done")).click();
  await page.getByText(words("account_reset_waits")).waitFor();

  const { link } = await mailTo(ownDataRoot(), COLLEAGUE.email);
  const own = await visit({ app: "clinician" });
  await own.page.goto(link);
  await own.page.getByText(own.words("clinic_welcome_waits")).waitFor();
  await second.page.getByRole("link", { name: COLLEAGUE.name, exact: true }).click();
  await button(second.page, second.words("account_reset_approve")).click();
  await second.page.getByText(second.words("account_reset_approved")).waitFor();
  expect(await axeFaults(second.page)).toEqual([]);
  await button(own.page, own.words("retry")).click();
  await own.page.getByLabel(own.words("clinic_welcome_code"), { exact: true }).waitFor();

  await button(second.page, second.words("account_reset_revoke")).click();
  await second.page.getByText(second.words("account_link_ended")).waitFor();
  own.expectTrouble(/^answer 4\d\d \S+\/api\/invites\/look$/);
  await own.page.goto(link);
  await own.page.getByText(own.words("account_error_invite_ended")).waitFor();
});

test("a name is changed, and changed back where the page says so", async () => {
  const office = await visit({ app: "clinician", email: ADMINISTRATOR });
  const { page, words, open } = office;
  await open("/accounts");
  await page.getByRole("link", { name: "Noa N.", exact: true }).click();
  await button(page, words("account_rename")).click();
  const sheet = page.getByRole("dialog", { name: words("account_rename_title"), exact: true });
  await sheet.getByLabel(words("person_name"), { exact: true }).fill("Noa Nystrom");
  await button(sheet, words("account_save")).click();
  await page.getByRole("heading", { level: 1, name: /^Noa Nystrom/ }).waitFor();
  await button(page, words("clinician_undo")).click();
  await page.getByRole("heading", { level: 1, name: /^Noa N\./ }).waitFor();
  expect(await button(page, words("account_rename")).count()).toBe(1);
});
