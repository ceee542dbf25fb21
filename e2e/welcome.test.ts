import { randomUUID } from "node:crypto";
import { inviteClient, resetClientAccount } from "@trellis/api/account";
import { addClient } from "@trellis/api/client";
import { civilDate } from "@trellis/domain/civil-date";
import { expect, test } from "vitest";
import { mailTo } from "./mail-box.ts";
import { ownDataRoot, ownOrigin } from "./own-product.ts";
import { axeFaults } from "./page-checks.ts";
import { CLINIC, type SignedInApi, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const THERAPIST = "ada.okafor@demo.example";
const REFUSED = /^answer 4\d\d \S+\/api\/invites\/(look|accept)$/;

type Invited = {
  readonly api: SignedInApi;
  readonly clientId: string;
  readonly email: string;
  readonly code: string;
  readonly link: string;
};

/** A client whom their therapist has added and invited. */
async function invitedClient(): Promise<Invited> {
  const api = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
  const clientId = randomUUID();
  const email = `${clientId}@demo.example`;
  const client = {
    id: clientId,
    initials: "N. W.",
    tag: clientId.slice(0, 6),
    birthDate: civilDate("1991-05-04"),
    zone: "America/New_York",
    apart: true,
  };
  await api.call(addClient, { body: client });
  const { invite } = await api.call(inviteClient, {
    params: { clientId },
    body: { id: randomUUID(), name: `Nell ${clientId}`, email, apart: true },
  });
  const { link } = await mailTo(ownDataRoot(), email);
  return { api, clientId, email, code: invite.code, link };
}

/** A path of the app from a whole link. */
const pathOf = (link: string): string => {
  const { pathname, hash } = new URL(link);
  return pathname.replace(/^\/c\/[^/]+/, "") + hash;
};

const otherCode = (code: string): string => (code === "000000" ? "111111" : "000000");

async function answer({ page, words }: Visit, code: string, password: string): Promise<void> {
  await page.getByLabel(words("welcome_code"), { exact: true }).fill(code);
  await page.getByLabel(words("welcome_password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: words("welcome_submit"), exact: true }).click();
}

test.each(["en", "es"] as const)(
  "a client comes in by the link in the mail and the six numbers: %s",
  async (locale) => {
    const { code, link } = await invitedClient();
    const phone = await visit({ app: "client", locale });
    const { page, words, open, address, expectTrouble } = phone;
    expectTrouble(REFUSED);
    await open(pathOf(link));
    await page.getByRole("heading", { level: 1, name: words("welcome_title") }).waitFor();
    // The secret is out of the address, where others could read it.
    expect(page.url()).toBe(address("/welcome"));
    expect(await axeFaults(page)).toEqual([]);

    await answer(phone, otherCode(code), "a first password");
    await page.getByRole("alert").getByText(words("welcome_code_wrong")).waitFor();
    await answer(phone, `${code.slice(0, 3)} ${code.slice(3)}`, "short");
    await page.getByText(words("welcome_password_short", { count: 8 })).waitFor();
    // A look at Help now loses neither link nor way back.
    const nav = page.getByRole("navigation");
    await nav.getByRole("link", { name: words("nav_help"), exact: true }).click();
    await page.getByRole("heading", { level: 1, name: words("help_title") }).waitFor();
    await page.goBack();
    expect(await page.getByLabel(words("welcome_password"), { exact: true }).inputValue()).toBe(
      "short",
    );
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(stored).not.toContain("short");
    await answer(phone, `${code.slice(0, 3)} ${code.slice(3)}`, "a first password");
    await page.getByText(words("today_no_items_title")).waitFor();
    expect(page.url()).toBe(address("/"));

    const second = await visit({ app: "client", locale });
    second.expectTrouble(REFUSED);
    await second.open(pathOf(link));
    await second.page.getByText(second.words("welcome_link_used")).waitFor();
  },
);

test("a link that is opened without a connection still works by its Try again", async () => {
  const { link } = await invitedClient();
  const { page, context, words, open, address, expectTrouble } = await visit({ app: "client" });
  await open();
  const told = async () =>
    page.evaluate(
      async (path) => (await (await caches.match(path))?.text()) ?? "",
      address("/offline-page"),
    );
  await expect.poll(told).toContain(words("offline_page"));
  expectTrouble(/^console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED$/);
  await context.setOffline(true);
  await open(pathOf(link));
  await page.getByText(words("offline_page")).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByRole("link", { name: words("retry"), exact: true }).click();
  await page.getByLabel(words("welcome_code"), { exact: true }).waitFor();
});

test("opening the link alone uses nothing up, and five wrong tries end it", async () => {
  const { code, link } = await invitedClient();
  const scanner = await fetch(link);
  expect(scanner.status).toBe(200);
  const phone = await visit({ app: "client" });
  const { page, words, open, expectTrouble } = phone;
  expectTrouble(REFUSED);
  await open(pathOf(link));
  for (let tried = 1; tried < 5; tried += 1) {
    await answer(phone, otherCode(code), "a first password");
    const left = 5 - tried;
    const said =
      left > 2 ? words("welcome_code_wrong") : words("welcome_code_left", { count: left });
    await page.getByRole("alert").getByText(said, { exact: true }).waitFor();
  }
  await answer(phone, otherCode(code), "a first password");
  await page
    .getByRole("heading", { level: 1, name: words("welcome_link_locked_title"), exact: true })
    .waitFor();
  await page.getByText(words("welcome_link_locked")).waitFor();
  // Nothing says any more that the link works, or that there is room here.
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("link", { name: words("cannot_sign_in_title"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words("cannot_sign_in_title") }).waitFor();
  await page.reload();
  await open("/welcome");
  await page.getByText(words("welcome_no_link_title")).waitFor();
});

test.each(["/welcome", "/confirm-email"])(
  "a link that was cut off is not called used: %s",
  async (path) => {
    const { page, words, open, address, expectTrouble } = await visit({ app: "client" });
    expectTrouble(/^answer 4\d\d \S+\/api\/(invites\/look|email-changes\/confirm)$/);
    await open(`${path}#${CLINIC}.abc`);
    if (path === "/confirm-email")
      await page.getByRole("button", { name: words("confirm_email_submit"), exact: true }).click();
    await page.getByText(words("welcome_link_unknown_title"), { exact: true }).waitFor();
    const said = path === "/welcome" ? "welcome_link_unknown" : "confirm_email_unknown";
    await page.getByText(words(said)).waitFor();
    // Signed out, one can still choose the language of it.
    await page.getByRole("radio", { name: "Español", exact: true }).waitFor();
    expect(page.url()).toBe(address(path));
  },
);

test("a client changes their e-mail, and their therapist helps them to a new password", async () => {
  const { api, clientId, email, code, link } = await invitedClient();
  const phone = await visit({ app: "client" });
  const { page, words, open, expectTrouble } = phone;
  await open(pathOf(link));
  await answer(phone, code, "a first password");
  await page.getByText(words("today_no_items_title")).waitFor();

  const next = `next-${email}`;
  await open("/more/email");
  await page.getByText(words("change_email_now", { email })).waitFor();
  const field = page.getByLabel(words("change_email_new"), { exact: true });
  const send = page.getByRole("button", { name: words("change_email_submit"), exact: true });
  await field.fill(email.toUpperCase());
  await page.getByLabel(words("change_email_password"), { exact: true }).fill("a first password");
  await send.click();
  await page.getByText(words("change_email_same")).waitFor();
  await field.fill(next);
  await send.click();
  await page.getByText(words("change_email_waits_title")).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  const confirm = await mailTo(ownDataRoot(), next);
  await open(pathOf(confirm.link));
  await page.getByRole("button", { name: words("confirm_email_submit"), exact: true }).click();
  await page.getByText(words("confirm_email_done")).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await open("/more/email");
  await page.getByText(words("change_email_now", { email: next })).waitFor();

  const reset = await api.call(resetClientAccount, { params: { clientId } });
  const mail = await mailTo(ownDataRoot(), next, 2);
  const other = await visit({ app: "client" });
  await other.open(pathOf(mail.link));
  await other.page
    .getByRole("heading", { level: 1, name: words("welcome_reset_title"), exact: true })
    .waitFor();
  await answer(other, reset.code, "a second password");
  await other.page.getByText(words("today_no_items_title")).waitFor();
  expectTrouble(/^answer 401 /);
  await open("/more/devices");
  await page.getByRole("heading", { level: 1, name: words("sign_in_title") }).waitFor();
});
