import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailTo } from "./mail-box.ts";
import { axeFaults } from "./page-checks.ts";
import { type NewClinic, startClinic } from "./product.ts";
import { useVisits, type Visit } from "./visit.ts";

const CODE = "lakeside";
const HEAD = "grace@lakeside.example";
const FIRST = { name: "Dr. Lena Marsh", email: "lena@lakeside.example" };
const SECOND = { name: "Omar Reyes", email: "omar@lakeside.example" };
const CLIENT = { name: "Vera Kallio", email: "vera@lakeside.example" };
const PASSWORD = "four plain words together";
const ACCEPT_REFUSED = /^answer 4\d\d \S+\/api\/invites\/(look|accept)$/;

let clinic: NewClinic | undefined;
const running = (): NewClinic => {
  if (clinic === undefined) throw new Error("the clinic has not started");
  return clinic;
};
beforeAll(async () => {
  clinic = await startClinic(CODE, HEAD);
});
afterAll(async () => clinic?.stop());

const { visit } = useVisits(() => running().origin);

const button = (part: Page | Locator, name: string): Locator =>
  part.getByRole("button", { name, exact: true });

/** The code that the inviter is shown once. */
async function shownCode({ page, words }: Visit, name: string): Promise<string> {
  const dialog = page.getByRole("dialog", { name: words("handed_title", { name }), exact: true });
  const code = await dialog.getByRole("img").getAttribute("aria-label");
  expect(await axeFaults(page)).toEqual([]);
  await button(dialog, words("handed_done")).click();
  await dialog.waitFor({ state: "detached" });
  return (code ?? "").replaceAll(" ", "");
}

/** Answers the page behind a mailed link. */
async function welcome({ page, words }: Visit, code: string): Promise<void> {
  await page.getByLabel(words("clinic_welcome_code"), { exact: true }).fill(code);
  await page.getByLabel(words("clinic_welcome_password"), { exact: true }).fill(PASSWORD);
  await button(page, words("clinic_welcome_submit")).click();
}

/** Opens a link of this clinic in a window of one's own, and comes in. */
async function comeIn(link: string, code: string, locale: "en" | "es" = "en"): Promise<Visit> {
  const own = await visit({ app: "clinician", locale });
  await own.page.goto(link);
  await welcome(own, code);
  await button(own.page, own.words("clinician_account_open")).waitFor();
  return own;
}

async function signIn(email: string, locale: "en" | "es" = "en"): Promise<Visit> {
  const own = await visit({ app: "clinician", locale });
  const { page, words } = own;
  await own.open();
  await page.getByLabel(words("clinician_sign_in_email")).fill(email);
  await page.getByLabel(words("clinician_sign_in_password"), { exact: true }).fill(PASSWORD);
  await button(page, words("clinician_sign_in_button")).click();
  await button(page, words("clinician_account_open")).waitFor();
  return own;
}

/** An administrator invites a clinician; gives the code. */
async function inviteClinician(
  office: Visit,
  person: { readonly name: string; readonly email: string },
): Promise<string> {
  const { page, words, open } = office;
  await open("/accounts");
  await button(page, words("accounts_invite")).click();
  const sheet = page.getByRole("dialog", { name: words("accounts_invite_title"), exact: true });
  await sheet.getByRole("radio", { name: words("account_kind_clinician"), exact: true }).click();
  await sheet.getByLabel(words("person_name"), { exact: true }).fill(person.name);
  await sheet.getByLabel(words("person_email"), { exact: true }).fill(person.email);
  await button(sheet, words("accounts_invite_submit")).click();
  return shownCode(office, person.name);
}

/** Opens the client's care team from the administrator's list. */
async function openClient({ page, words, open }: Visit): Promise<void> {
  await open("/clients");
  await page.getByRole("link", { name: "V. K. · new", exact: true }).click();
  await page.getByRole("heading", { name: words("care_team_now"), exact: true }).waitFor();
}

