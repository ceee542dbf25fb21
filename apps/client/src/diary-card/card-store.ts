import { readWeek } from "@trellis/api/diary-card";
import type { CardItem } from "@trellis/domain/card-item";
import type { CardOperation, NoteField, OperationAnswer } from "@trellis/domain/card-operation";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { endDraft, keepDraft, type Draft } from "#platform/drafts.ts";
import { createStore, useStore } from "#platform/external-store.ts";
import { callServer } from "#platform/server-call.ts";
import { followSigned, readSigned } from "#platform/signed-in.ts";
import { letGo, onAnswer, submit, unsentOf } from "#platform/unsent.ts";
import {
  answered,
  changed,
  EMPTY_ITEM,
  type ItemState,
  kept,
  readAgain,
  tapped,
} from "./item-state.ts";
import { currentSitting, sittingIsFresh } from "./sitting-clock.ts";

/** How many days back the card can be filled on the phone. */
export const DAYS_BACK = 14;

/** The days around today as this phone knows them: what the server said and what was entered since. */
export type CardState = {
  readonly clientId: string | null;
  readonly week: DiaryWeek | null;
  readonly problem: unknown;
  readonly items: ReadonlyMap<string, ItemState>;
  readonly words: ReadonlyMap<string, string>;
  /** What stood in a place when another device had written there meanwhile. */
  readonly replaced: ReadonlyMap<string, number | string>;
};

const nothing: CardState = {
  clientId: null,
  week: null,
  problem: null,
  items: new Map(),
  words: new Map(),
  replaced: new Map(),
};

const card = createStore<CardState>(nothing);
/** Counts local entries, so that an answer that was read before one does not undo it. */
let entries = 0;
const enteredAt = new Map<string, number>();

/** The card of this person; what is left in memory of another one's is not theirs to see. */
export function useCardState(clientId: string): CardState {
  const state = useStore(card);
  return state.clientId === clientId ? state : nothing;
}

const placeOf = (what: string, date: CivilDate) => `${what} ${date}`;

export const itemStateOf = (state: CardState, item: CardItem, date: CivilDate): ItemState =>
  state.items.get(placeOf(item.id, date)) ?? EMPTY_ITEM;

export const wordsOf = (state: CardState, field: NoteField, date: CivilDate): string =>
  state.words.get(placeOf(field, date)) ?? "";

export const replacedOf = (state: CardState, what: string, date: CivilDate) =>
  state.replaced.get(placeOf(what, date)) ?? null;

/** True when an item or a note of that day holds something. */
export const isFilled = (state: CardState, date: CivilDate): boolean =>
  Array.from(state.items).some(([place, item]) => place.endsWith(date) && item.day !== null) ||
  Array.from(state.words).some(([place, words]) => place.endsWith(date) && words !== "");

/**
 * Reads the last two weeks; what is entered meanwhile or not yet sent stays as it is on the screen. So does
 * what is sent meanwhile, because the server may have read the card before it took the entry.
 */
export async function loadCard(clientId: string, today: CivilDate): Promise<void> {
  if (card.get().clientId !== clientId) card.set(withUnsent(clientId));
  const since = entries;
  const waiting = unsentPlaces(clientId);
  try {
    const week = await callServer(readWeek, {
      params: { clientId },
      query: { from: addDays(today, -DAYS_BACK), to: today },
    });
    if (card.get().clientId !== clientId) return;
    const ours = new Set([...waiting, ...unsentPlaces(clientId)]);
    card.set(merged(card.get(), week, (place) => ours.has(place) || isSince(place, since)));
  } catch (problem) {
    if (card.get().clientId === clientId) card.set({ ...card.get(), problem });
  }
}

/** A card before it is read: what the person entered on this page before somebody else used it. */
function withUnsent(clientId: string): CardState {
  const items = new Map<string, ItemState>();
  const words = new Map<string, string>();
  for (const { operation } of unsentOf(clientId)) {
    const place = operationPlace(operation);
    if (operation.kind === "note") words.set(place, operation.words);
    else if (operation.kind === "set") items.set(place, changed(operation.value));
    else {
      const before = items.get(place) ?? EMPTY_ITEM;
      items.set(place, tapped(before, operation.sitting, operation.value));
    }
  }
  return { ...nothing, clientId, items, words };
}

const unsentPlaces = (clientId: string): Set<string> =>
  new Set(unsentOf(clientId).map((each) => operationPlace(each.operation)));

const isSince = (place: string, since: number): boolean => (enteredAt.get(place) ?? 0) > since;

