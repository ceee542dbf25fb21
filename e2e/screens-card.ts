import type { readCardDesign } from "@trellis/api/card-item";
import type { OutputOf } from "@trellis/api/operation";
import { changeAnswer, openClient, type Screen, THERAPIST } from "./screen.ts";
import type { Visit } from "./visit.ts";

const CARD_READ = /\/api\/clients\/[\w-]+\/card$/;
const REVISED = /\/card\/items\/[\w-]+\/versions$/;

type Design = OutputOf<typeof readCardDesign>;

/** The editor of a card with everything that a card can have. */
async function openCard(visit: Visit): Promise<void> {
  await openClient(visit, "I. C.", "card");
  await visit.page.getByRole("listitem").first().waitFor();
}

async function openNoCard(visit: Visit): Promise<void> {
  await changeAnswer<Design>(visit.page, CARD_READ, () => ({
    targets: [],
    items: [],
    earlierVersions: [],
  }));
  await openClient(visit, "I. C.", "card");
  await visit.page.getByText(visit.words("card_design_empty_title")).waitFor();
}

const press = async ({ page, words }: Visit, key: string): Promise<void> =>
  page
    .getByRole("button", { name: words(key), exact: true })
    .first()
    .click();

async function openSheet(visit: Visit, button: string, title: string): Promise<void> {
  await press(visit, button);
  await visit.page.getByRole("dialog", { name: visit.words(title), exact: true }).waitFor();
}

async function openRevision({ page, words }: Visit, item: string): Promise<void> {
  const revise = words("card_design_revise_named", { words: item });
  await page.getByRole("button", { name: revise, exact: true }).click();
  await page.getByLabel(words("card_design_item_words")).waitFor();
}

/** A client's card in the editor, and every form of it. */
export const CARD_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "card",
    email: THERAPIST,
    arrive: async (visit) => {
      await openClient(visit, "I. C.", "card");
      await visit.page.getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "the lines of a card",
    email: THERAPIST,
    arrive: async (visit) => {
      await openCard(visit);
      await openSheet(visit, "card_lines_change", "card_lines_change");
    },
  },
  {
    name: "a new target with fields missing",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "I. C.", "card");
      await openSheet(visit, "card_design_add_target", "card_design_add_target");
      await page.getByRole("button", { name: words("card_design_add"), exact: true }).click();
      await page.getByText(words("words_fault_needed")).waitFor();
    },
  },
  {
    name: "a new item with its own scale",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "I. C.", "card");
      await openSheet(visit, "card_design_add_item", "card_design_add_item");
      await page.getByRole("radio", { name: words("scale_choice_number"), exact: true }).click();
      await page.getByRole("button", { name: words("card_design_add"), exact: true }).click();
      await page.getByText(words("scale_fault_unit_needed")).waitFor();
    },
  },
  {
    name: "words that would be lost",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "I. C.", "card");
      await openRevision(visit, "Shame");
      await page.getByLabel(words("card_design_item_words")).fill("Shame at its peak");
      await page.keyboard.press("Escape");
      await page.getByText(words("clinician_discard_question")).waitFor();
    },
  },
  {
    name: "no card yet",
    email: THERAPIST,
    arrive: openNoCard,
  },
  {
    name: "a first card with words missing",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openNoCard(visit);
      await press(visit, "card_builder_begin");
      await page.getByRole("radio", { name: words("template_usual"), exact: true }).check();
      const field = words("card_builder_words_of", { words: words("library_shame") });
      await page.getByLabel(field, { exact: true }).fill("");
      const save = words.like("card_builder_save");
      await page.getByRole("button", { name: save }).click();
      await page.getByText(words("words_fault_needed")).waitFor();
    },
  },
  {
    name: "the library beside a card",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openCard(visit);
      await press(visit, "card_builder_library_title");
      await page.locator("summary", { hasText: words("card_builder_skills") }).click();
      await page.getByRole("checkbox", { name: words("library_loneliness"), exact: true }).check();
    },
  },
  {
    name: "the order of a card",
    email: THERAPIST,
    arrive: async (visit) => {
      await openCard(visit);
      await press(visit, "card_order_title");
      await visit.page.getByText(visit.words("card_order_note")).waitFor();
    },
  },
  {
    name: "an item that somebody else changed",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words, expectTrouble } = visit;
      let isChanged = false;
      await changeAnswer<Design>(page, CARD_READ, (design) => ({
        ...design,
        items: design.items.map((item) => ({
          ...item,
          version: item.version + (isChanged ? 1 : 0),
        })),
      }));
      const problem = { code: "changed-meanwhile", params: {}, message: "changed" };
      await page.route(REVISED, async (route) => {
        isChanged = true;
        await route.fulfill({ status: 409, json: problem });
      });
      expectTrouble(/^answer 409 /);
      await openCard(visit);
      await openRevision(visit, "Shame");
      await page.getByLabel(words("card_design_item_words")).fill("Shame at its peak");
      await press(visit, "card_design_save");
      await page
        .getByRole("button", { name: words("card_item_save_anyway"), exact: true })
        .waitFor();
    },
  },
];