test("an administrator comes in with the link and code of the server", async () => {
  const { link, spokenCode } = running();
  const office = await visit({ app: "clinician" });
  const { page, words, expectTrouble } = office;
  expectTrouble(ACCEPT_REFUSED);
  await page.goto(link);
  await page.getByLabel(words("clinic_welcome_code"), { exact: true }).waitFor();
  expect(page.url()).toBe(office.address("/welcome"));
  expect(await axeFaults(page)).toEqual([]);
  await button(page, words("clinic_welcome_submit")).click();
  await page.getByText(words("clinic_welcome_code_needed")).waitFor();
  await page.getByText(words("clinic_welcome_password_short", { least: 15 })).waitFor();
  await welcome(office, spokenCode === "000000" ? "111111" : "000000");
  await page.getByText(words("account_error_wrong_code")).waitFor();
  await welcome(office, `${spokenCode.slice(0, 3)} ${spokenCode.slice(3)}`);
  await page.getByRole("heading", { level: 1, name: words("accounts_title") }).waitFor();
  expect(page.url()).toBe(office.address("/accounts"));
  await page.getByRole("link", { name: "Grace Ibarra", exact: true }).waitFor();

  const again = await visit({ app: "clinician" });
  again.expectTrouble(ACCEPT_REFUSED);
  await again.page.goto(link);
  await again.page.getByText(words("account_error_invite_used")).waitFor();
});

test("she invites a therapist, who adds and invites a client, who signs in for the first time", async () => {
  const office = await signIn(HEAD);
  const therapistCode = await inviteClinician(office, FIRST);
  const therapistMail = await mailTo(running().dataRoot, FIRST.email, 1, CODE);
  expect(therapistMail.text).not.toContain(therapistCode);

  const desk = await comeIn(therapistMail.link, therapistCode);
  const { page, words } = desk;
  await page.getByText(words("caseload_empty_title")).waitFor();
  await button(page, words("new_client_add")).click();
  const adding = page.getByRole("dialog", { name: words("new_client_title"), exact: true });
  await adding.getByLabel(words("new_client_initials"), { exact: true }).fill("V. K.");
  await adding.getByLabel(words("new_client_tag"), { exact: true }).fill("new");
  await adding.getByLabel(words("new_client_birth_date"), { exact: true }).fill("2015-05-05");
  await button(adding, words("new_client_submit")).click();
  await adding.getByText(words("clinician_error_adults_only")).waitFor();
  await adding.getByLabel(words("new_client_birth_date"), { exact: true }).fill("1991-05-05");
  await button(adding, words("new_client_submit")).click();
  await page.getByRole("heading", { level: 1, name: "V. K. · new" }).waitFor();

  await button(page, words("client_account_invite")).click();
  const sheet = page.getByRole("dialog", { name: words("client_account_invite_title") });
  await sheet.getByLabel(words("person_name"), { exact: true }).fill(CLIENT.name);
  await sheet.getByLabel(words("person_email"), { exact: true }).fill(CLIENT.email);
  await button(sheet, words("accounts_invite_submit")).click();
  const clientCode = await shownCode(desk, CLIENT.name);
  const { link } = await mailTo(running().dataRoot, CLIENT.email, 1, CODE);

  const phone = await visit({ app: "client" });
  await phone.page.goto(link);
  await phone.page.getByLabel(phone.words("welcome_code"), { exact: true }).fill(clientCode);
  await phone.page.getByLabel(phone.words("welcome_password"), { exact: true }).fill(PASSWORD);
  await button(phone.page, phone.words("welcome_submit")).click();
  await phone.page.getByText(phone.words("today_no_items_title")).waitFor();

  await page.reload();
  await page.getByText(words.like("account_stand_active")).waitFor();
  await office.open("/mails");
  await office.page.getByText(CLIENT.email, { exact: true }).waitFor();
  expect(await office.page.getByText(office.words("mails_content")).count()).toBe(0);
});

