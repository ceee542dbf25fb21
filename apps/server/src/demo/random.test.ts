import { Uuid } from "@trellis/domain/id";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { createRandom, hashText } from "./random.ts";

/** sfc32 once more, in arithmetic that cannot overflow, as PractRand's source has it. */
function* slowSfc32(a: bigint, b: bigint, c: bigint): Generator<number, never, undefined> {
  const word = (value: bigint) => BigInt.asUintN(32, value);
  let counter = 1n;
  for (let drawn = 0; ; drawn += 1) {
    const result = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(word((c << 21n) | (c >> 11n)) + result);
    if (drawn >= 15) yield Number(result) / 2 ** 32;
  }
}

const take = (count: number, seed = 1, stream = "test") => {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, random.next);
};
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("repeatable chance", () => {
  it("is sfc32", () => {
    const seed = -123_456_789;
    const slow = slowSfc32(BigInt.asUintN(32, BigInt(seed)), BigInt(hashText("a stream")), 8n);
    expect(take(1000, seed, "a stream")).toEqual(
      Array.from({ length: 1000 }, () => slow.next().value),
    );
  });

  it.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("hashes %j as the published vectors of FNV-1a have it", (text, hash) => {
    expect(hashText(text)).toBe(hash);
  });

  it("repeats itself for a seed and stream and for no other", () => {
    expect(take(50)).toEqual(take(50));
    expect(take(50, 2)).not.toEqual(take(50));
    expect(take(50, 1, "tset")).not.toEqual(take(50));
  });

  it("is spread evenly", () => {
    const values = take(20_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share =
        values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
      expect(share).toBeCloseTo(0.1, 1);
    }
  });

  it("is about normal where it should be", () => {
    const random = createRandom(3, "normal");
    const values = Array.from({ length: 20_000 }, random.gaussian);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(
      0.05,
      2,
    );
  });

  it("draws whole numbers with both ends, members of a list, and ids", () => {
    const random = createRandom(4, "others");
    const drawn = new Set(Array.from({ length: 300 }, () => random.whole(-1, 2)));
    expect([...drawn].toSorted((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
    expect(new Set(Array.from({ length: 100 }, () => random.pick(["a", "b"]))).size).toBe(2);
    const ids = Array.from({ length: 1000 }, () => random.uuid(0));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.filter((id) => !z.safeParse(Uuid, id).success)).toEqual([]);
  });
});
