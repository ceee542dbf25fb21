import type { ItemOperation } from "@trellis/domain/card-operation";

/** What this phone knows of one item on one day. The server's answer has the last word. */
export type ItemState = {
  /** The day's value; null is empty and never zero. */
  readonly day: number | null;
  /** What earlier sittings or other phones hold the day's value to; null when there is none, or unknown. */
  readonly floor: number | null;
  /** What was chosen in a sitting of this visit. */
  readonly mine: { readonly sitting: string; readonly value: number } | null;
  /** The version of the item that a value was read with; without it the present one. */
  readonly version?: number;
};

export const EMPTY_ITEM: ItemState = { day: null, floor: null, mine: null };

/**
 * A value as it was read from the server.
 * @param fresh the sitting began with this visit, so that the value cannot be its own
 */
export const loaded = (value: number | null, fresh: boolean, version?: number): ItemState => ({
  day: value,
  floor: fresh ? value : null,
  mine: null,
  ...(version === undefined ? {} : { version }),
});

/**
 * The same item read again. What was chosen in the sitting that goes on stays chosen, unless the day's
 * value is lower now, which another device must have changed.
 */
export function readAgain(state: ItemState, read: ItemState, sitting: string): ItemState {
  const { mine } = state;
  const { day } = read;
  if (mine === null || mine.sitting !== sitting || day === null || day < mine.value) return read;
  return { day, floor: day > mine.value ? day : state.floor, mine };
}

/** After a tap: within the sitting the last one counts, the day keeps the highest of its sittings. */
export function tapped(state: ItemState, sitting: string, value: number): ItemState {
  const later = state.mine !== null && state.mine.sitting !== sitting;
  const floor = later ? state.day : state.floor;
  return { day: Math.max(floor ?? value, value), floor, mine: { sitting, value } };
}

/** After an explicit change or, with null, a clearing. */
export const changed = (value: number | null): ItemState => ({
  day: value,
  floor: value,
  mine: null,
});

/** After the server's answer to an entry of this phone, when no later one waits. */
export function answered(
  state: ItemState,
  operation: ItemOperation,
  value: number | null,
): ItemState {
  if (operation.kind === "set" || value === null) return changed(value);
  if (state.mine === null || state.mine.value !== operation.value) return { ...state, day: value };
  const held = value > operation.value ? value : lowerOf(state.floor, value);
  return { ...state, day: value, floor: held };
}

const lowerOf = (floor: number | null, value: number) =>
  floor !== null && floor <= value ? floor : null;

/** A lower value of this sitting, which leaves the day's as it is until the person changes that; else null. */
export const lowerBeside = (state: ItemState): number | null =>
  state.mine !== null && state.day !== null && state.day > state.mine.value
    ? state.mine.value
    : null;

/** The person keeps the day's value; the lower one of this sitting asks no more. */
export const kept = (state: ItemState): ItemState => ({ ...state, mine: null });