test("another therapist takes over, and the first one sees nothing any more", async () => {
  const office = await signIn(HEAD, "es");
  const before = await signIn(FIRST.email);
  const { page: beforePage } = before;
  await beforePage.getByRole("link", { name: "V. K. · new", exact: true }).click();
  await beforePage.getByRole("heading", { level: 1, name: "V. K. · new" }).waitFor();
  const record = beforePage.url();

  const code = await inviteClinician(office, SECOND);
  const after = await comeIn((await mailTo(running().dataRoot, SECOND.email, 1, CODE)).link, code);
  await openClient(office);
  const { page, words } = office;
  await button(page, words("care_team_therapist_change")).click();
  const sheet = page.getByRole("dialog", { name: words("care_team_therapist_change") });
  await sheet
    .getByLabel(words("care_team_therapist_after"), { exact: true })
    .selectOption({ label: SECOND.name });
  await button(sheet, words("care_team_therapist_submit")).click();
  await page.getByText(words("care_team_therapist_changed")).waitFor();
  await page.getByText(SECOND.name, { exact: true }).waitFor();

  await after.page.reload();
  await after.page.getByRole("link", { name: "V. K. · new", exact: true }).waitFor();
  before.expectTrouble(/^answer 404 /);
  await beforePage.goto(record);
  await beforePage.getByText(before.words("clinician_no_record_title")).waitFor();
  await before.open();
  await beforePage.getByText(before.words("caseload_empty_title")).waitFor();
  expect(await beforePage.getByText("V. K.").count()).toBe(0);
});

test("who leaves is signed out at once, and nobody is left without a therapist unseen", async () => {
  const office = await signIn(HEAD);
  const leaving = await signIn(SECOND.email);
  await leaving.page.getByRole("link", { name: "V. K. · new", exact: true }).waitFor();
  const { page, words, open } = office;
  await open("/accounts");
  await page.getByRole("link", { name: SECOND.name, exact: true }).click();
  await button(page, words("account_deactivate")).click();
  const asking = page.getByRole("dialog", {
    name: words("account_deactivate_title", { name: SECOND.name }),
  });
  await button(asking, words("account_deactivate")).click();
  const left = page.getByRole("dialog", { name: words("account_left_title", { count: 1 }) });
  await left.waitFor();
  expect(await axeFaults(page)).toEqual([]);

  leaving.expectTrouble(/^answer 401 /);
  await leaving.page.getByRole("link", { name: "V. K. · new", exact: true }).click();
  await leaving.page
    .getByRole("dialog", { name: leaving.words("clinician_sign_in_again_title") })
    .waitFor();

  await left.getByRole("link", { name: "V. K. · new", exact: true }).click();
  await page.getByText(words("care_team_no_therapist")).waitFor();
  await button(page, words("care_team_therapist_first")).click();
  const sheet = page.getByRole("dialog", { name: words("care_team_therapist_first") });
  const takesOver = sheet.getByLabel(words("care_team_therapist_after"), { exact: true });
  expect(await takesOver.getByRole("option").allTextContents()).not.toContain(SECOND.name);
  await takesOver.selectOption({ label: FIRST.name });
  await button(sheet, words("care_team_therapist_submit")).click();
  await page.getByText(words("care_team_no_therapist")).waitFor({ state: "detached" });
  await page.getByText(FIRST.name, { exact: true }).first().waitFor();
});

test("a therapist signs in with another address, once its mail was opened", async () => {
  const moved = "lena.marsh@lakeside.example";
  const desk = await signIn(FIRST.email);
  const { page, words, open } = desk;
  await open("/account");
  await button(page, words("own_account_email_change")).click();
  await page.getByLabel(words("own_account_email_new"), { exact: true }).fill(moved);
  await page.getByLabel(words("clinician_sign_in_password"), { exact: true }).fill(PASSWORD);
  await button(page, words("own_account_email_submit")).click();
  await button(page, words("own_account_email_cancel")).waitFor();

  const { link } = await mailTo(running().dataRoot, moved, 1, CODE);
  const elsewhere = await visit({ app: "clinician", locale: "es" });
  await elsewhere.page.goto(link);
  expect(elsewhere.page.url()).toBe(elsewhere.address("/confirm-email"));
  await button(elsewhere.page, elsewhere.words("clinic_confirm_submit")).click();
  await elsewhere.page.getByText(elsewhere.words("clinic_confirm_done")).waitFor();
  expect(await axeFaults(elsewhere.page)).toEqual([]);
  await signIn(moved);
});
