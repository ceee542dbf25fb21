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
 * - `attempt`: 0, and now and then a 1 (began, and stopped) on the days of the strongest urge
 * - `degree`: done (2), partly (1) or not yet (0); half a step is as likely on hard days as a whole one
 * - `skill`: what became of a skill that was thought of, in the codes of its scale; empty on other days
 * - `weeks`: yes in these weeks before today, no in the others
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
    }
  | { readonly kind: "attempt"; readonly of: string; readonly odds: number }
  | { readonly kind: "degree"; readonly likelihood: number; readonly pull: number }
  | { readonly kind: "skill"; readonly likelihood: number; readonly pull: number }
  | { readonly kind: "weeks"; readonly ago: readonly number[] };

export type Followed = { readonly key: string; readonly follows: Follows };

/** Persistence of an item's own noise: mood of the item that the course does not explain. */
const OWN_PERSISTENCE = 0.3;

/**
 * Draws every item on every day. Intensities are on 0–5 whatever their scale; see `fitToScale`. NaN is a day on which
 * there is nothing to enter.
 */
export function drawValues(
  items: readonly Followed[],
  days: readonly CivilDate[],
  course: readonly number[],
  random: Random,
): Map<string, number[]> {
  const drawn = new Map<string, number[]>();
  for (const item of items) {
    const draw = drawer(item.follows, { drawn, days: days.length }, random);
    drawn.set(
      item.key,
      days.map((date, day) => draw(date, day, course[day] ?? 0)),
    );
  }
  return drawn;
}

type Draw = (date: CivilDate, day: number, distress: number) => number;

type Before = {
  readonly drawn: ReadonlyMap<string, readonly number[]>;
  readonly days: number;
};

function drawer(follows: Follows, before: Before, random: Random): Draw {
  const { drawn } = before;
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
    case "attempt": {
      const urges = drawn.get(follows.of);
      return (_date, day) => ((urges?.[day] ?? 0) >= 5 && random.chance(follows.odds) ? 1 : 0);
    }
    case "degree":
      return (_date, _day, distress) => {
        if (random.chance(clamp(follows.likelihood + follows.pull * distress, 0.02, 0.98)))
          return 2;
        return random.chance(0.4) ? 1 : 0;
      };
    case "skill":
      return (_date, _day, distress) =>
        random.chance(clamp(follows.likelihood + follows.pull * distress, 0.02, 0.98))
          ? skillOutcome(distress, random)
          : Number.NaN;
    case "weeks":
      return (_date, day) => (follows.ago.includes(Math.ceil((before.days - day) / 7)) ? 1 : 0);
  }
}

/**
 * What became of a skill: wanted to, couldn't yet (1), made it harder (2), no change (3), helped (4). On hard days more
 * is tried without effect, and more cannot be done yet.
 */
function skillOutcome(distress: number, random: Random): number {
  const hard = clamp(distress / 5, 0, 1);
  const draw = random.next();
  if (draw < 0.08 + 0.2 * hard) return 1;
  if (draw < 0.12 + 0.26 * hard) return 2;
  return draw < 0.35 + 0.35 * hard ? 3 : 4;
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
