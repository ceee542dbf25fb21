import type { Scale } from "@trellis/domain/card-item";
import { CardOperation } from "@trellis/domain/card-operation";
import { USUAL_BOUNDARY } from "@trellis/domain/civil-date";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { applyOperation, type Arrival, type Card, noChanges } from "./apply.ts";

const ITEM = "919108f7-52d1-4320-9bac-f847db4148a8";
const id = (number: number) => `017f22e2-79b0-7cc3-98c4-${String(number).padStart(12, "0")}`;
/** Eight in the evening of 3 March in Berlin. */
const EVENING = Date.parse("2026-03-03T19:00:00Z");
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

const cardOf = (...scales: readonly Scale[]): Card => ({
  items: new Map([
    [ITEM, { aspect: "urge", scales: new Map(scales.map((scale, index) => [index + 1, scale])) }],
  ]),
  entries: new Map(),
  notes: new Map(),
  details: new Map(),
});
const RATING: Scale = { kind: "rating", min: 0, max: 5 };

let counted = 0;
const operation = (more: Record<string, unknown>, at = EVENING): CardOperation => {
  counted += 1;
  return z.parse(CardOperation, {
    id: id(counted),
    schema: 1,
    date: "2026-03-03",
    zone: "Europe/Berlin",
    madeAt: new Date(at).toISOString(),
    sequence: counted,
    item: ITEM,
    version: 1,
    ...more,
  });
};
const rate = (value: number, sitting = 1, at = EVENING) =>
  operation({ kind: "rate", value, sitting: id(900_000 + sitting) }, at);
const set = (value: number | null, at = EVENING, more: Record<string, unknown> = {}) =>
  operation({ kind: "set", value, seen: null, ...more }, at);

/** Applies one operation after the other, each at the moment at which it was made. */
function applied(card: Card, operations: readonly CardOperation[], arrival: Partial<Arrival> = {}) {
  const changes = noChanges();
  const answers = operations.map((each) =>
    applyOperation(card, changes, each, {
      at: Date.parse(each.madeAt),
      boundary: USUAL_BOUNDARY,
      skew: null,
      ...arrival,
    }),
  );
  const [entry] = [...changes.entries.values()];
  return { answers, changes, entry };
}

describe("ratings of a day", () => {
  it("come to the same in whatever order sittings take turns", () => {
    const taps = fc.array(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(taps, fc.array(fc.nat(), { maxLength: 25 }), (sittings, turns) => {
        const left = sittings.map((values, sitting) => values.map((value) => rate(value, sitting)));
        const mixed: CardOperation[] = [];
        for (const turn of [...turns, ...Array(30).fill(0)]) {
          const open = left.filter((each) => each.length > 0);
          const next = open[turn % Math.max(1, open.length)]?.shift();
          if (next) mixed.push(next);
        }
        const highest = Math.max(...sittings.map((values) => values.at(-1) ?? -1));
        expect(applied(cardOf(RATING), mixed).entry?.value).toBe(highest);
      }),
    );
  });
});

