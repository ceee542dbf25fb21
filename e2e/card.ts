import { randomUUID } from "node:crypto";
import { readWeek, saveCard } from "@trellis/api/diary-card";
import type { CardItem } from "@trellis/domain/card-item";
import type { CardOperation, NoteField } from "@trellis/domain/card-operation";
import { type CivilDate, diaryDayAt } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import type { Locator, Page } from "playwright-core";
import type { SignedInApi } from "./server-api.ts";
import type { Words } from "./words.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The diary day of now, in the zone that the browser and the server of a journey share. */
export const diaryToday = (): CivilDate => diaryDayAt(Date.now(), zone);

const NOTE_FIELDS: readonly NoteField[] = ["worth-keeping", "how-hard", "note"];

const clientIdOf = ({ who }: SignedInApi): string => {
  if (who.clientId === null) throw new Error(`${who.name} is no client`);
  return who.clientId;
};

/** One day of the client's own record, as the server has it. */
export async function readDay(api: SignedInApi, date: CivilDate): Promise<DiaryWeek> {
  const params = { clientId: clientIdOf(api) };
  return api.call(readWeek, { params, query: { from: date, to: date } });
}

/** The stored value of the item with these words; null for none. */
export async function storedValue(
  api: SignedInApi,
  date: CivilDate,
  words: string,
): Promise<number | null> {
  const day = await readDay(api, date);
  const entries = day.entries.filter((entry) => entry.item === itemOf(day, words).id);
  if (entries.length > 1) throw new Error(`"${words}" has ${String(entries.length)} entries`);
  return entries[0]?.value ?? null;
}

/** @throws Error when no item has these words */
export function itemOf(week: Pick<DiaryWeek, "items">, words: string): CardItem {
  const item = week.items.find((each) => each.words === words);
  if (item === undefined) throw new Error(`The card has no item "${words}".`);
  return item;
}

function itemWithId(week: Pick<DiaryWeek, "items">, id: string): CardItem {
  const item = week.items.find((each) => each.id === id);
  if (item === undefined) throw new Error(`The card has no item ${id}.`);
  return item;
}

/** Takes everything of one day away, so that a journey begins with an empty card. */
export async function emptyDay(api: SignedInApi, date: CivilDate): Promise<void> {
  const day = await readDay(api, date);
  const envelope = () => ({
    id: randomUUID(),
    schema: 1 as const,
    date,
    zone,
    madeAt: new Date().toISOString(),
    sequence: 1,
  });
  const operations: CardOperation[] = [
    ...day.entries.map(({ item, version, value }) => ({
      ...envelope(),
      kind: "set" as const,
      item,
      version,
      value: null,
      seen: value,
    })),
    ...NOTE_FIELDS.map((field) => ({
      ...envelope(),
      kind: "note" as const,
      field,
      words: "",
      seen: null,
    })),
    ...day.details.map(({ item, field, words }) => ({
      ...envelope(),
      kind: "detail" as const,
      item,
      version: itemWithId(day, item).version,
      field,
      words: "",
      seen: words,
    })),
    { ...envelope(), kind: "day", short: false },
  ];
  await api.call(saveCard, { params: { clientId: clientIdOf(api) }, body: { operations } });
}

/** The row of an item that is rated. */
export const ratingOf = (page: Page, item: string): Locator =>
  page.getByRole("radiogroup", { name: item, exact: true });

/** One value of a 0–5 rating. */
export const rated = (page: Page, words: Words, item: string, value: number): Locator =>
  ratingOf(page, item).getByRole("radio", {
    name: `${String(value)} ${words(`rating_word_${String(value)}`)}`,
  });

/** Yes or no of the act that belongs to an urge. */
export const acted = (page: Page, words: Words, urge: string, answer: "yes" | "no"): Locator =>
  page
    .getByRole("radiogroup", { name: `${urge} ${words("today_act_question")}` })
    .getByRole("radio", { name: words(`answer_${answer}`), exact: true });

/** The line that says where the entries of the shown day are. */
export const saveState = (page: Page, words: Words, state: "sent" | "sending" | "not_sent") =>
  page.getByRole("status").getByText(words(`today_${state}`), { exact: true });

/** The values of an item as they stand in the cells of the matrix, one for each day; "" for none. */
export async function shownValues(page: Page, item: string): Promise<string[]> {
  const header = page.getByRole("rowheader").getByText(item, { exact: true });
  const row = page.getByRole("row").filter({ has: header });
  await row.waitFor();
  return row.getByRole("cell").locator("span[aria-hidden]:first-child").allTextContents();
}
