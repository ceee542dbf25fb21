import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readWeek, saveCard } from "@trellis/api/diary-card";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { afterAll, expect, test } from "vitest";
import { root } from "../tools/root.ts";
import { itemOf, shownValues } from "./card.ts";
import { shortDay } from "./days.ts";
import { ownDataRoot, ownOrigin } from "./own-product.ts";
import { recordFile } from "./record-file.ts";
import { type SignedInApi, signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const NEWCOMER = "new@demo.example";
const THERAPIST = "ada.okafor@demo.example";
const folder = mkdtempSync(join(tmpdir(), "trellis-record-"));
const record = recordFile(folder);
const first = record.days[0] ?? ("" as CivilDate);
const last = record.days.at(-1) ?? ("" as CivilDate);
console.log(`The record that is imported: ${record.source}.`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command of the README on this run's clinic, while its server runs. */
async function importAsReadmeSays(): Promise<{ code: number | null; said: string }> {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const command = /npm run -s trellis -- import-card [\w.-]+\.csv ([\s\S]+?)```/.exec(readme)?.[1];
  if (command === undefined) throw new Error("README has no command that imports a record");
  const child = spawn("sh", ["-c", `exec "$NODE" "$CLI" import-card "$RECORD" ${command}`], {
    env: {
      ...process.env,
      NODE: process.execPath,
      CLI: join(root, "apps/server/src/cli.ts"),
      RECORD: record.path,
      TRELLIS_DATA: ownDataRoot(),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [said, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { code, said: said + complaint };
}

/** All stored values of one item, by day. */
async function storedDays(api: SignedInApi, words: string): Promise<Map<CivilDate, number>> {
  const stored = new Map<CivilDate, number>();
  for (let from = first; from <= last; from = addDays(from, 90)) {
    const week = await api.call(readWeek, {
      params: { clientId: api.who.clientId ?? "" },
      query: { from, to: addDays(from, 89) },
    });
    const { id } = itemOf(week, words);
    for (const entry of week.entries) if (entry.item === id) stored.set(entry.date, entry.value);
  }
  return stored;
}

const asNewcomer = async () => signInThroughApi(ownOrigin(), "client", NEWCOMER);

test(`the README's command imports every day of ${record.source}`, async () => {
  const { code, said } = await importAsReadmeSays();
  expect(said).toContain(`on ${String(record.days.length)} days, ${first} to ${last}`);
  if (record.isReal) {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain(said.split("\n")[0]);
  }
  expect(code).toBe(0);
  expect(await storedDays(await asNewcomer(), "Down")).toEqual(record.peaks("down"));
});

test("a second run changes nothing, least of all a later correction", async () => {
  const api = await asNewcomer();
  const params = { clientId: api.who.clientId ?? "" };
  const day = await api.call(readWeek, { params, query: { from: last, to: last } });
  const { id: item, version } = itemOf(day, "Down");
  const seen = record.peaks("down").get(last) ?? null;
  const corrected = seen === 2 ? 1 : 2;
  const operation = {
    id: randomUUID(),
    schema: 1 as const,
    kind: "set" as const,
    date: last,
    zone: "Europe/Amsterdam",
    madeAt: new Date().toISOString(),
    sequence: 1,
    item,
    version,
    value: corrected,
    seen,
  };
  await api.call(saveCard, { params, body: { operations: [operation] } });
  const { code, said } = await importAsReadmeSays();
  expect(said).toMatch(/^Nothing changed/);
  expect(code).toBe(0);
  const expected = new Map(record.peaks("down")).set(last, corrected);
  expect(await storedDays(api, "Down")).toEqual(expected);
});

/** What the cells of seven days should show of a column; the corrected last day is left to its own test. */
const expectedValues = (column: string, from: CivilDate, days: number): string[] =>
  Array.from({ length: days }, (_, at) => {
    const peak = record.peaks(column).get(addDays(from, at));
    return peak === undefined ? "" : String(peak).replace("-", "\u2212");
  });

const yearOf = (day: CivilDate) => `${shortDay(day, "en")} ${day.slice(0, 4)}`;

test("the client's app leads from the empty present to the last entries, and pages through them", async () => {
  const { page, words, open } = await visit({ app: "client", email: NEWCOMER });
  await open("/week");
  await page.getByText(words("week_empty_title")).waitFor();
  await page
    .getByRole("button", { name: words("week_go_to_earlier", { day: yearOf(last) }), exact: true })
    .click();
  const week = expectedValues("anxious", addDays(last, -6), 7);
  await expect.poll(() => shownValues(page, "Anxious")).toEqual(week);
  await page.getByRole("button", { name: words("week_earlier"), exact: true }).click();
  const before = expectedValues("anxious", addDays(last, -13), 7);
  await expect.poll(() => shownValues(page, "Anxious")).toEqual(before);

  await page
    .getByRole("navigation")
    .getByRole("link", { name: words("nav_today"), exact: true })
    .click();
  await page.getByRole("radiogroup", { name: "Anxious" }).waitFor();
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
});

async function openNewcomer(desk: Visit): Promise<void> {
  await desk.open();
  await desk.page.getByRole("link", { name: /^N\. N\./ }).click();
  await desk.page.getByRole("link", { name: desk.words("import_tab") }).waitFor();
}

test("the session view jumps to the last entries, too", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words } = desk;
  await openNewcomer(desk);
  await page
    .getByRole("button", { name: words.like("session_earlier_entry") })
    .first()
    .click();
  const week = expectedValues("anxious", addDays(last, -6), 7);
  await expect.poll(() => shownValues(page, "Anxious")).toEqual(week);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("ArrowLeft");
  const before = expectedValues("anxious", addDays(last, -13), 7);
  await expect.poll(() => shownValues(page, "Anxious")).toEqual(before);
});

