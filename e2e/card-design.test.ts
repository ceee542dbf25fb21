import { expect, test } from "vitest";
import { diaryToday, emptyDay, rated, saveState, shownValues, storedValue } from "./card.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const CLIENT = "junia@demo.example";
const TARGET = "Answering my sister’s letters";
const ITEM = "Pull to leave letters unopened";

/** The card of the client on the therapist's desk. */
async function openCard(): Promise<Visit> {
  const desk = await visit({ app: "clinician", email: "ada.okafor@demo.example" });
  await desk.open();
  await desk.page.getByRole("link", { name: /^J\. H\./ }).click();
  await desk.page.getByRole("link", { name: desk.words("card_design_tab"), exact: true }).click();
  await desk.page.getByRole("button", { name: desk.words("card_design_add_target") }).waitFor();
  return desk;
}

async function openToday(): Promise<Visit> {
  const phone = await visit({ app: "client", email: CLIENT });
  await phone.open();
  await phone.page.getByRole("radiogroup").first().waitFor();
  return phone;
}

test("a target and an item are added together, and the client finds them on Today", async () => {
  const { page, words } = await openCard();
  await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).click();
  const sheet = page.getByRole("dialog", { name: words("card_design_add_target"), exact: true });
  const add = page
    .getByRole("dialog")
    .getByRole("button", { name: words("card_design_add"), exact: true });
  await add.click();
  await sheet.getByText(words("words_fault_needed")).waitFor();
  await sheet
    .getByLabel(words("card_design_target_words"))
    .and(page.locator(":focus"))
    .fill(TARGET);
  await sheet.getByRole("radio", { name: words("card_design_level_qol"), exact: true }).click();
  await sheet.getByRole("radio", { name: words("card_design_increase"), exact: true }).click();
  await add.click();
  await page.getByRole("heading", { name: TARGET }).waitFor();

  await page
    .getByRole("button", { name: words("card_design_add_item_to", { words: TARGET }), exact: true })
    .click();
  const item = page.getByRole("dialog", { name: words("card_design_add_item"), exact: true });
  await item.getByLabel(words("card_design_item_words")).fill(ITEM);
  await item.getByLabel(words("card_design_aspect")).selectOption(words("aspect_urge"));
  await item.getByRole("radio", { name: words("scale_choice_daily"), exact: true }).click();
  await add.click();
  await page.getByRole("listitem").getByText(ITEM, { exact: true }).waitFor();

  const phone = await openToday();
  await rated(phone.page, phone.words, ITEM, 4).click();
  await saveState(phone.page, phone.words, "sent").waitFor();
  expect(await storedValue(phone.api, diaryToday(), ITEM)).toBe(4);
  // Two days: where the client lives it may still be yesterday.
  const earlier = phone.page.getByRole("button", { name: phone.words("today_earlier_day") });
  await earlier.click();
  await earlier.click();
  await phone.page.getByRole("radiogroup", { name: ITEM }).waitFor({ state: "detached" });
});

test("new words and another scale leave what was filled in as it was", async () => {
  const phone = await openToday();
  await emptyDay(phone.api, diaryToday());
  await phone.open("/week");
  const before = await shownValues(phone.page, "Fear");
  expect(before.some((value) => value !== "")).toBe(true);

  const { page, words } = await openCard();
  await page
    .getByRole("button", {
      name: words("card_design_revise_named", { words: "Fear" }),
      exact: true,
    })
    .click();
  const sheet = page.getByRole("dialog", { name: words("card_design_revise_title"), exact: true });
  await sheet.getByLabel(words("card_design_item_words")).fill("Fear, at its worst");
  await sheet.getByRole("radio", { name: words("scale_choice_rating"), exact: true }).click();
  await sheet.getByLabel(words("scale_min")).fill("0");
  await sheet.getByLabel(words("scale_max")).fill("10");
  await sheet.getByRole("button", { name: words("card_design_save"), exact: true }).click();
  await page.getByRole("listitem").getByText("Fear, at its worst", { exact: true }).waitFor();

  await phone.open();
  const group = phone.page.getByRole("radiogroup", { name: "Fear, at its worst" });
  await group.waitFor();
  expect(await group.getByRole("radio").count()).toBe(11);
  await phone.open("/week");
  expect(await shownValues(phone.page, "Fear, at its worst")).toEqual(before);
  await phone.open();
  await group.getByRole("radio", { name: "10" }).click();
  await saveState(phone.page, phone.words, "sent").waitFor();
  await phone.open("/week");
  expect(await shownValues(phone.page, "Fear, at its worst")).toEqual([
    ...before.slice(0, -1),
    "10",
  ]);
});

test("an item is taken off the card and put back", async () => {
  const { page, words } = await openCard();
  const item = "Described without judging";
  const off = page.getByRole("button", {
    name: words("card_design_take_off_named", { words: item }),
    exact: true,
  });
  await off.click();
  await page.getByText(words("card_design_taken_off", { words: item })).waitFor();
  const phone = await openToday();
  await phone.page.getByRole("radiogroup", { name: "Joy" }).waitFor();
  expect(await phone.page.getByRole("radiogroup", { name: item }).count()).toBe(0);

  await page.getByText(words("card_design_off", { count: 1 })).click();
  await page
    .getByRole("button", { name: words("card_design_back_named", { words: item }), exact: true })
    .click();
  await off.waitFor();
  await phone.page.reload();
  await phone.page.getByRole("radiogroup", { name: item }).waitFor();
});

test("closing a sheet asks before it throws words away", async () => {
  const { page, words } = await openCard();
  await page.getByRole("button", { name: words("card_design_add_target"), exact: true }).click();
  const field = page.getByLabel(words("card_design_target_words"));
  await field.fill("Half a thought");
  await page.keyboard.press("Escape");
  await page.getByRole("alert").getByText(words("clinician_discard_question")).waitFor();
  await page.getByRole("button", { name: words("clinician_keep_writing"), exact: true }).click();
  expect(await field.inputValue()).toBe("Half a thought");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: words("clinician_discard"), exact: true }).click();
  await field.waitFor({ state: "detached" });
});
