import { changePassword, endOtherSignIn, listSignIns, signOut } from "@trellis/api/sign-in";
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { diaryToday, emptyDay, rated, ratingOf, saveState, storedValue } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { axeFaults } from "./page-checks.ts";
import { PASSWORD, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const CLIENT = "junia@demo.example";
const ROSA = "rosa@demo.example";
const URGE = "Urge to hurt myself";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const DISCONNECTED = /^console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED$/;
const ENDED = /^answer 401 /;

/** Phones of earlier journeys would look like the one of this. */
beforeEach(async () => {
  for (const email of [CLIENT, ROSA]) {
    const api = await signInThroughApi(ownOrigin(), "client", email);
    const { signIns } = await api.call(listSignIns, {});
    for (const { id } of signIns.filter(({ browser }) => browser === "safari"))
      await api.call(endOtherSignIn, { params: { signInId: id } });
    await api.call(signOut, {});
  }
});

/** A phone on which this client has signed in by hand, as a device of its own. */
async function signedInPhone(locale: "en" | "es" = "en", email = CLIENT): Promise<Visit> {
  const phone = await visit({
    app: "client",
    locale,
    browser: { userAgent: IPHONE, serviceWorkers: "block" },
  });
  await phone.open();
  await signIn(phone, PASSWORD, email);
  await ratingOf(phone.page, URGE).waitFor();
  return phone;
}

async function signIn({ page, words }: Visit, password = PASSWORD, email = CLIENT): Promise<void> {
  await page.getByLabel(words("sign_in_email")).fill(email);
  await page.getByLabel(words("sign_in_password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: words("sign_in_submit"), exact: true }).click();
}

/** The devices as a second device of the same person shows them. */
async function devicesElsewhere(locale: "en" | "es" = "en", email = CLIENT): Promise<Visit> {
  const other = await visit({ app: "client", email, locale });
  const { page, words, open } = other;
  await open("/more");
  await page.getByRole("link", { name: words("devices_title"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words("devices_title") }).waitFor();
  await page.getByText(words("devices_this"), { exact: true }).waitFor();
  return other;
}

const nameOfPhone = ({ words }: Visit): string =>
  words("devices_name", { browser: "Safari", system: "iPhone" });

test("devices that look alike are told apart by number and by the time of their first use", async () => {
  await signedInPhone();
  await signedInPhone();
  const other = await devicesElsewhere();
  const { page, words } = other;
  const device = (number: string) =>
    words("devices_numbered", { device: nameOfPhone(other), number });
  await page.getByText(device("1"), { exact: true }).waitFor();
  const signOutSecond = page.getByRole("button", {
    name: words("devices_sign_out_since", { device: device("2"), time: "" }),
  });
  expect(await signOutSecond.getAttribute("aria-label")).toMatch(/, \d\d:\d\d$/);
  await signOutSecond.click();
  const title = words("devices_ask_one_title", { device: device("2") });
  const asking = page.getByRole("dialog", { name: title, exact: true });
  await asking.getByRole("button", { name: words("devices_sign_out"), exact: true }).click();
  const said = words("devices_ended_one", { device: device("2") });
  await page.getByRole("status").getByText(said, { exact: true }).waitFor();
  await page.getByText(nameOfPhone(other), { exact: true }).waitFor();
});

/** Signs the phone out on the other device, as its owner does. */
async function endPhone(other: Visit): Promise<void> {
  const { page, words } = other;
  const device = nameOfPhone(other);
  await page
    .getByRole("button", { name: words("devices_sign_out_named", { device }), exact: true })
    .click();
  const asking = page.getByRole("dialog", { name: words("devices_ask_one_title", { device }) });
  expect(await axeFaults(page)).toEqual([]);
  await asking.getByRole("button", { name: words("devices_sign_out"), exact: true }).click();
  await page
    .getByRole("status")
    .getByText(words("devices_ended_one", { device }), { exact: true })
    .waitFor();
  await expect.poll(async () => page.getByRole("listitem").getByText(device).count()).toBe(0);
}

/** What the browser does when the app comes back to sight. */
const comeBack = async (page: Page) =>
  page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));

test.each(["en", "es"] as const)(
  "a lost phone is signed out on another device and covers the card: %s",
  async (locale) => {
    const phone = await signedInPhone(locale);
    const other = await devicesElsewhere(locale);
    await endPhone(other);
    expect(await axeFaults(other.page)).toEqual([]);

    phone.expectTrouble(ENDED);
    await comeBack(phone.page);
    await phone.page.getByText(phone.words("sign_in_again"), { exact: true }).waitFor();
    expect(await phone.page.getByRole("radiogroup", { name: URGE }).count()).toBe(0);
    const help = phone.page.getByRole("navigation").getByRole("link", {
      name: phone.words("nav_help"),
      exact: true,
    });
    await help.click();
    await phone.page.getByRole("heading", { level: 1, name: phone.words("help_title") }).waitFor();
  },
);

test("what a signed-out phone had not sent stays on it and goes out after the next sign-in", async () => {
  const phone = await signedInPhone();
  const other = await devicesElsewhere();
  await emptyDay(other.api, diaryToday());
  const { page, context, words, open, expectTrouble } = phone;
  await open();
  await ratingOf(page, URGE).waitFor();
  expectTrouble(DISCONNECTED);
  await context.setOffline(true);
  await rated(page, words, URGE, 3).click();
  await saveState(page, words, "not_sent").waitFor();
  await endPhone(other);

  expectTrouble(ENDED);
  await context.setOffline(false);
  await page.getByText(words("sign_in_again_waiting")).waitFor();
  await page.getByText(words("sign_in_again_why")).waitFor();
  // Whoever holds the phone learns how much waits, and nothing of what it is.
  const strip = words("unsent_title", { count: 1 });
  await page.getByRole("button", { name: strip, exact: true }).click();
  const sheet = page.getByRole("dialog", { name: strip, exact: true });
  await sheet.getByText(words("unsent_signed_out")).waitFor();
  expect(await page.content()).not.toContain(URGE);
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const nav = page.getByRole("navigation");
  await nav.getByRole("link", { name: words("nav_help"), exact: true }).click();
  await page.getByRole("button", { name: strip, exact: true }).click();
  await sheet.getByRole("button", { name: words("sign_in_title"), exact: true }).click();
  await page.getByLabel(words("sign_in_email")).waitFor();
  expect(await storedValue(other.api, diaryToday(), URGE)).toBe(null);

  await signIn(phone);
  await saveState(page, words, "sent").waitFor();
  expect(await storedValue(other.api, diaryToday(), URGE)).toBe(3);
});

/** A phone without a connection, with one value and one number off its scale that are not sent, whose sign-in was ended. */
async function endedWithUnsent(): Promise<Visit> {
  const phone = await signedInPhone("en", ROSA);
  const other = await devicesElsewhere("en", ROSA);
  await emptyDay(other.api, diaryToday());
  const { page, context, words, open, expectTrouble } = phone;
  await open();
  await ratingOf(page, URGE).waitFor();
  expectTrouble(DISCONNECTED);
  await context.setOffline(true);
  await page.getByLabel("Hours of sleep").fill("99");
  await rated(page, words, URGE, 3).click();
  await page.getByRole("button", { name: words("unsent_title", { count: 2 }) }).waitFor();
  await endPhone(other);
  expectTrouble(ENDED);
  await context.setOffline(false);
  await page.getByText(words("sign_in_again_waiting")).waitFor();
  return phone;
}

test("somebody else on the same page sees and ends nothing of what was not sent", async () => {
  const phone = await endedWithUnsent();
  const { page, words } = phone;
  const nav = page.getByRole("navigation");
  const strip = page.getByRole("complementary");
  await signIn(phone, PASSWORD, "tobiah@demo.example");
  await saysSignedIn(phone);
  expect(await strip.count()).toBe(0);
  await nav.getByRole("link", { name: words("nav_more"), exact: true }).click();
  await page.getByRole("button", { name: words("more_sign_out"), exact: true }).click();
  await page.getByLabel(words("sign_in_email")).waitFor();

  await signIn(phone, PASSWORD, ROSA);
  await rated(page, words, URGE, 3).and(page.locator(":checked")).waitFor();
  expect(await page.getByLabel("Hours of sleep").inputValue()).toBe("99");
  await strip
    .getByRole("button", { name: words("unsent_title", { count: 1 }), exact: true })
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Hours of sleep", { exact: true }).waitFor();
  await sheet.getByText("99", { exact: true }).waitFor();
});

test("signing out where the sign-in has ended forgets the record, after the same question", async () => {
  const { page, words } = await endedWithUnsent();
  const nav = page.getByRole("navigation");
  await nav.getByRole("link", { name: words("nav_more"), exact: true }).click();
  const forget = page.getByRole("button", { name: words("more_forget"), exact: true });
  await forget.click();
  const asking = page.getByRole("dialog", {
    name: words("more_sign_out_ask_title", { count: 2 }),
    exact: true,
  });
  expect(await axeFaults(page)).toEqual([]);
  await asking.getByRole("button", { name: words("more_forget_keep"), exact: true }).click();
  await forget.click();
  await asking.getByRole("button", { name: words("more_sign_out_anyway"), exact: true }).click();
  await page.getByLabel(words("sign_in_email")).waitFor();
  expect(await page.getByRole("complementary").count()).toBe(0);
  expect(await rememberedRecord(page)).toBe(null);
});

/** Week is in the bar of somebody who is signed in alone. */
const saysSignedIn = async ({ page, words }: Visit) =>
  page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_week"), exact: true })
    .waitFor();

/** Whose record this phone knows. */
const rememberedRecord = async (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const name = Object.keys(localStorage).find((key) => key.endsWith(".client"));
    return name === undefined ? null : localStorage.getItem(name);
  });

test("signing out at the moment in which the sign-in turns out to have ended", async () => {
  const phone = await signedInPhone();
  const { page, words, expectTrouble } = phone;
  await endPhone(await devicesElsewhere());
  expectTrouble(ENDED);
  const nav = page.getByRole("navigation");
  await nav.getByRole("link", { name: words("nav_more"), exact: true }).click();
  await page.getByRole("button", { name: words("more_sign_out"), exact: true }).click();
  await page.getByLabel(words("sign_in_email")).waitFor();
  expect(await rememberedRecord(page)).toBe(null);
});

test("a new password signs the phone out, and its owner is told on how many devices", async () => {
  const phone = await signedInPhone();
  const { page, words, open, expectTrouble } = await devicesElsewhere();
  await page.getByRole("link", { name: words("change_password_title"), exact: true }).click();
  const current = page.getByLabel(words("change_password_current"), { exact: true });
  const next = page.getByLabel(words("welcome_password"), { exact: true });
  const submit = page.getByRole("button", { name: words("change_password_submit"), exact: true });
  await submit.click();
  await page.getByText(words("change_email_password_needed")).waitFor();
  await page.getByText(words("welcome_password_short", { count: 8 })).waitFor();
  expect(await axeFaults(page)).toEqual([]);

  expectTrouble(/^answer 422 \S+\/api\/account\/password$/);
  await current.fill("not the password");
  await next.fill("a new one for the phone");
  await submit.click();
  const alert = page.getByRole("alert").getByText(words("error_wrong_password"));
  await alert.waitFor();
  // What was said about the last try goes with the next one.
  await next.fill("short");
  await submit.click();
  await alert.waitFor({ state: "detached" });
  await next.fill("a new one for the phone");

  await current.fill(PASSWORD);
  await submit.click();
  try {
    await page.getByText(words("change_password_done_title")).waitFor();
    // This device goes on with a new token.
    await open();
    await ratingOf(page, URGE).waitFor();
    phone.expectTrouble(ENDED);
    await comeBack(phone.page);
    await phone.page.getByText(phone.words("sign_in_again"), { exact: true }).waitFor();
    await signIn(phone, "a new one for the phone");
    await ratingOf(phone.page, URGE).waitFor();
  } finally {
    const origin = ownOrigin();
    const again = await signInThroughApi(origin, "client", CLIENT, "a new one for the phone");
    const body = { current: "a new one for the phone", next: PASSWORD };
    await again.call(changePassword, { body });
  }
});

test("somebody who cannot sign in is told what to do, with Help now one tap away", async () => {
  const { page, words, open } = await visit({ app: "client" });
  await open();
  await page.getByRole("link", { name: words("cannot_sign_in_title"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words("cannot_sign_in_title") }).waitFor();
  await page.getByText(words("cannot_sign_in_password_ask")).waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await page
    .getByRole("link", { name: words("nav_help"), exact: true })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: words("help_title") }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: words("screen_back"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words("sign_in_title") }).waitFor();
});
