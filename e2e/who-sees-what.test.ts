import { readWeek } from "@trellis/api/diary-card";
import { DATA_KINDS, mayAdministrator, RELATIONS, relationsFor } from "@trellis/domain/access";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { diaryToday } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { axeFaults } from "./page-checks.ts";
import { signInThroughApi } from "./server-api.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();
const THERAPIST = "ada.okafor@demo.example";
const CLIENT = "rosa@demo.example";

/** The rows of the page's one table as screen readers hear them, without its head. */
const rowsOf = async (page: Page): Promise<string[][]> =>
  page.getByRole("table").evaluate((table) =>
    Array.from(table.querySelectorAll("tr")).map((row) =>
      Array.from(row.querySelectorAll("th, td")).map((cell) => {
        const heard = cell.cloneNode(true) as Element;
        for (const unheard of heard.querySelectorAll("[aria-hidden='true']")) unheard.remove();
        return heard.textContent?.trim() ?? "";
      }),
    ),
  );

const reachKey = (write: boolean, read: boolean): string =>
  write ? "access_reach_write" : read ? "access_reach_read" : "access_reach_none";

/** What the server does, in the order of the table's columns. */
const doneByServer = (kind: (typeof DATA_KINDS)[number]): string[] => [
  ...RELATIONS.map((relation) =>
    reachKey(
      relationsFor(kind, "write").includes(relation),
      relationsFor(kind, "read").includes(relation),
    ),
  ),
  reachKey(mayAdministrator(kind, "write"), mayAdministrator(kind, "read")),
];

const keyOf = (kind: string, end: string): string =>
  `access_kind_${kind.replaceAll("-", "_")}${end}`;

test.each(["en", "es"] as const)(
  "the page for clinicians says what the server does: %s",
  async (locale) => {
    const { page, open, words } = await visit({ app: "clinician", email: THERAPIST, locale });
    await open("/who-sees-what");
    await page.getByRole("heading", { level: 1, name: words("place_who_sees_what") }).waitFor();
    for (const { choice, end } of [
      { choice: "access_page_words_clinician", end: "" },
      { choice: "access_page_words_client", end: "_for_client" },
    ]) {
      await page.getByRole("radio", { name: words(choice), exact: true }).check();
      const rows = await rowsOf(page);
      for (const kind of DATA_KINDS) {
        const said = rows.find(([name]) => name === words(keyOf(kind, end)));
        expect(said?.slice(1)).toEqual(doneByServer(kind).map((key) => words(key)));
      }
    }
  },
);

test("a client reads who is on their team and what each of them can and cannot see", async () => {
  const { page, open, words } = await visit({ app: "client", email: CLIENT });
  await open("/more");
  await page.getByRole("link", { name: words("who_sees_title"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words("who_sees_title") }).waitFor();
  const therapist = page.getByRole("region", { name: /Ada Okafor$/ });
  await therapist.getByText(words("access_viewer_therapist_for_client")).waitFor();
  const groups = therapist.getByRole("term");
  expect(await groups.allInnerTexts()).toEqual([
    words("access_list_write"),
    words("access_list_read"),
    words("access_list_none"),
  ]);
  const cannot = therapist.getByRole("definition").nth(2).getByRole("listitem");
  expect(await cannot.allInnerTexts()).toEqual(
    DATA_KINDS.filter((kind) => doneByServer(kind)[1] === "access_reach_none").map((kind) =>
      words(keyOf(kind, "_for_client")),
    ),
  );
  await page.getByRole("button", { name: words("who_sees_all_show"), exact: true }).click();
  await page.getByRole("table").waitFor();
});

test.each(["en", "es"] as const)(
  "a client reads who looked, by day and role, and each time when they ask: %s",
  async (locale) => {
    const { page, open, words, api } = await visit({ app: "client", email: CLIENT, locale });
    const therapist = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
    const to = diaryToday();
    const params = { clientId: api.who.clientId ?? "" };
    await therapist.call(readWeek, { params, query: { from: to, to } });
    await open("/more");
    await page.getByRole("link", { name: words("access_log_title"), exact: true }).click();
    await page.getByText(words("access_log_not_watching_title"), { exact: true }).waitFor();
    const day = page.getByRole("main").getByRole("listitem").first();
    await day.getByText(words("access_viewer_therapist_for_client"), { exact: true }).waitFor();
    // Minutes, names and counts come when they are asked for.
    expect(await day.innerText()).not.toMatch(/\d\d:\d\d|Okafor/);
    await day.getByRole("button", { expanded: false }).click();
    const opened = words("access_log_opened", { thing: words("access_log_thing_card") });
    const look = day.getByRole("definition").filter({ hasText: opened }).last();
    await look.waitFor();
    expect(await look.innerText()).toContain(therapist.who.name);
    expect(await day.getByRole("term").first().innerText()).toMatch(/^\d\d:\d\d$/);
    expect(await axeFaults(page)).toEqual([]);
  },
);
