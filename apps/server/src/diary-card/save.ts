import { isDeepStrictEqual } from "node:util";
import type { Scale } from "@trellis/domain/card-item";
import { type CardOperation, OperationAnswer } from "@trellis/domain/card-operation";
import { USUAL_BOUNDARY } from "@trellis/domain/civil-date";
import * as z from "zod/mini";
import type { RecordAccess } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { readDayBoundary } from "#platform/day-boundary.ts";
import { applyOperation, type Card, type KnownItem, noChanges, refuse } from "./apply.ts";
import {
  lockCard,
  readAnswered,
  readScales,
  readStoredDetails,
  readStoredEntries,
  readStoredNotes,
  type ScaleRow,
  writeChanges,
  writeOperations,
} from "./save-store.ts";

/**
 * Applies operations in the order in which they came, each once. A replay gets its first answer; an id
 * that stood for something else is refused. Two round trips: read under the client's lock, then write.
 * @param arrival when they came, and how far the phone's clock was ahead then, both in milliseconds
 */
export async function saveOperations(
  tx: Tx,
  access: RecordAccess<"diary-card", "write">,
  operations: readonly CardOperation[],
  arrival: { readonly at: number; readonly skew: number | null },
): Promise<OperationAnswer[]> {
  const cells = cellsOf(operations);
  const beside = cellsOf(operations.filter((each) => each.kind === "detail"));
  const noteDays = operations.flatMap((each) => (each.kind === "note" ? [each.date] : []));
  const [, [clinic], answered, scales, entries, notes, details] = await tx.run(
    lockCard(access),
    readDayBoundary(),
    readAnswered(
      access,
      operations.map((operation) => operation.id),
    ),
    readScales(access, unique(cells.items)),
    readStoredEntries(access, cells.dates, cells.items),
    readStoredNotes(access, unique(noteDays)),
    readStoredDetails(access, beside.dates, beside.items),
  );
  const card: Card = {
    items: itemsOf(scales),
    entries: new Map(entries.map((entry) => [`${entry.date} ${entry.item}`, entry])),
    notes: new Map(notes.map((note) => [`${note.date} ${note.field}`, note.words])),
    details: new Map(
      details.map((detail) => [`${detail.date} ${detail.item} ${detail.field}`, detail.words]),
    ),
  };
  const known = new Map(answered.map((row) => [row.id, row]));
  const changes = noChanges();
  const here = { ...arrival, boundary: clinic?.dayBoundary ?? USUAL_BOUNDARY };
  const fresh = new Map<string, { operation: CardOperation; answer: OperationAnswer }>();
  const answers = operations.map((operation) => {
    const before = known.get(operation.id) ?? fresh.get(operation.id);
    if (before) return replay(operation, before.operation, before.answer);
    const answer = applyOperation(card, changes, operation, here);
    fresh.set(operation.id, { operation, answer });
    return answer;
  });
  await tx.finish(
    ...writeChanges(access, changes),
    ...(fresh.size > 0 ? [writeOperations(access, [...fresh.values()], arrival)] : []),
  );
  return answers;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Days and items of the operations as two lists of equal length, each pair once. */
function cellsOf(operations: readonly CardOperation[]): { dates: string[]; items: string[] } {
  const keys = unique(
    operations.flatMap((operation) =>
      "item" in operation && operation.item !== null ? [`${operation.date} ${operation.item}`] : [],
    ),
  );
  return { dates: keys.map((key) => key.slice(0, 10)), items: keys.map((key) => key.slice(11)) };
}

function itemsOf(rows: readonly ScaleRow[]): ReadonlyMap<string, KnownItem> {
  const items = new Map<string, KnownItem & { readonly scales: Map<number, Scale> }>();
  for (const { item, version, aspect, scale } of rows) {
    const known = items.get(item) ?? { aspect, scales: new Map<number, Scale>() };
    known.scales.set(version, scale);
    items.set(item, known);
  }
  return items;
}

/** The first answer again, in the same form; an id may never stand for two operations. */
function replay(
  operation: CardOperation,
  stored: CardOperation,
  answer: OperationAnswer,
): OperationAnswer {
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(operation)), stored);
  return isSame ? z.parse(OperationAnswer, answer) : refuse(operation, "operation-id-taken");
}