function merged(state: CardState, week: DiaryWeek, isOurs: (place: string) => boolean): CardState {
  const sitting = { id: currentSitting(), fresh: sittingIsFresh() };
  const keptItems = Array.from(state.items).filter(([place]) => isOurs(place));
  const keptWords = Array.from(state.words).filter(([place]) => isOurs(place));
  const items = week.entries.map((entry): [string, ItemState] => [
    placeOf(entry.item, entry.date),
    readAgain(state.items.get(placeOf(entry.item, entry.date)) ?? EMPTY_ITEM, entry.value, sitting),
  ]);
  const words = week.notes.map((note): [string, string] => [
    placeOf(note.field, note.date),
    note.words,
  ]);
  return {
    ...state,
    week,
    problem: null,
    items: new Map([...items, ...keptItems]),
    words: new Map([...words, ...keptWords]),
  };
}

const operationPlace = (operation: CardOperation): string =>
  placeOf(operation.kind === "note" ? operation.field : operation.item, operation.date);

/** A phone may be lent: nothing of a record stays in memory after signing out. */
function forgetCard(): void {
  enteredAt.clear();
  card.set(nothing);
}

/** Takes an entry off the list of what is not sent, and shows again what the server holds. */
export async function dropEntry(operationId: string, today: CivilDate): Promise<void> {
  letGo(operationId);
  const { clientId } = card.get();
  if (clientId !== null) await loadCard(clientId, today);
}

type Entered = { readonly label: string; readonly entered: string };

function keep(place: string, change: Partial<CardState>): void {
  entries += 1;
  enteredAt.set(place, entries);
  const replaced = new Map(card.get().replaced);
  replaced.delete(place);
  card.set({ ...card.get(), replaced, ...change });
}

function keepItem(place: string, state: ItemState): void {
  keep(place, { items: new Map(card.get().items).set(place, state) });
}

/** A tap on a rating, or on yes or no. */
export function rate(item: CardItem, date: CivilDate, value: number, words: Entered): void {
  const { clientId } = card.get();
  if (clientId === null) return;
  const sitting = currentSitting();
  const { id, version } = item;
  keepItem(placeOf(id, date), tapped(itemStateOf(card.get(), item, date), sitting, value));
  submit(
    clientId,
    { kind: "rate", item: id, version, date, sitting, value },
    words.label,
    words.entered,
  );
}

/** The day's value stays after a lower tap of a later sitting. */
export function keepHighest(item: CardItem, date: CivilDate): void {
  keepItem(placeOf(item.id, date), kept(itemStateOf(card.get(), item, date)));
}

/** A number, an explicit change of the day's value, or its clearing. */
export function change(
  item: CardItem,
  date: CivilDate,
  value: number | null,
  words: Entered,
): void {
  const { clientId } = card.get();
  const seen = itemStateOf(card.get(), item, date).day;
  if (clientId === null || (value === null && seen === null)) return;
  const { id, version } = item;
  keepItem(placeOf(id, date), changed(value));
  submit(
    clientId,
    { kind: "set", item: id, version, date, value, seen },
    words.label,
    words.entered,
  );
}

/** Keeps what is being typed for the person whose card it is. */
export function typeDraft(draft: Omit<Draft, "clientId">): void {
  const { clientId } = card.get();
  if (clientId !== null) keepDraft({ clientId, ...draft });
}

/** What was typed has become an entry, or is as it was before. */
export function dropDraft(place: string): void {
  const { clientId } = card.get();
  if (clientId !== null) endDraft(clientId, place);
}

/** Words of a day; empty ones take them away. */
export function write(field: NoteField, date: CivilDate, words: string, label: string): void {
  const { clientId } = card.get();
  const before = wordsOf(card.get(), field, date);
  if (clientId === null || words === before) return;
  const place = placeOf(field, date);
  keep(place, { words: new Map(card.get().words).set(place, words) });
  const seen = before === "" ? null : before;
  submit(clientId, { kind: "note", field, date, words, seen }, label, words);
}

function takeAnswer(clientId: string, operation: CardOperation, answer: OperationAnswer): void {
  const state = card.get();
  if (clientId !== state.clientId || answer.outcome === "refused") return;
  const place = operationPlace(operation);
  const later = unsentOf(clientId).some(
    (each) => each.state !== "refused" && operationPlace(each.operation) === place,
  );
  if (later) return;
  const replaced = new Map(state.replaced);
  if (answer.replaced !== null) replaced.set(place, answer.replaced);
  const items = new Map(state.items);
  const item = items.get(place);
  if (operation.kind !== "note" && item) items.set(place, answered(item, operation, answer.value));
  card.set({ ...state, items, replaced });
}

/** Takes in the server's answers, and forgets everything when the person signs out. */
export function followCard(): void {
  onAnswer(takeAnswer);
  followSigned(() => {
    if (readSigned().state === "out") forgetCard();
  });
}
