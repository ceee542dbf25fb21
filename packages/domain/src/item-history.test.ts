import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAILY_RATING, type NewCardItem, type Scale } from "./card-item.ts";
import { addDays, civilDate, type CivilDate, eachDay } from "./civil-date.ts";
import {
  earlierVersionsOf,
  isReplayOf,
  isSameScale,
  type ItemHistory,
  itemOn,
  type ItemVersion,
  newestOf,
  versionInForce,
  versionOn,
  versionsBefore,
} from "./item-history.ts";

const FIRST = civilDate("2026-03-01");
const day = (number: number) => addDays(FIRST, number);

const versionFrom = (validFrom: CivilDate, index: number): ItemVersion => ({
  version: index + 1,
  validFrom,
  words: `Words ${index + 1}`,
  coverWords: null,
  scale: { kind: "rating", min: 0, max: index + 1 },
  rhythm: "daily",
  short: false,
  state: "asked",
  withTarget: false,
});
const historyOf = (days: readonly number[]): ItemHistory => ({
  id: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  aspect: "urge",
  level: "ltb",
  targetId: null,
  library: null,
  position: 1,
  versions: days.map((number, index) => versionFrom(day(number), index)),
});
const anyHistory = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 7 })
  .map(historyOf);

describe("the version in force", () => {
  const { versions } = historyOf([2, 5, 5, 9]);
  it.each([
    [0, 1],
    [2, 1],
    [4, 1],
    [5, 3],
    [8, 3],
    [9, 4],
    [99, 4],
  ])("on day %i is %i", (number, version) => {
    expect(versionInForce(versions, day(number))?.version).toBe(version);
    expect(versionInForce(versions.toReversed(), day(number))?.version).toBe(version);
  });

  it("is the newest one that had begun, the first before any had", () => {
    expect(versionInForce([], FIRST)).toBeNull();
    expect(newestOf(historyOf([3, 1])).words).toBe("Words 2");
    expect(itemOn(historyOf([3, 4]), day(3)).words).toBe("Words 1");
  });
});

describe("a range with the versions that come along", () => {
  it("knows on each of its days what was asked", () => {
    const range = fc.tuple(fc.integer({ min: -2, max: 16 }), fc.integer({ min: 0, max: 13 }));
    fc.assert(
      fc.property(anyHistory, range, fc.boolean(), (history, [start, days], allUsed) => {
        const [from, to] = [day(start), day(start + days)];
        const item = itemOn(history, to);
        const used = new Set(allUsed ? history.versions.map(({ version }) => version) : []);
        const earlier = earlierVersionsOf(history, item.version, { from, to }, used);
        for (const date of eachDay(from, to)) {
          const asked = versionInForce(history.versions, date)!;
          const { version, words, scale } = versionOn(item, earlier, date);
          expect({ version, words, scale }).toEqual({
            version: asked.version,
            words: asked.words,
            scale: asked.scale,
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  it("brings the present version never, one that an entry was made with always", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(6), (history, index) => {
        const used = (index % history.versions.length) + 1;
        const item = itemOn(history, day(20));
        const range = { from: day(20), to: day(26) };
        const earlier = earlierVersionsOf(history, item.version, range, new Set([used]));
        expect(earlier.map(({ version }) => version)).toEqual(used === item.version ? [] : [used]);
      }),
    );
  });
});

describe("all the versions before the newest", () => {
  it("tell of every day what was asked, however long ago", () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: -2, max: 30 }), (history, number) => {
        const newest = newestOf(history);
        const earlier = versionsBefore(history);
        expect(earlier.map(({ version }) => version)).not.toContain(newest.version);
        const asked = versionOn(newest, earlier, day(number));
        expect(asked.version).toBe(versionInForce(history.versions, day(number))?.version);
      }),
    );
  });
});

describe("adding an item again", () => {
  const item: NewCardItem = {
    id: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    words: "Words 1",
    coverWords: null,
    scale: { kind: "rating", min: 0, max: 1 },
    rhythm: "daily",
    short: false,
    aspect: "urge",
    targetId: null,
    library: null,
  };
  it("is a replay when it says the same, also when the item was reworded since", () => {
    expect(isReplayOf(item, historyOf([0, 3]))).toBe(true);
  });

  it.each([
    { words: "Words 2" },
    { coverWords: "W" },
    { scale: DAILY_RATING },
    { rhythm: "weekly" },
    { short: true },
    { aspect: "act" },
    { targetId: "919108f7-52d1-4320-9bac-f847db4148a8" },
    { library: "urge-die" },
  ] as const)("is none with %j", (other) => {
    expect(isReplayOf({ ...item, ...other }, historyOf([0]))).toBe(false);
  });
});

describe("two scales", () => {
  const scales: readonly Scale[] = [
    DAILY_RATING,
    { kind: "rating", min: 0, max: 10 },
    { kind: "rating", min: 1, max: 5 },
    { kind: "yes-no" },
    { kind: "attempt" },
    { kind: "degree" },
    { kind: "skill-use" },
    { kind: "skill-classic" },
    { kind: "number", min: 0, max: 24, decimals: 2, unit: "h" },
    { kind: "number", min: 0, max: 24, decimals: 2, unit: "h", quarters: true },
    { kind: "number", min: 0, max: 24, decimals: 2, unit: "min" },
    { kind: "number", min: 0, max: 24, decimals: 1, unit: "h" },
    { kind: "number", min: 0, max: 12, decimals: 2, unit: "h" },
    { kind: "number", min: 1, max: 24, decimals: 2, unit: "h" },
  ];
  it("are the same when nothing of them differs", () => {
    scales.forEach((one, place) =>
      scales.forEach((other, index) =>
        expect(isSameScale(one, structuredClone(other))).toBe(place === index),
      ),
    );
  });
});