describe("a change after the diary day", () => {
  const NEXT = EVENING + DAY;
  const marks = (operations: readonly CardOperation[]) => {
    const { late, correctedFrom, correctedOn, value } = applied(cardOf(RATING), operations).entry!;
    return { late, correctedFrom, correctedOn, value };
  };

  it("keeps what stood there when the day ended", () => {
    expect(marks([rate(2), rate(4, 2), set(1, NEXT)])).toEqual({
      late: false,
      correctedFrom: 4,
      correctedOn: "2026-03-04",
      value: 1,
    });
  });

  it("is typing until four in the morning", () => {
    const uncorrected = { late: false, correctedFrom: null, correctedOn: null };
    expect(marks([rate(4), set(1, Date.parse("2026-03-04T02:59:00Z"))])).toEqual({
      ...uncorrected,
      value: 1,
    });
    expect(marks([rate(4), set(1, Date.parse("2026-03-04T03:00:00Z"))])).toMatchObject({
      correctedFrom: 4,
    });
  });

  it("is corrected once more from the same, and no more when it is put back", () => {
    const twice = [rate(4), set(1, NEXT), set(2, NEXT + DAY)];
    expect(marks(twice)).toMatchObject({ correctedFrom: 4, correctedOn: "2026-03-05", value: 2 });
    expect(marks([...twice, set(4, NEXT + 2 * DAY)])).toEqual({
      late: false,
      correctedFrom: null,
      correctedOn: null,
      value: 4,
    });
  });

  it("is known too when the entry was taken away", () => {
    expect(marks([rate(4), set(null, NEXT)])).toMatchObject({ correctedFrom: 4, value: null });
    expect(marks([rate(4), set(null, NEXT), set(3, NEXT)])).toMatchObject({
      late: false,
      correctedFrom: 4,
      value: 3,
    });
  });

  it("is no correction where nothing stood there: such an entry is late", () => {
    const late = { late: true, correctedFrom: null, correctedOn: null };
    expect(marks([rate(4, 1, NEXT), set(1, NEXT + DAY)])).toEqual({ ...late, value: 1 });
    expect(marks([rate(4), set(null), rate(3, 2, NEXT)])).toEqual({ ...late, value: 3 });
  });

  it("says of what stood there always the value at the end of the day", () => {
    const change = fc.tuple(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), fc.nat(6));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (made) => {
        const inOrder = made.toSorted((a, b) => a[1] - b[1]);
        const operations = inOrder.map(([value, day]) => set(value, EVENING + day * DAY));
        const atEnd = inOrder.findLast(([, day]) => day === 0)?.[0] ?? null;
        const entry = applied(cardOf(RATING), operations).entry!;
        const isOther = atEnd !== null && entry.value !== atEnd;
        expect(entry.correctedFrom).toBe(isOther ? atEnd : null);
        expect(entry.correctedOn === null).toBe(!isOther);
        if (entry.value !== null) expect(entry.late).toBe(atEnd === null);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a phone with a wrong clock", () => {
  it.each([
    ["two hours ahead, before the day ended", "2026-03-04T01:30:00Z", 2 * HOUR, true, false],
    ["two hours ahead, after it had ended", "2026-03-04T05:30:00Z", 2 * HOUR, true, true],
    ["two hours behind, after it had ended", "2026-03-04T01:30:00Z", -2 * HOUR, true, true],
    ["four minutes ahead", "2026-03-04T02:58:00Z", 4 * 60 * 1000, false, false],
  ])("%s", (_what, shown, skew, off, late) => {
    const at = Date.parse(shown) - skew;
    const { entry } = applied(cardOf(RATING), [rate(3, 1, Date.parse(shown))], { at, skew });
    expect({ off: entry?.clockOff, late: entry?.late }).toEqual({ off, late });
  });

  it("is not believed at all where it shows no time that can be", () => {
    for (const skew of [1e14, -1e14, Number.MAX_SAFE_INTEGER]) {
      const { entry } = applied(cardOf(RATING), [rate(3)], { at: EVENING, skew });
      expect(entry).toMatchObject({ late: false, clockOff: true, value: 3 });
    }
  });
});

describe("an urge that was ridden out", () => {
  const rideOut = (before: number, more: Record<string, unknown> = {}) =>
    operation({ kind: "ride-out", before, after: 1, moves: [], ...more });

  it("counts with its strength before as a sitting of its own", () => {
    const urge = rideOut(4);
    const { entry, changes, answers } = applied(cardOf(RATING), [rate(2), urge, rate(3)]);
    expect(entry?.value).toBe(4);
    expect(entry?.sittings).toMatchObject({ [urge.id]: 4 });
    expect(changes.riddenOut).toHaveLength(1);
    expect(answers[1]).toMatchObject({ outcome: "applied", value: 4 });
  });

  it("changes no entry without an item, or on another scale", () => {
    const alone = applied(cardOf(RATING), [rideOut(4, { item: null, version: null })]);
    expect([alone.entry, alone.changes.riddenOut.length]).toEqual([undefined, 1]);
    const ofTen: Scale = { kind: "rating", min: 0, max: 10 };
    const other = applied(cardOf(ofTen), [rideOut(4)]);
    expect([other.entry, other.changes.riddenOut.length]).toEqual([undefined, 1]);
  });

  it("is refused for what is not there, and nothing is kept", () => {
    const unknown = applied(cardOf(RATING), [
      rideOut(4, { item: id(1) }),
      rideOut(4, { version: 9 }),
    ]);
    expect(unknown.answers).toMatchObject([
      { code: "item-not-found" },
      { code: "item-version-not-found" },
    ]);
    expect(unknown.changes.riddenOut).toEqual([]);
    const emotion = { aspect: "emotion", scales: new Map([[1, RATING]]) } as const;
    const other = applied({ ...cardOf(RATING), items: new Map([[ITEM, emotion]]) }, [rideOut(4)]);
    expect(other.answers).toMatchObject([{ code: "item-not-found" }]);
    expect([other.entry, other.changes.riddenOut.length]).toEqual([undefined, 0]);
  });
});

it("takes a paper card's entry as one from paper until it is changed by hand", () => {
  const fromPaper = operation({ kind: "set", value: 2, seen: null, from: "paper" });
  expect(applied(cardOf(RATING), [rate(3), fromPaper]).entry).toMatchObject({ paper: true });
  expect(applied(cardOf(RATING), [fromPaper, rate(3)]).entry).toMatchObject({ paper: false });
});
