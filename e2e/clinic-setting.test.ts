import {
  changeClinicSettings,
  checkPhone,
  type CurrentSettings,
  readClinicSettings,
} from "@trellis/api/clinic-setting";
import type { ClinicSettings } from "@trellis/domain/clinic-setting";
import { afterEach, expect, test } from "vitest";
import { ownOrigin } from "./own-product.ts";
import { axeFaults } from "./page-checks.ts";
import { ADMINISTRATOR } from "./screen.ts";
import { signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const THERAPIST = "ada.okafor@demo.example";
const DISCONNECTED = /^console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED$/;
const DESK = { name: "Night desk", phone: "+1 212 555 0199", about: "From nine in the evening" };

const office = async () => signInThroughApi(ownOrigin(), "clinician", ADMINISTRATOR);
const readNow = async (): Promise<CurrentSettings> => (await office()).call(readClinicSettings, {});

/** Changes settings as another administrator in another window does. */
async function changeElsewhere(part: Partial<ClinicSettings>): Promise<void> {
  const api = await office();
  const { version, settings } = await api.call(readClinicSettings, {});
  await api.call(changeClinicSettings, {
    body: { seen: version, settings: { ...settings, ...part } },
  });
}

let before: CurrentSettings | null = null;
afterEach(async () => {
  if (before === null) return;
  await changeElsewhere(before.settings);
  const api = await office();
  for (const { phone } of (await readNow()).checks)
    await api.call(checkPhone, { body: { phone, isRight: false } });
  before = null;
});

/** The page of settings, which are put back as they were after the test. */
async function openSettings(locale: "en" | "es" = "en"): Promise<Visit> {
  before = await readNow();
  const visitor = await visit({ app: "clinician", email: ADMINISTRATOR, locale });
  await visitor.open("/settings");
  await visitor.page
    .getByRole("heading", { level: 1, name: visitor.words("setting_title"), exact: true })
    .waitFor();
  return visitor;
}

async function openSheet({ page, words }: Visit, part: string): Promise<void> {
  const name = words("setting_change_named", { part: words(part) });
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name: words(part), exact: true }).waitFor();
}

const press = async ({ page, words }: Visit, key: string): Promise<void> =>
  page.getByRole("button", { name: words(key), exact: true }).click();

/** A phone that nobody has signed in on, whose worker has the newest words. */
async function strangersPhone(): Promise<Visit> {
  const phone = await visit({ app: "client" });
  await phone.open("/help");
  await phone.page
    .getByRole("heading", { level: 1, name: phone.words("help_title"), exact: true })
    .waitFor();
  return phone;
}

test("an administrator says whom to call and when days end, and a signed-out phone shows it without a network", async () => {
  const admin = await openSettings();
  await openSheet(admin, "setting_card_contacts");
  await press(admin, "setting_contact_add");
  const rows = admin.page.getByRole("group").filter({
    has: admin.page.getByLabel(admin.words("setting_contact_phone"), { exact: true }),
  });
  const last = rows.last();
  await last.getByLabel(admin.words("setting_contact_name"), { exact: true }).fill(DESK.name);
  const phoneField = last.getByLabel(admin.words("setting_contact_phone"), { exact: true });
  await phoneField.fill("ask for Sam");
  await press(admin, "setting_save");
  await admin.page.getByText(admin.words("setting_contact_phone_wrong")).waitFor();
  await phoneField.fill(DESK.phone);
  await last.getByLabel(admin.words("setting_contact_about"), { exact: true }).fill(DESK.about);
  expect(await axeFaults(admin.page)).toEqual([]);
  await press(admin, "setting_save");
  await admin.page.getByText(admin.words("setting_saved"), { exact: true }).waitFor();

  await openSheet(admin, "setting_card_times");
  await admin.page.getByLabel(admin.words("setting_day_boundary")).selectOption("3");
  await press(admin, "setting_save");
  await admin.page.getByText(admin.words.like("setting_day_boundary_coming")).waitFor();
  await admin.page
    .getByText(admin.words.like("setting_version_by"))
    .filter({ hasText: "Iris Boateng" })
    .first()
    .waitFor();
  const now = await readNow();
  expect(now.settings.contacts.at(-1)).toEqual(DESK);
  expect(now.dayBoundary).toMatchObject({ hour: 3, before: 4 });

  const phone = await strangersPhone();
  const call = phone.page.getByRole("link", {
    name: phone.words("help_call", { number: DESK.phone }),
    exact: true,
  });
  expect(await call.getAttribute("href")).toBe("tel:+12125550199");
  await phone.page.getByText(DESK.about).waitFor();
  const told = async () =>
    phone.page.evaluate(
      async (path) => (await (await caches.match(path))?.text()) ?? "",
      phone.address("/offline-page"),
    );
  await expect.poll(told).toContain(DESK.phone);
  // The page may be fetching the next screens ahead.
  phone.expectTrouble(DISCONNECTED);
  await phone.context.setOffline(true);
  await phone.page.goto(phone.address("/"));
  const offline = phone.page.getByRole("link", {
    name: `${DESK.name}: ${DESK.phone}`,
    exact: true,
  });
  expect(await offline.getAttribute("href")).toBe("tel:+12125550199");
  await phone.page.getByText(DESK.about).waitFor();
  expect(await axeFaults(phone.page)).toEqual([]);
  await phone.context.setOffline(false);
});

