import type { CardImportPreview } from "@trellis/domain/card-import";
import { civilDate } from "@trellis/domain/civil-date";
import { openClient, type Screen, THERAPIST } from "./screen.ts";
import type { Visit } from "./visit.ts";

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
  await page.getByRole("button", { name: words("import_paste_button"), exact: true }).click();
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

/** The import page of the clinician's app, step by step. */
export const IMPORT_SCREENS: readonly Omit<Screen, "app">[] = [
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
      await page
        .getByRole("table", { name: words("import_problems_title"), exact: true })
        .waitFor();
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
  {
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
  },
];
