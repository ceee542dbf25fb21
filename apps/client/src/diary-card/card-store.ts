import { readWeek } from "@trellis/api/diary-card";
import { type CardItem, entersAs } from "@trellis/domain/card-item";
import type {
  CardOperation,
  DetailField,
  NoteField,
  OperationAnswer,
} from "@trellis/domain/card-operation";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { endDraft, keepDraft, type Draft } from "#platform/drafts.ts";
import { CARD_DAYS_BACK, isEarlyHere } from "#platform/early-week.ts";
import { createStore, useStore } from "#platform/external-store.ts";
import { callServer } from "#platform/server-call.ts";
import { followSigned, readSigned } from "#platform/signed-in.ts";
import { placeOf } from "#platform/unsent-queue.ts";
import { type EntryMade, letGo, onAnswer, submit, unsentOf } from "#platform/unsent.ts";
import {
  type CardState,
  detailOf,
  isShortDay,
  itemStateOf,
  merged,
  NO_CARD,
  placeAt,
  withOperation,
  wordsOf,
} from "./card-state.ts";
import { answered, changed, type ItemState, kept, tapped } from "./item-state.ts";
import { currentSitting, sittingIsFresh } from "./sitting-clock.ts";

/** How many days back the card can be filled on the phone. */
export const DAYS_BACK = CARD_DAYS_BACK;

const card = createStore<CardState>(NO_CARD);
/** Counts local entries, so that an answer that was read before one does not undo it. */
let entries = 0;
const enteredAt = new Map<string, number>();

/** The card of this person; what is left in memory of another one's is not theirs to see. */
export function useCardState(clientId: string): CardState {
  const state = useStore(card);
  return state.clientId === clientId ? state : NO_CARD;
}

let loadedAhead: string | null = null;

/** Reads the card before the first screen is drawn, where its answer is on the phone already; the screen then does not. */
export async function loadCardAhead(today: CivilDate): Promise<void> {
  const signed = readSigned();
  if (signed.state !== "in" || !isEarlyHere()) return;
  await loadCard(signed.clientId, today);
  loadedAhead = `${signed.clientId} ${today}`;
}

/**
 * Reads the last two weeks; what is entered meanwhile or not yet sent stays as it is on the screen. So does
 * what is sent meanwhile, because the server may have read the card before it took the entry.
 */
export async function loadCard(clientId: string, today: CivilDate): Promise<void> {
  const isThere = loadedAhead === `${clientId} ${today}`;
  loadedAhead = null;
  if (isThere) return;
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
    const sitting = { id: currentSitting(), fresh: sittingIsFresh() };
    const isOurs = (place: string) => ours.has(place) || isSince(place, since);
    card.set(merged(card.get(), week, sitting, isOurs));
  } catch (problem) {
    if (card.get().clientId === clientId) card.set({ ...card.get(), problem });
  }
}

/** A card before it is read: what the person entered on this page before somebody else used it. */
const withUnsent = (clientId: string): CardState =>
  unsentOf(clientId).reduce<CardState>((state, { operation }) => withOperation(state, operation), {
    ...NO_CARD,
    clientId,
  });

const unsentPlaces = (clientId: string): Set<string> =>
  new Set(unsentOf(clientId).map((each) => placeOf(each.operation)));

const isSince = (place: string, since: number): boolean => (enteredAt.get(place) ?? 0) > since;

/** A phone may be lent: nothing of a record stays in memory after signing out. */
function forgetCard(): void {
  enteredAt.clear();
  aside.clear();
  card.set(NO_CARD);
}

/** Takes an entry off the list of what is not sent, and shows again what the server holds. */
export async function dropEntry(operationId: string, today: CivilDate): Promise<void> {
  letGo(operationId);
  const { clientId } = card.get();
  if (clientId !== null) await loadCard(clientId, today);
}

/** An entry as the person saw it. */
export type Entered = { readonly label: string; readonly entered: string };

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

function send(made: EntryMade, { label, entered }: Entered): void {
  const { clientId } = card.get();
  if (clientId !== null) submit(clientId, made, label, entered);
}

/** Enters a value as its scale has it: where the highest of the day stands as a tap of this sitting, else as the last word. */
export function enter(item: CardItem, date: CivilDate, value: number, words: Entered): void {
  if (entersAs(item.scale) === "rate" && item.aspect !== "check") rate(item, date, value, words);
  else change(item, date, value, words);
}

/** A tap on a rating, or on yes or no. */
function rate(item: CardItem, date: CivilDate, value: number, words: Entered): void {
  if (card.get().clientId === null) return;
  const sitting = currentSitting();
  const { id, version } = item;
  keepItem(placeAt(id, date), tapped(itemStateOf(card.get(), item, date), sitting, value));
  send({ kind: "rate", item: id, version, date, sitting, value }, words);
  settleDetails(item, date, words.label);
}

