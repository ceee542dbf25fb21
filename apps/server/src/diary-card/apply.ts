import type { CardAspect, Scale } from "@trellis/domain/card-item";
import {
  applyToEntry,
  type CardOperation,
  EMPTY_ENTRY,
  type EntryState,
  type ItemOperation,
  type OperationAnswer,
  refusalOf,
  type RefusalCode,
} from "@trellis/domain/card-operation";
import { type CivilDate, type DayBoundary, diaryDayAt, isDayOf } from "@trellis/domain/civil-date";
import { isSameScale } from "@trellis/domain/item-history";

/** An entry as it is stored. */
export type StoredEntry = EntryState & {
  readonly item: string;
  readonly version: number;
  readonly date: CivilDate;
  readonly late: boolean;
  readonly paper: boolean;
  readonly clockOff: boolean;
  readonly correctedFrom: number | null;
  readonly correctedOn: CivilDate | null;
};

type Note = Pick<Of<"note">, "date" | "field" | "words">;
type Detail = Pick<Of<"detail">, "date" | "field" | "item" | "words"> & { aspect: CardAspect };
type Of<Kind extends CardOperation["kind"]> = Extract<CardOperation, { kind: Kind }>;

/** What an item is, with the scales of its versions. */
export type KnownItem = {
  readonly aspect: CardAspect;
  readonly scales: ReadonlyMap<number, Scale>;
};

/** What the database knows of what the operations touch; keys are `date item`, `date field`, `date item field`. */
export type Card = {
  readonly items: ReadonlyMap<string, KnownItem>;
  readonly entries: Map<string, StoredEntry>;
  readonly notes: Map<string, string>;
  readonly details: Map<string, string>;
};

/** What the operations make of it. */
export type Changes = {
  readonly entries: Map<string, StoredEntry & { readonly aspect: CardAspect }>;
  readonly notes: Map<string, Note>;
  readonly details: Map<string, Detail>;
  readonly days: Map<CivilDate, boolean>;
  readonly riddenOut: Of<"ride-out">[];
};

export const noChanges = (): Changes => ({
  entries: new Map(),
  notes: new Map(),
  details: new Map(),
  days: new Map(),
  riddenOut: [],
});

/** When operations came, in milliseconds since 1970, and when the clinic's days end. */
export type Arrival = {
  readonly at: number;
  readonly boundary: DayBoundary;
  /** How far the phone's clock was ahead of the server's when it sent them, in milliseconds; null when it did not say. */
  readonly skew: number | null;
};

/** Beyond this a clock is off (R-DT-4); less is the way through the network. */
const MOST_SKEW_MILLISECONDS = 5 * 60 * 1000;

/** Before it there are no diary days. */
const FIRST_TIME = Date.UTC(1901, 0, 1);

const isClockOff = ({ skew }: Arrival) => skew !== null && Math.abs(skew) > MOST_SKEW_MILLISECONDS;

/** Applies one operation to what is known, which changes with it, and answers it. */
export function applyOperation(
  card: Card,
  changes: Changes,
  operation: CardOperation,
  arrival: Arrival,
): OperationAnswer {
  if (!isDayOf(operation.zone, operation.date)) return refuse(operation, "day-does-not-exist");
  switch (operation.kind) {
    case "rate":
    case "set":
      return applyItem(card, changes, operation, arrival);
    case "detail":
      return applyDetail(card, changes, operation);
    case "note":
      return applyNote(card, changes, operation);
    case "day":
      changes.days.set(operation.date, operation.short);
      return applied(operation, {});
    case "ride-out":
      return applyRideOut(card, changes, operation, arrival);
  }
}

export const refuse = (operation: CardOperation, code: RefusalCode): OperationAnswer => ({
  outcome: "refused",
  id: operation.id,
  code,
});

type Applied = Extract<OperationAnswer, { outcome: "applied" }>;

const applied = (
  operation: CardOperation,
  what: Partial<Pick<Applied, "replaced" | "value" | "words">>,
): OperationAnswer => ({
  outcome: "applied",
  id: operation.id,
  value: null,
  words: null,
  replaced: null,
  ...what,
});

function applyItem(
  card: Card,
  changes: Changes,
  operation: ItemOperation,
  arrival: Arrival,
): OperationAnswer {
  const item = card.items.get(operation.item);
  const scale = item?.scales.get(operation.version) ?? null;
  const code = refusalOf(operation, { item: item !== undefined, scale });
  if (code !== null || item === undefined || scale === null)
    return refuse(operation, code ?? "item-not-found");
  const { before, after, isSame } = changeEntry(card, changes, operation, item, scale, arrival);
  const stood = before?.value ?? null;
  const isOtherScale = !isSame && after.value !== null;
  const isUnseen = operation.kind === "set" && stood !== operation.seen;
  return applied(operation, {
    value: after.value,
    replaced: isUnseen || isOtherScale ? stood : null,
  });
}

