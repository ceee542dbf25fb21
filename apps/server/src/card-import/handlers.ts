import { importCard, previewCardImport } from "@trellis/api/card-import";
import type { CardImportInput } from "@trellis/domain/card-import";
import type { Tx } from "#platform/database.ts";
import { Failure } from "#platform/failure.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { applyImport, previewImport, readFileOf, type ReadFile } from "./import.ts";

/** Ten rows a day for more than ten years; more would hold up everybody else while it is read. */
const MOST_LINES = 50_000;
const MOST_CELLS = 500_000;

export const cardImportRoutes: readonly Route[] = [
  forRecord(previewCardImport, async (tx, access, { body }) =>
    previewImport(tx, access, body, await readAllowed(tx, body)),
  ),
  forRecord(importCard, async (tx, access, { body }) =>
    applyImport(tx, access, body, await readAllowed(tx, body)),
  ),
];

/** Reads the file once the database has said that the caller may; reading takes the time of hundreds of requests. */
async function readAllowed(tx: Tx, input: CardImportInput): Promise<ReadFile> {
  await tx.run();
  const lines = count(input.csv, "\n\r");
  const isTooMuch = lines > MOST_LINES || count(input.csv, ",;\t") > MOST_CELLS;
  if (isTooMuch || lines * input.mappings.length > MOST_CELLS) {
    const message = `A file may hold at most ${MOST_LINES} lines and ${MOST_CELLS} cells.`;
    throw new Failure(413, "body-too-large", message, { lines: MOST_LINES, cells: MOST_CELLS });
  }
  return readFileOf(input);
}

/** How often the commonest of these marks stands in the text; a line may end with two of them. */
function count(text: string, marks: string): number {
  const counts = Array.from(marks, (mark) => {
    let found = 0;
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found += 1;
    return found;
  });
  return Math.max(...counts);
}