/** The day's value stays after a lower tap of a later sitting. */
export function keepHighest(item: CardItem, date: CivilDate): void {
  keepItem(placeAt(item.id, date), kept(itemStateOf(card.get(), item, date)));
}

/** A number or a category, an explicit change of the day's value, or its clearing. */
export function change(
  item: CardItem,
  date: CivilDate,
  value: number | null,
  words: Entered,
): void {
  const seen = itemStateOf(card.get(), item, date).day;
  if (card.get().clientId === null || (value === null && seen === null)) return;
  const { id, version } = item;
  keepItem(placeAt(id, date), changed(value));
  send({ kind: "set", item: id, version, date, value, seen }, words);
  settleDetails(item, date, words.label);
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
  const before = wordsOf(card.get(), field, date);
  if (card.get().clientId === null || words === before) return;
  const place = placeAt(field, date);
  keep(place, { words: new Map(card.get().words).set(place, words) });
  const seen = before === "" ? null : before;
  send({ kind: "note", field, date, words, seen }, { label, entered: words });
}

/** Words beside an item of a day; empty ones take them away. */
export function writeDetail(
  item: CardItem,
  field: DetailField,
  date: CivilDate,
  words: string,
  label: string,
): void {
  const before = detailOf(card.get(), item, field, date);
  if (card.get().clientId === null || words === before) return;
  const place = placeAt(`${item.id}:${field}`, date);
  keep(place, { words: new Map(card.get().words).set(place, words) });
  const { id, version } = item;
  const seen = before === "" ? null : before;
  send({ kind: "detail", item: id, version, date, field, words, seen }, { label, entered: words });
}

/** Words that stood beside a value that is no longer above zero; a slip of the thumb loses none of them. */
const aside = new Map<string, string>();
const DETAIL_FIELDS: readonly DetailField[] = ["about-when", "what"];

/** What was beside a "yes" does not stay on the card beside a "no"; it comes back with the next "yes". */
function settleDetails(item: CardItem, date: CivilDate, label: string): void {
  const isAbove = (itemStateOf(card.get(), item, date).day ?? 0) > 0;
  for (const field of DETAIL_FIELDS) {
    const place = placeAt(`${item.id}:${field}`, date);
    const words = detailOf(card.get(), item, field, date);
    const before = aside.get(place);
    if (!isAbove && words !== "") {
      aside.set(place, words);
      writeDetail(item, field, date, "", label);
    } else if (isAbove && words === "" && before !== undefined) {
      aside.delete(place);
      writeDetail(item, field, date, before, label);
    }
  }
}

/** The short card is enough on this day, or it is not after all. */
export function chooseShort(date: CivilDate, short: boolean, words: Entered): void {
  if (card.get().clientId === null || isShortDay(card.get(), date) === short) return;
  const place = placeAt("day", date);
  keep(place, { short: new Map(card.get().short).set(place, short) });
  send({ kind: "day", date, short }, words);
}

function takeAnswer(clientId: string, operation: CardOperation, answer: OperationAnswer): void {
  const state = card.get();
  if (clientId !== state.clientId || answer.outcome === "refused") return;
  const place = placeOf(operation);
  const later = unsentOf(clientId).some(
    (each) => each.state !== "refused" && placeOf(each.operation) === place,
  );
  if (later) return;
  const replaced = new Map(state.replaced);
  if (answer.replaced !== null) replaced.set(place, answer.replaced);
  const items = answeredItems(state, operation, answer.value);
  card.set({ ...state, week: withRiddenOut(state.week, operation), items, replaced });
}

/** An urge ridden out is on the card as soon as the server has it. */
function withRiddenOut(week: CardState["week"], operation: CardOperation): CardState["week"] {
  if (operation.kind !== "ride-out" || week === null) return week;
  const { id, date, item, before, after, moves } = operation;
  if (week.riddenOut.some((each) => each.id === id)) return week;
  return { ...week, riddenOut: [...week.riddenOut, { id, date, item, before, after, moves }] };
}

function answeredItems(
  { items }: CardState,
  operation: CardOperation,
  value: number | null,
): CardState["items"] {
  if (operation.kind === "rate" || operation.kind === "set") {
    const place = placeOf(operation);
    const item = items.get(place);
    return item === undefined ? items : new Map(items).set(place, answered(item, operation, value));
  }
  if (operation.kind !== "ride-out" || operation.item === null || value === null) return items;
  // Its strength before is a sitting of its own, which no tap of this one lowers.
  const place = placeAt(operation.item, operation.date);
  const mine = items.get(place)?.mine ?? null;
  return new Map(items).set(place, { ...changed(value), mine });
}

/** Takes in the server's answers, and forgets everything when the person signs out. */
export function followCard(): void {
  onAnswer(takeAnswer);
  followSigned(() => {
    if (readSigned().state === "out") forgetCard();
  });
}
