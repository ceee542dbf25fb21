import { randomUUID } from "node:crypto";
import { addToCard, readCardDesign, reviseCardItem } from "@trellis/api/card-item";
import { addClient } from "@trellis/api/client";
import { writeLifeLine } from "@trellis/api/life-line";
import { DAILY_RATING, type NewCardItem } from "@trellis/domain/card-item";
import { CARD_TEMPLATES } from "@trellis/domain/card-template";
import { civilDate } from "@trellis/domain/civil-date";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { THERAPIST } from "./screen.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();

/** Somebody who came today and has no card yet. */
async function newClient({ api }: Visit): Promise<string> {
  const id = randomUUID();
  const tag = id.slice(0, 6);
  await api.call(addClient, {
    body: {
      id,
      initials: "N. E.",
      tag,
      birthDate: civilDate("1998-04-05"),
      zone: "UTC",
      apart: true,
    },
  });
  return id;
}

const designOf = async ({ api }: Visit, clientId: string) =>
  api.call(readCardDesign, { params: { clientId } });

const item = (words: string, part: Partial<NewCardItem> = {}): NewCardItem => ({
  id: randomUUID(),
  words,
  coverWords: null,
  scale: DAILY_RATING,
  rhythm: "daily",
  short: false,
  aspect: "urge",
  targetId: null,
  library: null,
  ...part,
});

/** A client with two targets, one of them about staying alive, and a feeling. */
async function withCard(desk: Visit): Promise<string> {
  const clientId = await newClient(desk);
  const [harm, drink] = [randomUUID(), randomUUID()];
  await desk.api.call(addToCard, {
    params: { clientId },
    body: {
      targets: [
        { id: harm, words: "Hurting myself", level: "ltb", direction: "decrease" },
        { id: drink, words: "Drinking", level: "qol", direction: "decrease" },
      ],
      items: [
        item("Urge to hurt myself", { targetId: harm }),
        item("Hurt myself", { targetId: harm, aspect: "act", scale: { kind: "yes-no" } }),
        item("Urge to drink", { targetId: drink }),
        item("Drank", { targetId: drink, aspect: "act", scale: { kind: "yes-no" } }),
        item("Joy", { aspect: "emotion" }),
      ],
    },
  });
  await desk.open(`/clients/${clientId}/card`);
  await desk.page.getByRole("heading", { name: "Hurting myself", exact: true, level: 2 }).waitFor();
  return clientId;
}

const named = ({ page, words }: Visit, key: string, name: string) =>
  page.getByRole("button", { name: words(key, { words: name }), exact: true });

