import { uuidV7 } from "@trellis/domain/id";

/** Repeatable chance: the same seed and stream give the same numbers on every machine. */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  readonly next: () => number;
  /** About normal, mean 0 and variance 1: the sum of twelve uniforms less six (Irwin–Hall), never beyond ±6. */
  readonly gaussian: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number, both ends included. */
  readonly whole: (min: number, max: number) => number;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  readonly uuid: (milliseconds: number) => string;
};

/**
 * The generator sfc32 of Chris Doty-Humphrey's PractRand (public domain), seeded as there: three
 * words, a counter of 1, fifteen numbers thrown away. `stream` keeps the draws of one purpose apart
 * from those of another, so that a change of one story leaves the others as they were.
 */
export function createRandom(seed: number, stream: string): Random {
  let a = seed | 0;
  let b = hashText(stream) | 0;
  let c = stream.length | 0;
  let counter = 1;
  const word = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 15; round += 1) word();

  const next = () => word() / 0x1_0000_0000;
  const gaussian = () => {
    let sum = 0;
    for (let draw = 0; draw < 12; draw += 1) sum += next();
    return sum - 6;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    gaussian,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    uuid: (milliseconds) =>
      uuidV7(
        milliseconds,
        Uint8Array.from({ length: 10 }, () => word() & 0xff),
      ),
  };
}

/** Goes through a list in a random order, all of it before any of it comes again. */
export function inTurn(list: readonly [string, ...string[]], random: Random): () => string {
  let left: string[] = [];
  return () => {
    if (left.length === 0) left = [...list];
    const [words] = left.splice(random.whole(0, left.length - 1), 1);
    return words ?? list[0];
  };
}

/** FNV-1a, 32 bits, over UTF-16 units (Fowler, Noll, Vo; draft-eastlake-fnv). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
