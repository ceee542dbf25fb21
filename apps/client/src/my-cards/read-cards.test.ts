import { civilDate, daysBetween } from "@trellis/domain/civil-date";
import type { CardExport } from "@trellis/domain/diary-card";
import { expect, it } from "vitest";
import { type CardsRead, joined, nothingRead, readYear } from "./read-cards.ts";

const today = civilDate("2026-03-04");
const empty: CardExport = {
  firstEntryOn: null,
  versions: [],
  entries: [],
  details: [],
  notes: [],
  riddenOut: [],
  shortDays: [],
};

async function readAll(first: string | null) {
  const asked: { from: string; to: string }[] = [];
  let read: CardsRead = nothingRead(today);
  while (read.next !== null) {
    read = await readYear(read, async (range) => {
      asked.push(range);
      return Promise.resolve({ ...empty, firstEntryOn: first === null ? null : civilDate(first) });
    });
  }
  return { read, asked };
}

it("reads year by year, without a gap, back to the first entry", async () => {
  const { read, asked } = await readAll("2023-01-10");
  expect(asked).toHaveLength(4);
  expect(read.of).toBe(4);
  expect(asked[0]?.to).toBe(today);
  for (const [at, { from, to }] of asked.entries()) {
    expect(daysBetween(civilDate(from), civilDate(to))).toBeLessThan(366);
    const next = asked[at + 1];
    if (next) expect(daysBetween(civilDate(next.to), civilDate(from))).toBe(1);
  }
});

it("asks once where there is nothing, or nothing older than a year", async () => {
  expect((await readAll(null)).asked).toHaveLength(1);
  expect((await readAll("2026-01-01")).asked).toHaveLength(1);
});

it("joins the years with each version once", () => {
  const version = { item: "a", version: 1 } as CardExport["versions"][number];
  const part = { ...empty, versions: [version], shortDays: [today] };
  expect(joined([part, part])).toMatchObject({ versions: [version], shortDays: [today, today] });
});