/** Presses Tab until a field or button with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = async () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
    });
  for (let stops = 0; stops < 80; stops += 1) {
    if ((await focused()) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test("a first card comes from a template, in the client's words, by keyboard alone", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words, open } = desk;
  const clientId = await newClient(desk);
  await open(`/clients/${clientId}/card`);
  const begin = page.getByRole("button", { name: words("card_builder_begin"), exact: true });
  await begin.waitFor();
  await tabTo(page, words("card_builder_begin"));
  await page.keyboard.press("Enter");
  const usual = page.getByRole("radio", { name: words("template_usual"), exact: true });
  await page.getByRole("radio", { name: words("template_small"), exact: true }).waitFor();
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(1); // the language
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await usual.and(page.locator(":checked")).waitFor();

  const shame = words("library_shame");
  await tabTo(page, words("card_builder_words_of", { words: shame }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("The hot face");
  await tabTo(page, words("card_builder_cover_of", { words: "The hot face" }));
  await page.keyboard.press("Enter");
  await page.keyboard.type("The weather");
  await tabTo(page, words("library_joy"));
  await page.keyboard.press("Space");
  const phone = page.getByRole("region", { name: words("card_preview_title"), exact: true });
  await phone.getByText("The weather", { exact: true }).waitFor();
  const template = CARD_TEMPLATES.find(({ id }) => id === "usual");
  const count = (template?.items.length ?? 0) - 1;
  await tabTo(page, words("card_builder_save", { count }));
  await page.keyboard.press("Enter");
  await page.getByText(words("card_builder_saved", { count })).waitFor();
  await page.getByText("The hot face", { exact: true }).first().waitFor();

  const { items } = await designOf(desk, clientId);
  expect(items).toHaveLength(count);
  expect(items.find((each) => each.library === "shame")).toMatchObject({
    words: "The hot face",
    coverWords: "The weather",
  });
  expect(items.some((each) => each.library === "joy")).toBe(false);
  expect(items.filter((each) => each.short).map((each) => each.library)).toContain("urge-suicide");
});

test("what somebody else changed meanwhile is said, and nothing that was typed is lost", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words, api, expectTrouble } = desk;
  const clientId = await withCard(desk);
  await named(desk, "card_design_revise_named", "Urge to drink").click();
  const field = page.getByRole("dialog").getByLabel(words("card_design_item_words"));
  await field.fill("Pull towards the shop");
  const { items } = await designOf(desk, clientId);
  const drink = items.find((each) => each.words === "Urge to drink");
  if (drink === undefined) throw new Error("no such item");
  const { coverWords, scale, rhythm, short, state } = drink;
  await api.call(reviseCardItem, {
    params: { clientId, itemId: drink.id },
    body: { words: "Thirst", coverWords, scale, rhythm, short, state, seen: drink.version },
  });
  expectTrouble(/^answer 409 /);
  await page.getByRole("button", { name: words("card_design_save"), exact: true }).click();
  await page.getByRole("alert").getByText("Thirst").waitFor();
  expect(await field.inputValue()).toBe("Pull towards the shop");
  await page.getByRole("button", { name: words("card_item_save_anyway"), exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const after = (await designOf(desk, clientId)).items.find((each) => each.id === drink.id);
  expect(after).toMatchObject({ words: "Pull towards the shop", version: 3 });
});

test("items are paused, folded and put in order, targets closed, and each of it is taken back", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words } = desk;
  const clientId = await withCard(desk);
  const states = async () =>
    Object.fromEntries(
      (await designOf(desk, clientId)).items.map((each) => [each.words, each.state]),
    );
  const undo = page.getByRole("button", { name: words("clinician_undo"), exact: true }).last();
  const asBefore = await states();

  await named(desk, "card_item_pause_named", "Joy").click();
  await named(desk, "card_item_ask_named", "Joy").waitFor();
  expect(await states()).toMatchObject({ Joy: "paused" });
  await undo.click();
  await named(desk, "card_item_pause_named", "Joy").waitFor();

  await page.getByRole("button", { name: words("card_fold_begin"), exact: true }).click();
  await page.getByRole("button", { name: words("card_fold_save"), exact: true }).click();
  const question = words("library_quiet_check");
  await page.getByText(words("card_fold_now", { count: 2, words: question })).waitFor();
  expect(await states()).toMatchObject({
    "Urge to hurt myself": "folded",
    "Hurt myself": "folded",
    [question]: "asked",
  });
  await page.getByRole("button", { name: words("card_fold_end"), exact: true }).click();
  await named(desk, "card_item_pause_named", "Hurt myself").waitFor();
  await expect.poll(states).toEqual({ ...asBefore, [question]: "retired" });
  await undo.click();
  for (const urge of ["Urge to hurt myself", "Hurt myself"]) {
    await named(desk, "card_item_ask_named", urge).click();
    await named(desk, "card_item_pause_named", urge).waitFor();
  }
  await page.getByRole("button", { name: words("card_fold_end") }).waitFor({ state: "detached" });
  await expect.poll(states).toEqual({ ...asBefore, [question]: "retired" });

  await named(desk, "card_target_close_named", "Drinking").click();
  await page.getByRole("heading", { name: "Drinking", level: 2 }).waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  expect(await states()).toMatchObject({ "Urge to drink": "retired", Drank: "retired" });
  await undo.click();
  await page.getByRole("heading", { name: "Drinking", level: 2 }).waitFor();
  await expect.poll(states).toEqual({ ...asBefore, [question]: "retired" });

  await page.getByRole("button", { name: words("card_order_title"), exact: true }).click();
  await named(desk, "card_order_up", "Drank").focus();
  await page.keyboard.press("ArrowUp");
  await page.getByText(words("card_order_moved_up", { words: "Drank" })).waitFor();
  await page.getByRole("link", { name: words("paper_tab"), exact: true }).click();
  await page.getByRole("dialog", { name: words("clinician_leave_title"), exact: true }).waitFor();
  await page.getByRole("button", { name: words("clinician_stay"), exact: true }).click();
  await page.getByRole("button", { name: words("card_order_save"), exact: true }).click();
  await page.getByText(words("card_order_saved")).waitFor();
  const order = async () => (await designOf(desk, clientId)).items.map((each) => each.words);
  expect((await order()).slice(2, 4)).toEqual(["Drank", "Urge to drink"]);
  await undo.click();
  await page.getByText(words("card_order_undone")).waitFor();
  expect((await order()).slice(2, 4)).toEqual(["Urge to drink", "Drank"]);
});

test("the two lines are written at the desk, and begin with what the client wrote meanwhile", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words, api } = desk;
  const clientId = await withCard(desk);
  const body = { lifeLine: "A flat with a balcony", closingLine: "" };
  await api.call(writeLifeLine, { params: { clientId }, body });
  const change = page.getByRole("button", { name: words("card_lines_change"), exact: true });
  await change.click();
  const field = (key: string) => page.getByRole("dialog").getByLabel(words(key), { exact: true });
  await expect.poll(async () => field("card_lines_life").inputValue()).toBe(body.lifeLine);
  await field("card_lines_life").fill("A flat with two balconies");
  await field("card_lines_closing").fill("Good night, you did enough.");
  await page.keyboard.press("Enter");
  await page.getByText(words("card_lines_saved")).waitFor();
  await page.getByText("A flat with two balconies", { exact: true }).waitFor();
  await change.click();
  await expect
    .poll(async () => field("card_lines_closing").inputValue())
    .toBe("Good night, you did enough.");
});
