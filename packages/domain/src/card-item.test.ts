import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  CardAspect,
  codesOf,
  DAILY_RATING,
  entersAs,
  fitsScale,
  isAskedOn,
  rampStep,
  Scale,
  skillUse,
  spansOf,
  standsOn,
  suitsAspect,
} from "./card-item.ts";
import { addDays, civilDate } from "./civil-date.ts";

const rating = (min: number, max: number): Scale => ({ kind: "rating", min, max });
const quantity = (min: number, max: number, decimals: number): Scale => ({
  kind: "number",
  min,
  max,
  decimals,
  unit: "h",
});
const yesNo: Scale = { kind: "yes-no" };
const attempt: Scale = { kind: "attempt" };
const degree: Scale = { kind: "degree" };
const skillWords: Scale = { kind: "skill-use" };
const skillNumbers: Scale = { kind: "skill-classic" };
const hours: Scale = { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true };

const anyRating = fc
  .tuple(fc.integer({ min: -1000, max: 980 }), fc.integer({ min: 1, max: 20 }))
  .map(([min, steps]) => rating(min, min + steps));

describe("a value and its scale", () => {
  it.each([
    [DAILY_RATING, [0, 1, 5], [-1, 6, 2.5, Number.NaN]],
    [rating(-3, 3), [-3, 0, 3], [-4, 4, -0.5]],
    [rating(1, 7), [1, 4, 7], [0, 8, 1.5]],
    [yesNo, [0, 1], [2, -1, 0.5]],
    [quantity(0, 24, 2), [0, 0.3, 7.25, 24], [-0.01, 24.01, 7.255, 1e-7]],
    [quantity(0, 10, 0), [0, 10], [0.5, 9.999]],
    [quantity(-5.5, -1, 1), [-5.5, -1.1], [-5.6, -1.15, 0]],
    [hours, [0, 7.25, 7.5, 23.75, 24], [7.1, 7.3, 24.25, -0.25]],
    [attempt, [0, 1, 2], [3, -1, 1.5]],
    [degree, [0, 1, 2], [3, 0.5]],
    [skillWords, [1, 2, 3, 4], [0, 5, 2.5]],
    [skillNumbers, [0, 1, 2, 3, 4, 5, 6, 7], [8, -1, 6.5]],
  ])("%j holds %j and refuses %j", (scale, fitting, refused) => {
    expect(fitting.filter((value) => !fitsScale(scale, value))).toEqual([]);
    expect(refused.filter((value) => fitsScale(scale, value))).toEqual([]);
  });

  it("counts decimals as they are written, whatever their binary form", () => {
    const scale = quantity(0, 100, 2);
    expect(fitsScale(scale, 0.1 + 0.2)).toBe(false);
    expect(fitsScale(scale, 0.3)).toBe(true);
    expect(fitsScale(scale, 1.1 * 3)).toBe(false);
    for (let cents = 0; cents <= 10_000; cents += 1) {
      expect(
        fitsScale(
          scale,
          Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`),
        ),
      ).toBe(true);
    }
  });

  it.each([DAILY_RATING, yesNo, quantity(-1_000_000, 1_000_000, 2)])(
    "refuses no number on %j",
    (scale) => {
      for (const value of [
        Number.NaN,
        Infinity,
        -Infinity,
        1e300,
        5e-324,
        Number.MAX_SAFE_INTEGER,
      ]) {
        expect(fitsScale(scale, value)).toBe(false);
      }
    },
  );

  it("holds exactly the whole numbers between its ends", () => {
    fc.assert(
      fc.property(anyRating, fc.integer({ min: -1100, max: 1100 }), (scale, value) => {
        const inside = scale.kind === "rating" && value >= scale.min && value <= scale.max;
        expect(fitsScale(scale, value)).toBe(inside);
      }),
    );
  });
});

describe("which scales exist", () => {
  it.each([
    DAILY_RATING,
    rating(-3, 3),
    rating(0, 20),
    rating(-1000, -999),
    yesNo,
    quantity(0, 0.5, 2),
    hours,
    attempt,
    degree,
    skillWords,
    skillNumbers,
  ])("%j", (scale) => {
    expect(z.safeParse(Scale, scale).success).toBe(true);
  });

  it.each([
    rating(5, 0),
    rating(3, 3),
    rating(0, 21),
    rating(0.5, 3),
    rating(-1001, -1000),
    quantity(1, 1, 0),
    quantity(0, 1, 3),
    quantity(0, 1e9, 0),
    { kind: "number", min: 0, max: 1, decimals: 0, unit: " " },
    { kind: "rating", min: 0 },
    { ...hours, decimals: 1 },
    { ...hours, quarters: false },
    { kind: "slider", min: 0, max: 5 },
    null,
  ])("not %j", (scale) => {
    expect(z.safeParse(Scale, scale).success).toBe(false);
  });
});

describe("the ramp", () => {
  it.each([
    [DAILY_RATING, [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]],
    [rating(-3, 3), [-3, -2, -1, 0, 1, 2, 3], [0, 1, 2, 3, 3, 4, 5]],
    [rating(1, 7), [1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 3, 4, 5]],
    [rating(0, 1), [0, 1], [0, 5]],
    [rating(0, 10), [0, 5, 10], [0, 3, 5]],
  ])("gives %j at %j the steps %j", (scale, values, steps) => {
    expect(values.map((value) => rampStep(scale, value))).toEqual(steps);
  });

  it("rises with the value from 0 to 5 and stays there for values of an older scale", () => {
    fc.assert(
      fc.property(anyRating, (scale) => {
        if (scale.kind !== "rating") return;
        const steps = Array.from({ length: scale.max - scale.min + 1 }, (_, index) =>
          rampStep(scale, scale.min + index),
        );
        expect(steps.at(0)).toBe(0);
        expect(steps.at(-1)).toBe(5);
        expect(steps).toEqual(steps.toSorted((a, b) => Number(a) - Number(b)));
        expect(rampStep(scale, scale.min - 7)).toBe(0);
        expect(rampStep(scale, scale.max + 7)).toBe(5);
      }),
    );
  });

  it("has no step for what is no intensity", () => {
    expect(rampStep(yesNo, 1)).toBeNull();
    expect(rampStep(quantity(0, 24, 0), 8)).toBeNull();
  });
});

describe("a scale of words", () => {
  it.each([yesNo, attempt, degree, skillWords, skillNumbers])(
    "%j holds its codes alone",
    (scale) => {
      const codes = codesOf(scale) ?? [];
      expect(codes.length).toBeGreaterThan(1);
      for (let value = -2; value <= 10; value += 0.5)
        expect(fitsScale(scale, value)).toBe(codes.includes(value));
    },
  );

  it.each([
    [DAILY_RATING, "rate"],
    [yesNo, "rate"],
    [attempt, "rate"],
    [hours, "set"],
    [degree, "set"],
    [skillWords, "set"],
    [skillNumbers, "set"],
  ])("of %j the value is entered as %s", (scale, kind) => {
    expect(entersAs(scale)).toBe(kind);
  });

  it("keeps the effort of trying apart from the help", () => {
    const seen = [1, 2, 3, 4].map((value) => skillUse(skillWords, value));
    expect(seen.map((use) => use?.wanted)).toEqual([true, true, true, true]);
    expect(seen.map((use) => use?.tried)).toEqual([false, true, true, true]);
    expect(seen.map((use) => use?.helped)).toEqual([false, false, false, true]);
    expect(skillUse(DAILY_RATING, 4)).toBeNull();
  });
});

describe("the suicide act", () => {
  it("has words of its own, which no other item has", () => {
    for (const aspect of CardAspect.options) {
      expect(suitsAspect(aspect, attempt)).toBe(aspect === "attempt");
      expect(suitsAspect(aspect, yesNo)).toBe(aspect !== "attempt");
      expect(suitsAspect(aspect, DAILY_RATING)).toBe(aspect !== "attempt" && aspect !== "check");
    }
  });
});

describe("the days on which an item stands on the card", () => {
  const day = (number: number) => addDays(civilDate("2026-03-01"), number);
  const version = fc.record({
    from: fc.integer({ min: 0, max: 12 }),
    state: fc.constantFrom("asked", "folded", "paused", "retired"),
  });

  it("are those on which the version in force is asked or folded", () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 8 }), (made) => {
        const versions = made.map(({ from, state }, index) => ({
          version: index + 1,
          validFrom: day(from),
          state,
        }));
        const item = { spans: spansOf(versions.toReversed()) };
        for (let number = -1; number <= 14; number += 1) {
          const inForce = versions.findLast(({ validFrom }) => validFrom <= day(number));
          const stands = inForce?.state === "asked" || inForce?.state === "folded";
          expect(standsOn(item, day(number))?.state ?? null).toBe(stands ? inForce.state : null);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("go on through rewording, and leave a gap where the item was paused", () => {
    const versions = [
      { version: 1, validFrom: day(0), state: "asked" },
      { version: 2, validFrom: day(2), state: "asked" },
      { version: 3, validFrom: day(4), state: "paused" },
      { version: 4, validFrom: day(7), state: "asked" },
      { version: 5, validFrom: day(9), state: "folded" },
    ] as const;
    expect(spansOf(versions)).toEqual([
      { from: day(0), until: day(4), state: "asked" },
      { from: day(7), until: day(9), state: "asked" },
      { from: day(9), until: null, state: "folded" },
    ]);
  });
});

describe("the days on which an item is asked", () => {
  const span = { from: civilDate("2026-03-01"), state: "asked" as const };
  const item = { spans: [{ ...span, until: civilDate("2026-03-10") }] };
  it.each([
    ["2026-02-28", false],
    ["2026-03-01", true],
    ["2026-03-09", true],
    ["2026-03-10", false],
    ["2027-01-01", false],
  ])("%s: %s", (date, asked) => {
    expect(isAskedOn(item, civilDate(date))).toBe(asked);
  });

  it("go on while the item is not retired", () => {
    expect(isAskedOn({ spans: [{ ...span, until: null }] }, civilDate("2199-12-31"))).toBe(true);
  });
});
