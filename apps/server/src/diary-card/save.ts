import { isDeepStrictEqual } from "node:util";
import type { CardAspect, Scale } from "@trellis/domain/card-item";
import {
  applyToEntry,
  type CardOperation,
  EMPTY_ENTRY,
  type EntryState,
  type ItemOperation,
  type NoteField,
  OperationAnswer,
  refusalOf,
  type RefusalCode,
} from "@trellis/domain/card-operation";
import {
  type CivilDate,
  type DayBoundary,
  diaryDayAt,
  USUAL_BOUNDARY,
} from "@trellis/domain/civil-date";
import * as z from "zod/mini";
import type { RecordAccess } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { readDayBoundary } from "#platform/day-boundary.ts";
import {
  type ChangedEntry,
  lockCard,
  readAnswered,
  readScales,
  readStoredEntries,
  readStoredNotes,
  type StoredEntry,
  writeEntries,
  writeNotes,
  writeOperations,
} from "./save-store.ts";

/** What the database knows before the operations are applied, and what they make of it. */
type Card = {
  readonly scales: ReadonlyMap<string, ReadonlyMap<number, Scale>>;
  readonly aspects: ReadonlyMap<string, CardAspect>;
  readonly entries: Map<string, StoredEntry>;
  readonly notes: Map<string, string>;
  readonly changedEntries: Map<string, ChangedEntry>;
  readonly changedNotes: Map<string, { date: CivilDate; field: NoteField; words: string }>;
};

/**
 * Applies operations in the order in which they came, each once. A replay gets its first answer; an id
 * that stood for something else is refused. Two round trips: read under the client's lock, then write.
 * @param receivedAt milliseconds since 1970
 */
