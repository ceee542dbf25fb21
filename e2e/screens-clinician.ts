import { randomUUID } from "node:crypto";
import { listClients } from "@trellis/api/client";
import type { CardImportPreview } from "@trellis/domain/card-import";
import { civilDate } from "@trellis/domain/civil-date";
import type { ClientSummary } from "@trellis/domain/client";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { changeAnswer, cutOff, holdBack, type Screen, WEEK_READ } from "./screen.ts";
import type { Visit } from "./visit.ts";

const THERAPIST = "ada.okafor@demo.example";
const LIST_READ = /\/api\/clients$/;

type List = { clients: ClientSummary[] };

/** Opens a page of the client with these initials. */
async function openClient({ api, open }: Visit, initials: string, page: string): Promise<void> {
  const { clients } = await api.call(listClients, {});
  const found = clients.find((client) => client.initials === initials);
  if (found === undefined) throw new Error(`there is no ${initials}`);
  await open(`/clients/${found.id}/${page}`);
}

const openSession = async (visit: Visit, search = ""): Promise<void> => {
  await openClient(visit, "R. L.", `session${search}`);
  await visit.page.getByRole("heading", { level: 1, name: /^R\. L\./ }).waitFor();
};

async function openDialog(visit: Visit, button: string, title: string): Promise<void> {
  const { page, words } = visit;
  await page
    .getByRole("button", { name: words(button), exact: true })
    .first()
    .click();
  await page.getByRole("dialog", { name: words(title), exact: true }).waitFor();
}

const signIn: readonly Omit<Screen, "app">[] = [
  {
    name: "sign-in",
    arrive: async ({ page, words, open }) => {
      await open();
      await page.getByRole("heading", { name: words("clinician_sign_in_title") }).waitFor();
    },
  },
  {
    name: "sign-in with empty fields",
    arrive: async ({ page, words, open }) => {
      await open();
      await page.getByRole("button", { name: words("clinician_sign_in_button") }).click();
      await page.getByText(words("clinician_field_needed")).first().waitFor();
    },
  },
  {
    name: "sign-in again over a page",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, context, words, expectTrouble } = visit;
      await openSession(visit);
      await page.getByRole("table").waitFor();
      expectTrouble(/^answer 401 /);
      await context.clearCookies();
      await page.getByRole("button", { name: words("session_earlier"), exact: true }).click();
      await page.getByRole("dialog", { name: words("clinician_sign_in_again_title") }).waitFor();
    },
  },
];

const list: readonly Omit<Screen, "app">[] = [
  {
    name: "my clients",
    email: THERAPIST,
    arrive: async ({ page, open }) => {
      await open();
      await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
    },
  },
  {
    name: "many clients",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<List>(page, LIST_READ, ({ clients }) => ({
        clients: [...clients, ...clients.map((client) => ({ ...client, id: randomUUID() }))],
      }));
      await open();
      await page.getByLabel(words("caseload_filter")).fill("R. L.");
      await page.getByText(words("caseload_found", { count: 2 })).waitFor();
    },
  },
  {
    name: "no clients",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<List>(page, LIST_READ, () => ({ clients: [] }));
      await open();
      await page.getByText(words("caseload_empty_title")).waitFor();
    },
  },
  {
    name: "clients that did not come",
    email: THERAPIST,
    arrive: async (visit) => {
      await cutOff(visit, LIST_READ);
      await visit.open();
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "account",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open();
      await page.getByRole("button", { name: words("clinician_account_open") }).click();
      await page.getByRole("button", { name: words("clinician_sign_out") }).waitFor();
    },
  },
  {
    name: "command palette",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, open } = visit;
      await open();
      await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("option", { name: /^R\. L\./ }).waitFor();
    },
  },
];

const session: readonly Omit<Screen, "app">[] = [
  {
    name: "session",
    email: THERAPIST,
    arrive: async (visit) => {
      await openSession(visit);
      await visit.page.getByRole("table").waitFor();
    },
  },
  {
    name: "session on its way",
    email: THERAPIST,
    arrive: async (visit) => {
      await holdBack(visit.page, WEEK_READ);
      await openClient(visit, "R. L.", "session");
      await visit.page.getByText(visit.words("session_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "session without entries",
    email: THERAPIST,
    arrive: async (visit) => {
      await openSession(visit, "?to=2020-01-05");
      await visit.page.getByText(visit.words("session_empty_title")).waitFor();
    },
  },
  {
    name: "session without a card",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
        ...week,
        items: [],
        entries: [],
        notes: [],
        earlierEntryOn: null,
      }));
      await openSession(visit);
      await page.getByText(words("session_no_items_title")).waitFor();
    },
  },
  {
    name: "shown to the client",
    email: THERAPIST,
    arrive: async (visit) => {
      await openClient(visit, "T. W.", "session?show=client");
      await visit.page.getByRole("table").waitFor();
    },
  },
  {
    name: "choosing a day",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openSession(visit);
      await openDialog(visit, "session_choose_day", "session_choose_day");
      await page.getByLabel(words("session_choose_day_label")).fill("2199-01-01");
      await page.getByRole("button", { name: words("session_choose_day_action") }).click();
      await page.getByText(words("session_day_wrong")).waitFor();
    },
  },
  {
    name: "a session that was recorded and taken back",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "M. Q.", "session");
      const met = page.getByRole("button", { name: words("session_met_today"), exact: true });
      await met.click();
      await page.getByRole("button", { name: words("session_take_back"), exact: true }).click();
      await met.waitFor();
      await page.getByText(words.like("session_taken_back")).waitFor();
    },
  },
];

