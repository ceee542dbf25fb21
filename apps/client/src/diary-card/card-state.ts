import type { CardItem } from "@trellis/domain/card-item";
import type { CardOperation, DetailField, NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { placeOf } from "#platform/unsent-queue.ts";
import { changed, EMPTY_ITEM, type ItemState, loaded, readAgain, tapped } from "./item-state.ts";

/** The days around today as this phone knows them: what the server said and what was entered since. */
export type CardState = {
  readonly clientId: string | null;
  readonly week: DiaryWeek | null;
  readonly problem: unknown;
  readonly items: ReadonlyMap<string, ItemState>;
  /** Words of a day, and words beside an item. */
  readonly words: ReadonlyMap<string, string>;
  /** Days on which the short card is enough. */
  readonly short: ReadonlyMap<string, boolean>;
  /** What stood in a place when another device had written there meanwhile. */
  readonly replaced: ReadonlyMap<string, number | string>;
};

export const NO_CARD: CardState = {
  clientId: null,
  week: null,
  problem: null,
  items: new Map(),
  words: new Map(),
  short: new Map(),
  replaced: new Map(),
};

/** The place of an item, a note or the day itself; the same as that of the operations that write to it. */
export const placeAt = (what: string, date: CivilDate): string => `${what} ${date}`;

const detailPlace = (item: string, field: DetailField): string => `${item}:${field}`;

export const itemStateOf = (
  state: CardState,
  item: Pick<CardItem, "id">,
  date: CivilDate,
): ItemState => state.items.get(placeAt(item.id, date)) ?? EMPTY_ITEM;

export const wordsOf = (state: CardState, field: NoteField, date: CivilDate): string =>
  state.words.get(placeAt(field, date)) ?? "";

export const detailOf = (
  state: CardState,
  item: Pick<CardItem, "id">,
  field: DetailField,
  date: CivilDate,
): string => state.words.get(placeAt(detailPlace(item.id, field), date)) ?? "";

export const isShortDay = (state: CardState, date: CivilDate): boolean =>
  state.short.get(placeAt("day", date)) ?? false;

export const replacedOf = (state: CardState, what: string, date: CivilDate) =>
  state.replaced.get(placeAt(what, date)) ?? null;

/** True when an item or a note of that day holds something. */
export const isFilled = (state: CardState, date: CivilDate): boolean =>
  isShortDay(state, date) ||
  Array.from(state.items).some(([place, item]) => place.endsWith(date) && item.day !== null) ||
  Array.from(state.words).some(([place, words]) => place.endsWith(date) && words !== "");

/** The state after an operation that the server has not answered. */
export function withOperation(state: CardState, operation: CardOperation): CardState {
  const place = placeOf(operation);
  switch (operation.kind) {
    case "note":
    case "detail":
      return { ...state, words: new Map(state.words).set(place, operation.words) };
    case "day":
      return { ...state, short: new Map(state.short).set(place, operation.short) };
    case "set":
      return { ...state, items: new Map(state.items).set(place, changed(operation.value)) };
    case "rate": {
      const before = state.items.get(place) ?? EMPTY_ITEM;
      const after = tapped(before, operation.sitting, operation.value);
      return { ...state, items: new Map(state.items).set(place, after) };
    }
    case "ride-out":
      return state;
  }
}

type Sitting = { readonly id: string; readonly fresh: boolean };

/**
 * The card as it was read, with what is ours on top: what was entered on this page and the server may not have
 * known when it answered.
 */
export function merged(
  state: CardState,
  week: DiaryWeek,
  sitting: Sitting,
  isOurs: (place: string) => boolean,
): CardState {
  const ours = <Held>(held: ReadonlyMap<string, Held>) =>
    Array.from(held).filter(([place]) => isOurs(place));
  const items = week.entries.map(({ item, date, value, version }): [string, ItemState] => {
    const place = placeAt(item, date);
    const before = state.items.get(place) ?? EMPTY_ITEM;
    return [place, readAgain(before, loaded(value, sitting.fresh, version), sitting.id)];
  });
  const notes = week.notes.map(({ field, date, words }): [string, string] => [
    placeAt(field, date),
    words,
  ]);
  const details = week.details.map(({ item, field, date, words }): [string, string] => [
    placeAt(detailPlace(item, field), date),
    words,
  ]);
  const short = week.shortDays.map((date): [string, boolean] => [placeAt("day", date), true]);
  return {
    ...state,
    week,
    problem: null,
    items: new Map([...items, ...ours(state.items)]),
    words: new Map([...notes, ...details, ...ours(state.words)]),
    short: new Map([...short, ...ours(state.short)]),
  };
}

/**
 * What stood in a place of a past day when that day ended; null when nothing did. A value that differs from it is
 * a correction, which therapist and client see alike.
 */
export function atEndOfDay(week: DiaryWeek, item: string, date: CivilDate): number | null {
  const entry = week.entries.find((each) => each.item === item && each.date === date);
  if (entry !== undefined) return entry.corrected?.from ?? (entry.late ? null : entry.value);
  return week.cleared.find((each) => each.item === item && each.date === date)?.from ?? null;
}