export async function saveOperations(
  tx: Tx,
  access: RecordAccess<"diary-card", "write">,
  operations: readonly CardOperation[],
  receivedAt: number,
): Promise<OperationAnswer[]> {
  const ofItems = operations.filter((operation) => operation.kind !== "note");
  const ofNotes = operations.filter((operation) => operation.kind === "note");
  const [, [clinic], answered, scales, entries, notes] = await tx.run(
    lockCard(access),
    readDayBoundary(),
    readAnswered(
      access,
      operations.map((operation) => operation.id),
    ),
    readScales(access, unique(ofItems.map((operation) => operation.item))),
    readStoredEntries(access, ...pairs(ofItems)),
    readStoredNotes(access, unique(ofNotes.map((operation) => operation.date))),
  );
  const known = new Map(answered.map((row) => [row.id, row]));
  const card = openCard(scales, entries, notes);
  const arrival = { at: receivedAt, boundary: clinic?.dayBoundary ?? USUAL_BOUNDARY };
  const fresh = new Map<string, { operation: CardOperation; answer: OperationAnswer }>();
  const answers = operations.map((operation) => {
    const before = known.get(operation.id) ?? fresh.get(operation.id);
    if (before) return replay(operation, before.operation, before.answer);
    const answer =
      operation.kind === "note" ? applyNote(card, operation) : applyItem(card, operation, arrival);
    fresh.set(operation.id, { operation, answer });
    return answer;
  });
  await tx.finish(
    ...(card.changedEntries.size > 0
      ? [writeEntries(access, [...card.changedEntries.values()])]
      : []),
    ...(card.changedNotes.size > 0 ? [writeNotes(access, [...card.changedNotes.values()])] : []),
    ...(fresh.size > 0
      ? [writeOperations(access, [...fresh.values()], new Date(receivedAt).toISOString())]
      : []),
  );
  return answers;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Days and items of the operations as two lists of equal length, each pair once. */
function pairs(operations: readonly ItemOperation[]): [string[], string[]] {
  const keys = unique(operations.map((operation) => `${operation.date} ${operation.item}`));
  return [keys.map((key) => key.slice(0, 10)), keys.map((key) => key.slice(11))];
}

function openCard(
  scales: readonly { item: string; version: number; aspect: CardAspect; scale: Scale }[],
  entries: readonly StoredEntry[],
  notes: readonly { date: CivilDate; field: NoteField; words: string }[],
): Card {
  const byItem = new Map<string, Map<number, Scale>>();
  for (const { item, version, scale } of scales) {
    const versions = byItem.get(item) ?? new Map<number, Scale>();
    byItem.set(item, versions.set(version, scale));
  }
  return {
    scales: byItem,
    aspects: new Map(scales.map(({ item, aspect }) => [item, aspect])),
    entries: new Map(entries.map((entry) => [`${entry.date} ${entry.item}`, entry])),
    notes: new Map(notes.map((note) => [`${note.date} ${note.field}`, note.words])),
    changedEntries: new Map(),
    changedNotes: new Map(),
  };
}

/** When operations came, in milliseconds since 1970, and when the clinic's days end. */
type Arrival = { readonly at: number; readonly boundary: DayBoundary };

function applyItem(card: Card, operation: ItemOperation, arrival: Arrival): OperationAnswer {
  const versions = card.scales.get(operation.item);
  const aspect = card.aspects.get(operation.item);
  const code = refusalOf(operation, {
    item: versions !== undefined,
    scale: versions?.get(operation.version) ?? null,
  });
  if (code !== null || aspect === undefined) return refuse(operation, code ?? "item-not-found");
  const key = `${operation.date} ${operation.item}`;
  const before = card.entries.get(key);
  const after = applyToEntry(comparable(before, versions, operation.version), operation);
  const entry = {
    item: operation.item,
    version: operation.version,
    date: operation.date,
    ...after,
    sittings: { ...after.sittings },
  };
  card.entries.set(key, entry);
  card.changedEntries.set(key, {
    ...entry,
    aspect,
    late: isLate(operation, arrival),
  });
  const stood = before?.value ?? null;
  const isOtherScale =
    before !== undefined &&
    after.value !== null &&
    !isSameScale(versions, before.version, operation.version);
  const isUnseen = operation.kind === "set" && stood !== operation.seen;
  const replaced = isUnseen || isOtherScale ? stood : null;
  return { outcome: "applied", id: operation.id, value: after.value, words: null, replaced };
}

type Versions = ReadonlyMap<number, Scale> | undefined;

const isSameScale = (versions: Versions, one: number, other: number): boolean =>
  isDeepStrictEqual(versions?.get(one), versions?.get(other));

/** What a rating may be compared with: an 8 of ten says nothing beside a 3 of five, so it starts anew. */
const comparable = (
  before: StoredEntry | undefined,
  versions: Versions,
  version: number,
): EntryState =>
  before !== undefined && isSameScale(versions, before.version, version) ? before : EMPTY_ENTRY;

function applyNote(
  card: Card,
  operation: Extract<CardOperation, { kind: "note" }>,
): OperationAnswer {
  const { date, field, words } = operation;
  const key = `${date} ${field}`;
  const stood = card.notes.get(key) ?? null;
  card.notes.set(key, words);
  card.changedNotes.set(key, { date, field, words });
  const replaced = (stood ?? "") !== (operation.seen ?? "") ? stood : null;
  return { outcome: "applied", id: operation.id, value: null, words, replaced };
}

const refuse = (operation: CardOperation, code: RefusalCode): OperationAnswer => ({
  outcome: "refused",
  id: operation.id,
  code,
});

/** The first answer again, in the same form; an id may never stand for two operations. */
function replay(
  operation: CardOperation,
  stored: CardOperation,
  answer: OperationAnswer,
): OperationAnswer {
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(operation)), stored);
  return isSame ? z.parse(OperationAnswer, answer) : refuse(operation, "operation-id-taken");
}

/** A device may be wrong by this much before its own time is no longer believed for lateness. */
const MOST_SKEW_MILLISECONDS = 5 * 60 * 1000;

/**
 * True when the entry was made after its diary day had ended where the person was (R-DT-1). A device
 * whose clock runs ahead is believed no further than the moment of arrival.
 */
function isLate(operation: ItemOperation, { at, boundary }: Arrival): boolean {
  const madeAt = Date.parse(operation.madeAt);
  const believed = madeAt > at + MOST_SKEW_MILLISECONDS ? at : madeAt;
  return diaryDayAt(believed, operation.zone, boundary) > operation.date;
}
