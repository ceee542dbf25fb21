import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { codesOf, DAILY_RATING, type Scale } from "./card-item.ts";
import {
  applyToEntry,
  CardOperation,
  EMPTY_ENTRY,
  type EntryState,
  type ItemOperation,
  MOST_SITTINGS,
  refusalOf,
} from "./card-operation.ts";

const envelope = {
  id: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  schema: 1 as const,
  date: "2026-03-03",
  zone: "America/Chicago",
  madeAt: "2026-03-04T02:00:00.000Z",
  sequence: 7,
};
const sittingId = (number: number) => `017f22e2-79b0-7cc3-98c4-${String(number).padStart(12, "0")}`;
const ofItem = { item: "919108f7-52d1-4320-9bac-f847db4148a8", version: 1 };

const rate = (sitting: number, value: number) =>
  z.parse(CardOperation, {
    ...envelope,
    ...ofItem,
    kind: "rate",
    sitting: sittingId(sitting),
    value,
  }) as ItemOperation;
const set = (value: number | null) =>
  z.parse(CardOperation, {
    ...envelope,
    ...ofItem,
    kind: "set",
    value,
    seen: null,
  }) as ItemOperation;
const scale: Scale = { kind: "rating", min: -3, max: 5 };
const apply = (operations: readonly ItemOperation[], from: EntryState = EMPTY_ENTRY) =>
  operations.reduce((kept, each) => applyToEntry(kept, each, scale), from);

/** The rule as a sentence: since the last change, the highest of that value and of each sitting's last tap. */
function naiveValue(operations: readonly ItemOperation[]): number | null {
  const lastSet = operations.findLastIndex((each) => each.kind === "set");
  const changed = operations[lastSet]?.value ?? null;
  const lastOfSitting = new Map<string, number>();
  for (const each of operations.slice(lastSet + 1)) {
    if (each.kind === "rate") lastOfSitting.set(each.sitting, each.value);
  }
  const all = [...lastOfSitting.values(), ...(changed === null ? [] : [changed])];
  return all.length === 0 ? null : all.toSorted((a, b) => b - a)[0]!;
}

const value = fc.integer({ min: -3, max: 5 });
const operationOf = (sittings: number) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: sittings }), value)
        .map(([at, tapped]) => rate(at, tapped)),
    },
    { weight: 1, arbitrary: fc.option(value, { nil: null }).map(set) },
  );

describe("ratings of one day", () => {
  it("keeps the last tap of a sitting", () => {
    expect(apply([rate(1, 4), rate(1, 2)]).value).toBe(2);
    expect(apply([rate(1, 0)]).value).toBe(0);
  });

  it("keeps the highest over sittings, in whatever order they arrive", () => {
    expect(apply([rate(1, 4), rate(2, 2)]).value).toBe(4);
    expect(apply([rate(2, 2), rate(1, 4)]).value).toBe(4);
    expect(apply([rate(1, 4), rate(2, 2), rate(1, 1)]).value).toBe(2);
  });

  it("works below zero", () => {
    expect(apply([rate(1, -3)]).value).toBe(-3);
    expect(apply([rate(1, -3), rate(2, -1), rate(2, -2)]).value).toBe(-2);
  });

  it("starts again from an explicit change", () => {
    expect(apply([rate(1, 5), set(2)])).toEqual({ value: 2, floor: 2, sittings: {} });
    expect(apply([rate(1, 5), set(2), rate(1, 1)]).value).toBe(2);
    expect(apply([rate(1, 5), set(2), rate(1, 3)]).value).toBe(3);
  });

  it("is empty after clearing, which is not zero", () => {
    expect(apply([rate(1, 5), set(null)])).toEqual(EMPTY_ENTRY);
    expect(apply([rate(1, 5), set(null), rate(1, 0)]).value).toBe(0);
  });

  it("agrees with the rule as a sentence", () => {
    fc.assert(
      fc.property(fc.array(operationOf(6), { maxLength: 60 }), (operations) => {
        expect(apply(operations).value).toBe(naiveValue(operations));
      }),
      { numRuns: 300 },
    );
  });

  it("agrees with it also when the database has stored the sittings in another order", () => {
    const stored = (state: EntryState): EntryState => ({
      ...state,
      sittings: Object.fromEntries(
        Object.entries(state.sittings).toSorted(([one], [other]) => (one < other ? 1 : -1)),
      ),
    });
    fc.assert(
      fc.property(fc.array(operationOf(6), { maxLength: 60 }), (operations) => {
        const state = operations.reduce<EntryState>(
          (kept, each) => stored(applyToEntry(kept, each, scale)),
          EMPTY_ENTRY,
        );
        expect(state.value).toBe(naiveValue(operations));
      }),
    );
  });

  it("does not change the state that it was given", () => {
    fc.assert(
      fc.property(
        fc.array(operationOf(60), { maxLength: 80 }),
        operationOf(60),
        (operations, next) => {
          const before = apply(operations);
          const copy = structuredClone(before);
          applyToEntry(before, next, scale);
          expect(before).toEqual(copy);
        },
      ),
    );
  });
});

