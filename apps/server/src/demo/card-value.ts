import { codesOf, type Scale } from "@trellis/domain/card-item";
import { type CivilDate, weekday } from "@trellis/domain/civil-date";
import { autoregressive } from "./latent-course.ts";
import type { Random } from "./random.ts";

/**
 * What an item's value follows.
 * - `distress`: an intensity, offset + pull × the day's course + noise of its own; below 0.5 it is a zero
 * - `urge`: yes or no, with a probability for each step 0–5 of the urge of that day
 * - `amount`: a quantity on days with the act, 0 on the others
 * - `habit`: yes or no, likelier (or less likely, with a negative pull) on hard days
 * - `hours`: a quantity by weekday, plus pull × course + noise
 */
export type Follows =
  | {
      readonly kind: "distress";
      readonly offset: number;
      readonly pull: number;
      readonly noise: number;
    }
  | { readonly kind: "urge"; readonly of: string; readonly odds: readonly number[] }
  | { readonly kind: "amount"; readonly of: string; readonly usual: number; readonly noise: number }
  | { readonly kind: "habit"; readonly likelihood: number; readonly pull: number }
  | {
      readonly kind: "hours";
      readonly byWeekday: readonly number[];
      readonly pull: number;
      readonly noise: number;
    };

export type Followed = { readonly key: string; readonly follows: Follows };

/** Persistence of an item's own noise: mood of the item that the course does not explain. */
const OWN_PERSISTENCE = 0.3;

/** Draws every item on every day. Intensities are on 0–5 whatever their scale; see `fitToScale`. */
export function drawValues(
  items: readonly Followed[],
  days: readonly CivilDate[],
  course: readonly number[],
  random: Random,
): Map<string, number[]> {
  const drawn = new Map<string, number[]>();
  for (const item of items) {
    const draw = drawer(item.follows, drawn, random);
    drawn.set(
      item.key,
      days.map((date, day) => draw(date, day, course[day] ?? 0)),
    );
  }
  return drawn;
}

type Draw = (date: CivilDate, day: number, distress: number) => number;

function drawer(
  follows: Follows,
  drawn: ReadonlyMap<string, readonly number[]>,
  random: Random,
): Draw {
  switch (follows.kind) {
    case "distress": {
      const own = autoregressive(OWN_PERSISTENCE, random);
      return (_date, _day, distress) =>
        clamp(Math.round(follows.offset + follows.pull * distress + follows.noise * own()), 0, 5);
    }
    case "urge": {
      const urges = drawn.get(follows.of);
      return (_date, day) => (random.chance(follows.odds[urges?.[day] ?? 0] ?? 0) ? 1 : 0);
    }
    case "amount": {
      const acts = drawn.get(follows.of);
      return (_date, day) =>
        acts?.[day] === 1 ? Math.max(1, follows.usual + follows.noise * random.gaussian()) : 0;
    }
    case "habit":
      return (_date, _day, distress) =>
        random.chance(clamp(follows.likelihood + follows.pull * distress, 0.02, 0.98)) ? 1 : 0;
    case "hours":
      return (date, _day, distress) => {
        const usual = follows.byWeekday[weekday(date) - 1] ?? 0;
        return usual === 0
          ? 0
          : usual + follows.pull * distress + follows.noise * random.gaussian();
      };
  }
}

/** Puts a drawn value on a scale: an intensity of 0–5 is stretched, a quantity is rounded, to quarters where two places are asked, and kept inside. */
export function fitToScale(scale: Scale, drawn: number): number {
  switch (scale.kind) {
    case "yes-no":
      return drawn >= 1 ? 1 : 0;
    case "rating":
      return scale.min + Math.round((clamp(drawn, 0, 5) / 5) * (scale.max - scale.min));
    case "number":
      return rounded(clamp(drawn, scale.min, scale.max), scale.decimals) + 0;
    case "attempt":
    case "degree":
    case "skill-use":
    case "skill-classic": {
      const codes = codesOf(scale) ?? [0];
      return clamp(Math.round(drawn), codes[0] ?? 0, codes.at(-1) ?? 0);
    }
  }
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** People who write hours to two places write quarters of an hour. */
const rounded = (value: number, decimals: number): number =>
  decimals === 2 ? Math.round(value * 4) / 4 : Number(value.toFixed(decimals));