const card: readonly Omit<Screen, "app">[] = [
  {
    name: "card",
    email: THERAPIST,
    arrive: async (visit) => {
      await openClient(visit, "I. C.", "card");
      await visit.page.getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "a new target with fields missing",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "I. C.", "card");
      await openDialog(visit, "card_design_add_target", "card_design_add_target");
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
      await openDialog(visit, "card_design_add_item", "card_design_add_item");
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
      const revise = words("card_design_revise_named", { words: "Shame" });
      await page.getByRole("button", { name: revise, exact: true }).click();
      await page.getByLabel(words("card_design_item_words")).fill("Shame at its peak");
      await page.keyboard.press("Escape");
      await page.getByText(words("clinician_discard_question")).waitFor();
    },
  },
];

const ROWS = `date,time,down,tired
2026-01-05,08:58,2,3
2026-01-06,09:10,-1,4
2026-01-07,09:40,0,4
2026-01-08,10:05,1,2
2026-01-09,11:20,-2,5
`;

async function pasteRows(visit: Visit, rows: string): Promise<void> {
  const { page, words } = visit;
  await openClient(visit, "N. N.", "import");
  await page.getByLabel(words("import_paste")).fill(rows);
  await page.getByRole("button", { name: words("import_paste_button") }).click();
  await page.getByRole("group", { name: "down", exact: true }).waitFor();
}

async function mapColumn({ page, words }: Visit): Promise<void> {
  const fields = page.getByRole("group", { name: "down", exact: true });
  await fields.getByLabel(words("import_column_aspect")).selectOption("emotion");
  await fields.getByLabel(words("import_column_words")).fill("Down, on trial");
  await fields.getByLabel(words("scale_label")).selectOption("rating");
  await fields.getByLabel(words("scale_min")).fill("-3");
  await fields.getByLabel(words("scale_max")).fill("3");
  await fields.getByLabel(words("import_column_aggregate")).selectOption("peak");
}

const preview = async ({ page, words }: Visit): Promise<void> =>
  page.getByRole("button", { name: words("import_preview_button"), exact: true }).click();

const cardImport: readonly Omit<Screen, "app">[] = [
  {
    name: "import",
    email: THERAPIST,
    arrive: async (visit) => {
      await openClient(visit, "N. N.", "import");
      await visit.page.getByText(visit.words("import_source_title")).waitFor();
    },
  },
  {
    name: "import with columns to be described",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await pasteRows(visit, ROWS);
      const fields = page.getByRole("group", { name: "down", exact: true });
      await fields.getByLabel(words("import_column_aspect")).selectOption("emotion");
      await preview(visit);
      await page.getByText(words("words_fault_needed")).first().waitFor();
    },
  },
  {
    name: "import with bad rows",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await pasteRows(visit, ROWS.replace("2026-01-09", "2026-13-09").replace(",1,2", ",much,2"));
      await mapColumn(visit);
      await preview(visit);
      await page.getByRole("table", { name: words("import_problems_title") }).waitFor();
    },
  },
  {
    name: "import, previewed",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await pasteRows(visit, ROWS);
      await mapColumn(visit);
      await preview(visit);
      await page.getByRole("button", { name: words("import_button"), exact: true }).waitFor();
    },
  },
];

/** The newcomer's import once more, answered here so that nothing is stored. */
const DONE: CardImportPreview = {
  rows: 2,
  days: 2,
  firstDay: civilDate("2026-01-05"),
  lastDay: civilDate("2026-01-06"),
  columns: [
    {
      column: "down",
      words: "Down, on trial",
      newDays: 2,
      keptDays: 0,
      lowest: -1,
      highest: 2,
      newItem: true,
    },
  ],
  problemCount: 0,
  problems: [],
};

const imported: Omit<Screen, "app"> = {
  name: "import, done",
  email: THERAPIST,
  arrive: async (visit) => {
    const { page, words } = visit;
    await pasteRows(visit, ROWS);
    await mapColumn(visit);
    await preview(visit);
    await page.route(/\/card-imports$/, async (route) => route.fulfill({ json: DONE }));
    await page.getByRole("button", { name: words("import_button"), exact: true }).click();
    await page.getByText(words("import_done_title"), { exact: true }).waitFor();
  },
};

const strayed: readonly Omit<Screen, "app">[] = [
  {
    name: "no such page",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await open("/nowhere");
      await page.getByText(words("clinician_no_page_what")).waitFor();
    },
  },
  {
    name: "no such record",
    email: THERAPIST,
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(/^answer 404 /);
      await open(`/clients/${randomUUID()}/session`);
      await page.getByText(words("clinician_error_not_found")).waitFor();
    },
  },
];

/** Every screen of the clinician's app, in every state that looks different. */
export const CLINICIAN_SCREENS: readonly Screen[] = [
  ...signIn,
  ...list,
  ...session,
  ...card,
  ...cardImport,
  imported,
  ...strayed,
].map((screen) => ({ ...screen, app: "clinician" }));