describe("what became of a skill, and other things without a highest", () => {
  const scales: readonly Scale[] = [
    { kind: "skill-use" },
    { kind: "skill-classic" },
    { kind: "degree" },
  ];
  it.each(scales)("%j: the last word counts, over sittings too", (categories) => {
    const code = fc.constantFrom(...(codesOf(categories) ?? []));
    const operation = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 4 }), code).map(([at, tapped]) => rate(at, tapped)),
      code.map(set),
    );
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 20 }), (operations) => {
        const state = operations.reduce<EntryState>(
          (kept, each) => applyToEntry(kept, each, categories),
          EMPTY_ENTRY,
        );
        expect(state.value).toBe(operations.at(-1)!.value);
      }),
    );
  });

  it("a quantity can be made smaller in a later sitting", () => {
    const litres: Scale = { kind: "number", min: 0, max: 10, decimals: 1, unit: "l" };
    const first = applyToEntry(EMPTY_ENTRY, rate(1, 2.5), litres);
    expect(applyToEntry(first, rate(2, 1.5), litres).value).toBe(1.5);
  });
});

describe("a day with very many sittings", () => {
  it("stays bounded and never loses a peak by folding", () => {
    const many = fc.array(operationOf(3 * MOST_SITTINGS), {
      minLength: MOST_SITTINGS,
      maxLength: 300,
    });
    fc.assert(
      fc.property(many, (operations) => {
        let state = EMPTY_ENTRY;
        for (const next of operations) {
          const after = applyToEntry(state, next, scale);
          const isNewSitting = next.kind === "rate" && !(next.sitting in state.sittings);
          if (isNewSitting)
            expect(after.value ?? -Infinity).toBeGreaterThanOrEqual(state.value ?? -Infinity);
          expect(Object.keys(after.sittings).length).toBeLessThanOrEqual(MOST_SITTINGS);
          state = after;
        }
        expect(state.value ?? -Infinity).toBeGreaterThanOrEqual(
          naiveValue(operations) ?? -Infinity,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("keeps a peak that a folded sitting had", () => {
    const later = Array.from({ length: MOST_SITTINGS }, (_, index) => rate(index + 2, 0));
    const state = apply([rate(1, 5), ...later]);
    expect(state.floor).toBe(5);
    expect(apply([rate(1, 0)], state).value).toBe(5);
    expect(apply([set(1)], state).value).toBe(1);
  });
});

describe("refusals", () => {
  it.each([
    [{ item: false, scale: null }, 3, "item-not-found"],
    [{ item: true, scale: null }, 3, "item-version-not-found"],
    [{ item: true, scale: DAILY_RATING }, 6, "value-off-scale"],
    [{ item: true, scale: DAILY_RATING }, 2.5, "value-off-scale"],
    [{ item: true, scale: DAILY_RATING }, 3, null],
  ])("%j with %j: %s", (found, tapped, code) => {
    expect(refusalOf(rate(1, tapped), found)).toBe(code);
    expect(refusalOf(set(tapped), found)).toBe(code);
  });

  it("lets a day be cleared on any scale", () => {
    expect(refusalOf(set(null), { item: true, scale: DAILY_RATING })).toBeNull();
  });
});

describe("operations on the wire", () => {
  const note = { ...envelope, kind: "note", field: "note", words: "", seen: null };
  const detail = {
    ...envelope,
    ...ofItem,
    kind: "detail",
    field: "what",
    words: "Two beers",
    seen: null,
  };
  const rideOut = {
    ...envelope,
    ...ofItem,
    kind: "ride-out",
    before: 4,
    after: 2,
    moves: ["Cold water", "Rang Ida"],
  };
  it.each([
    { ...envelope, ...ofItem, kind: "rate", sitting: sittingId(1), value: 3 },
    { ...envelope, ...ofItem, kind: "set", value: null, seen: 4 },
    note,
    { ...note, field: "worth-keeping", words: "👩‍👩‍👧‍👦 <b>\u202E", seen: "before" },
    { ...note, from: "paper" },
    { ...note, field: "how-hard", words: "5" },
    { ...note, field: "how-hard", words: "" },
    { ...detail, field: "about-when", words: "22:05" },
    { ...detail, field: "about-when", words: "" },
    detail,
    { ...envelope, kind: "day", short: true },
    rideOut,
    { ...rideOut, item: null, version: null, moves: [] },
    { ...note, madeAt: "1970-01-01T00:00:00Z" },
    { ...note, madeAt: "9999-12-31T23:59:59.999Z" },
  ])("%j is one", (operation) => {
    expect(z.parse(CardOperation, operation)).toEqual(operation);
  });

  it.each([
    { ...envelope, ...ofItem, kind: "rate", value: 3 },
    { ...envelope, ...ofItem, kind: "rate", sitting: sittingId(1), value: null },
    { ...envelope, ...ofItem, kind: "set", value: 1 },
    { ...envelope, ...ofItem, kind: "set", value: 1e9, seen: null },
    { ...envelope, ...ofItem, kind: "delete", value: 1, seen: null },
    { ...note, from: "photo" },
    { ...note, field: "how-hard", words: "6" },
    { ...note, field: "how-hard", words: "very" },
    { ...detail, field: "about-when", words: "24:00" },
    { ...detail, field: "about-when", words: "9:30" },
    { ...detail, field: "about-when", words: "at night" },
    { ...detail, words: "x".repeat(301) },
    { ...detail, item: null },
    { ...envelope, kind: "day" },
    { ...rideOut, item: null },
    { ...rideOut, version: null },
    { ...rideOut, before: 6 },
    { ...rideOut, after: 1.5 },
    { ...rideOut, moves: [" "] },
    { ...rideOut, moves: Array(13).fill("Cold water") },
    { ...note, words: "a\u0000" },
    { ...note, words: "\uD83D" },
    { ...note, words: "x".repeat(4001) },
    { ...note, date: "2026-02-30" },
    { ...note, zone: "+01:00" },
    { ...note, schema: 2 },
    { ...note, sequence: -1 },
    { ...note, sequence: 1.5 },
    { ...note, madeAt: "yesterday" },
    { ...note, madeAt: "0001-01-01T00:00:00Z" },
    { ...note, madeAt: "2026-03-03T10:00:00" },
    { ...note, madeAt: `2026-03-03T10:00:00.${"1".repeat(200)}Z` },
    { ...note, id: "1" },
  ])("%j is none", (operation) => {
    expect(z.safeParse(CardOperation, operation).success).toBe(false);
  });
});