function changeEntry(
  card: Card,
  changes: Changes,
  operation: ItemOperation,
  item: KnownItem,
  scale: Scale,
  arrival: Arrival,
) {
  const key = `${operation.date} ${operation.item}`;
  const before = card.entries.get(key);
  const earlierScale = before && item.scales.get(before.version);
  // An 8 of ten says nothing beside a 3 of five, so a rating on another scale starts anew.
  const isSame = earlierScale !== undefined && isSameScale(earlierScale, scale);
  const state = applyToEntry(before && isSame ? before : EMPTY_ENTRY, operation, scale);
  const today = believedDay(operation, arrival);
  const after: StoredEntry = {
    item: operation.item,
    version: operation.version,
    date: operation.date,
    ...state,
    ...timingOf(before, state.value, isSame, operation.date, today),
    paper: operation.from === "paper",
    clockOff: isClockOff(arrival),
  };
  card.entries.set(key, after);
  changes.entries.set(key, { ...after, aspect: item.aspect });
  return { before, after, isSame };
}

/**
 * Whether the entry is a late one, and what stood there when its diary day ended, if that was changed later. Within
 * the day a change is typing; an entry that was made after it has nothing that stood there.
 */
function timingOf(
  before: StoredEntry | undefined,
  value: number | null,
  isSame: boolean,
  date: CivilDate,
  today: CivilDate,
): Pick<StoredEntry, "correctedFrom" | "correctedOn" | "late"> {
  const uncorrected = { correctedFrom: null, correctedOn: null };
  const isAfter = today > date;
  const stoodThere = before?.correctedFrom ?? before?.value ?? null;
  if (before === undefined || stoodThere === null) return { late: isAfter, ...uncorrected };
  if (isSame && value === stoodThere) return { late: before.late, ...uncorrected };
  if (!isAfter || before.late)
    return {
      late: before.late,
      correctedFrom: before.correctedFrom,
      correctedOn: before.correctedOn,
    };
  return { late: false, correctedFrom: stoodThere, correctedOn: today };
}

function applyDetail(card: Card, changes: Changes, operation: Of<"detail">): OperationAnswer {
  const item = card.items.get(operation.item);
  if (item === undefined) return refuse(operation, "item-not-found");
  if (!item.scales.has(operation.version)) return refuse(operation, "item-version-not-found");
  const { date, field, words } = operation;
  const key = `${date} ${operation.item} ${field}`;
  const replaced = replacedWords(card.details, key, operation);
  changes.details.set(key, { date, field, words, item: operation.item, aspect: item.aspect });
  return applied(operation, { words, replaced });
}

function applyNote(card: Card, changes: Changes, operation: Of<"note">): OperationAnswer {
  const { date, field, words } = operation;
  const key = `${date} ${field}`;
  const replaced = replacedWords(card.notes, key, operation);
  changes.notes.set(key, { date, field, words });
  return applied(operation, { words, replaced });
}

/** Puts the words in their place, and tells which stood there if they were not those that the person had seen. */
function replacedWords(
  known: Map<string, string>,
  key: string,
  { words, seen }: Of<"detail"> | Of<"note">,
): string | null {
  const stood = known.get(key) ?? null;
  known.set(key, words);
  return (stood ?? "") === (seen ?? "") ? null : stood;
}

/** The strength before is a sitting of its own, on the scale on which it was asked. */
function applyRideOut(
  card: Card,
  changes: Changes,
  operation: Of<"ride-out">,
  arrival: Arrival,
): OperationAnswer {
  const { item: id, version, before, moves: _moves, after: _after, ...envelope } = operation;
  if (id === null || version === null) {
    changes.riddenOut.push(operation);
    return applied(operation, {});
  }
  const item = card.items.get(id);
  // What was ridden out is an urge; a joy of 5 would stand there otherwise.
  if (item?.aspect !== "urge") return refuse(operation, "item-not-found");
  const scale = item.scales.get(version);
  if (scale === undefined) return refuse(operation, "item-version-not-found");
  changes.riddenOut.push(operation);
  const isAsked = scale.kind === "rating" && scale.min === 0 && scale.max === 5;
  if (!isAsked) return applied(operation, {});
  const sitting = {
    ...envelope,
    kind: "rate",
    item: id,
    version,
    value: before,
    sitting: operation.id,
  } as const;
  const { after } = changeEntry(card, changes, sitting, item, scale, arrival);
  return applied(operation, { value: after.value });
}

/**
 * The diary day on which the entry was made where the person was (R-DT-1). The time of a clock that is off is set right
 * by what the phone said when it sent it; no time is believed to be after its arrival.
 */
function believedDay(
  operation: Pick<CardOperation, "madeAt" | "zone">,
  arrival: Arrival,
): CivilDate {
  const { at, boundary, skew } = arrival;
  const madeAt = Date.parse(operation.madeAt) - (isClockOff(arrival) ? (skew ?? 0) : 0);
  const isPossible = madeAt >= FIRST_TIME && madeAt <= at + MOST_SKEW_MILLISECONDS;
  return diaryDayAt(isPossible ? madeAt : at, operation.zone, boundary);
}