test("a number counts as not checked until somebody of the clinic says so, with day and name", async () => {
  const phone = await strangersPhone();
  const notYet = phone.page.getByText(phone.words("help_line_not_checked"), { exact: true });
  expect(await notYet.count()).toBe(2);

  const admin = await openSettings();
  const check = admin.words("setting_check_named", { number: "988" });
  await admin.page.getByRole("button", { name: check, exact: true }).click();
  await admin.page
    .getByText(admin.words.like("setting_checked"))
    .filter({ hasText: "Iris Boateng" })
    .waitFor();
  await phone.page.reload();
  await phone.page.getByText(phone.words.like("help_checked")).waitFor();
  expect(await notYet.count()).toBe(1);
  expect(await phone.page.content()).not.toContain("Iris");

  await press(admin, "clinician_undo");
  await admin.page.getByText(admin.words("setting_check_taken_back", { number: "988" })).waitFor();
  await phone.page.reload();
  await expect.poll(async () => notYet.count()).toBe(2);
});

test("what somebody else changed meanwhile stays, and nothing that was typed is lost", async () => {
  const admin = await openSettings("es");
  const { page, words } = admin;
  const session = page.getByLabel(words("setting_session_hours"));
  await openSheet(admin, "setting_card_times");
  await session.fill("Los martes");

  await changeElsewhere({ quarterMonths: 7, sessionHours: "Thursdays" });
  admin.expectTrouble(/^answer 409 /);
  await press(admin, "setting_save");
  await page.getByText(words.like("setting_clash")).filter({ hasText: "Iris Boateng" }).waitFor();
  await page.getByText("Thursdays", { exact: true }).last().waitFor();
  expect(await session.inputValue()).toBe("Los martes");
  expect(await axeFaults(page)).toEqual([]);
  await press(admin, "setting_save");
  await page.getByText(words("setting_saved"), { exact: true }).waitFor();
  expect((await readNow()).settings).toMatchObject({
    quarterMonths: 7,
    sessionHours: "Los martes",
  });

  await openSheet(admin, "setting_card_times");
  await session.fill("Los miércoles");
  await changeElsewhere({ quarterMonths: 8 });
  await press(admin, "setting_save");
  await page.getByText(words("setting_saved_merged", { name: "Iris Boateng" })).waitFor();
  expect((await readNow()).settings).toMatchObject({
    quarterMonths: 8,
    sessionHours: "Los miércoles",
  });
  await press(admin, "clinician_undo");
  await page.getByText(words("setting_undone"), { exact: true }).waitFor();
  expect((await readNow()).settings).toMatchObject({
    quarterMonths: 8,
    sessionHours: "Los martes",
  });
});

test("any earlier version can be taken over again, and that be undone", async () => {
  const admin = await openSettings();
  const { page, words } = admin;
  await openSheet(admin, "setting_card_clinic");
  await page.getByLabel(words("setting_app_name")).fill("DBT diary");
  await page.getByText(words("setting_names_treatment")).waitFor();
  await press(admin, "setting_save");
  await page.getByText("DBT diary", { exact: true }).waitFor();
  const earlier = page.getByRole("button", { name: words.like("setting_version_look_named") });
  await earlier.first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Daybook", { exact: true }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: words("setting_take_over"), exact: true }).click();
  await page.getByText(words.like("setting_taken_over")).waitFor();
  expect((await readNow()).settings.appName).toBe("Daybook");
  await press(admin, "clinician_undo");
  await page.getByText(words("setting_undone"), { exact: true }).waitFor();
  expect((await readNow()).settings.appName).toBe("DBT diary");
});

test("a therapist reads the settings and what is known of the server, and changes neither", async () => {
  const { page, words, open } = await visit({ app: "clinician", email: THERAPIST });
  await open("/settings");
  await page.getByText(words("setting_note_reader")).waitFor();
  await page.getByText(words("setting_version_began")).waitFor();
  expect(await page.getByRole("button", { name: words("setting_change") }).count()).toBe(0);
  expect(await page.getByRole("button", { name: words("setting_check") }).count()).toBe(0);
  await open("/this-server");
  await page.getByText(words("server_places_hidden")).waitFor();
  expect(await page.getByRole("code").count()).toBe(0);
});