/** The same rows with three places that cannot be read, and where they are. */
function spoiled(column: string): { csv: string; lines: readonly number[] } {
  const lines = record.csv.trim().split(/\r?\n/);
  const at = (lines[0] ?? "").split(",").indexOf(column);
  const withCell = (line: number, cell: number, value: string) => {
    const cells = (lines[line - 1] ?? "").split(",");
    cells[cell] = value;
    lines[line - 1] = cells.join(",");
  };
  withCell(5, at, "much");
  withCell(9, 0, "2012-02-30");
  withCell(14, at, "9");
  return { csv: `${lines.join("\n")}\n`, lines: [5, 9, 14] };
}

/** Says of one column what it is; every other one stays left out. */
async function describeColumn({ page, words }: Visit, column: string, item: string) {
  const fields = page.getByRole("group", { name: column, exact: true });
  await fields.getByLabel(words("import_column_aspect")).selectOption("emotion");
  await fields.getByLabel(words("import_column_words")).fill(item);
  await fields.getByLabel(words("scale_label")).selectOption("rating");
  await fields.getByLabel(words("scale_min")).fill("-3");
  await fields.getByLabel(words("scale_max")).fill("3");
  await fields.getByLabel(words("import_column_aggregate")).selectOption("peak");
}

test("the therapist's page names the lines that cannot be read, and imports the good file", async () => {
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words } = desk;
  const api = await asNewcomer();
  await openNewcomer(desk);
  await page.getByRole("link", { name: words("import_tab"), exact: true }).click();
  const bad = spoiled("lonely");
  const give = async (name: string, csv: string) =>
    page
      .getByLabel(words("import_file"))
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await give("spoiled.csv", bad.csv);
  await describeColumn(desk, "lonely", "Lonely in the day");
  await page.getByRole("button", { name: words("import_preview_button"), exact: true }).click();
  const problems = page.getByRole("table", { name: words("import_problems_title"), exact: true });
  await problems.waitFor();
  const named = await problems.getByRole("row").allInnerTexts();
  expect(named.slice(1).map((row) => Number(row.split("\t")[0]))).toEqual(bad.lines);
  expect(
    await page.getByRole("button", { name: words("import_button"), exact: true }).count(),
  ).toBe(0);
  await expect(storedDays(api, "Lonely in the day")).rejects.toThrow("no item");

  await page.getByRole("button", { name: words("import_other_file"), exact: true }).click();
  await give("good.csv", record.csv);
  await describeColumn(desk, "lonely", "Lonely in the day");
  await page.getByRole("button", { name: words("import_preview_button"), exact: true }).click();
  await page.getByRole("button", { name: words("import_button"), exact: true }).click();
  const { size } = record.peaks("lonely");
  const days = words("days_count", { count: size });
  await page.getByText(words("import_done", { count: size, days })).waitFor();
  await page.getByRole("link", { name: words("import_done_see"), exact: true }).click();
  const week = expectedValues("lonely", addDays(last, -6), 7);
  await expect.poll(() => shownValues(page, "Lonely in the day")).toEqual(week);
  expect(await storedDays(api, "Lonely in the day")).toEqual(record.peaks("lonely"));
});
