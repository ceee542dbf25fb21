import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { ClinicCode, formatUuid, Uuid, uuidV7 } from "./id.ts";

const accepts = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;
const bytes = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe("UUID version 7", () => {
  it("writes the example of RFC 9562, appendix A.6", () => {
    expect(uuidV7(0x017f22e279b0, bytes("0cc318c4dc0c0c07398f"))).toBe(
      "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    );
  });

  it("has time, version and variant where RFC 9562 §5.7 puts them", () => {
    fc.assert(
      fc.property(moment, tenBytes, (milliseconds, random) => {
        const id = uuidV7(milliseconds, random);
        const hex = id.replaceAll("-", "");
        expect(z.safeParse(Uuid, id).success).toBe(true);
        expect(parseInt(hex.slice(0, 12), 16)).toBe(milliseconds);
        expect(hex[12]).toBe("7");
        expect("89ab").toContain(hex[16]);
      }),
    );
  });

  it("keeps all 74 random bits", () => {
    const changed = fc.tuple(tenBytes, fc.integer({ min: 0, max: 79 }));
    fc.assert(
      fc.property(moment, changed, (milliseconds, [random, bit]) => {
        const flipped = Uint8Array.from(random);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        const covered = bit < 4 || bit === 16 || bit === 17;
        expect(uuidV7(milliseconds, flipped) === uuidV7(milliseconds, random)).toBe(covered);
      }),
    );
  });

  it("sorts as text by the device's time", () => {
    fc.assert(
      fc.property(moment, moment, tenBytes, tenBytes, (one, other, randomOne, randomOther) => {
        fc.pre(one !== other);
        expect(uuidV7(one, randomOne) < uuidV7(other, randomOther)).toBe(one < other);
      }),
    );
  });

  it("takes a clock with fractions", () => {
    const random = new Uint8Array(10);
    expect(uuidV7(1234.987, random)).toBe(uuidV7(1234, random));
  });

  it("leaves the bytes that it was given alone", () => {
    const random = new Uint8Array(16).fill(0xff);
    uuidV7(0, random);
    formatUuid(random, 4);
    expect(random.every((byte) => byte === 0xff)).toBe(true);
  });
});

describe("other ids", () => {
  it("marks random bytes as version 4, as in RFC 9562, appendix A.3", () => {
    expect(formatUuid(bytes("919108f752d133205bacf847db4148a8"), 4)).toBe(
      "919108f7-52d1-4320-9bac-f847db4148a8",
    );
  });

  it.each([
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
    "017f22e279b07cc398c4dc0c0c07398f",
    "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f ",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
    "",
  ])("refuses %j as an id", (value) => {
    expect(accepts(Uuid, value)).toBe(false);
  });

  it.each(["a1", "riverside", "team-2", "0-a", "a".repeat(31)])(
    "takes %s as a clinic code",
    (code) => {
      expect(accepts(ClinicCode, code)).toBe(true);
    },
  );

  it.each([
    "",
    "a",
    "-a",
    "Riverside",
    "a b",
    "a/b",
    "a.b",
    "é1",
    "a1\n",
    "a".repeat(32),
    "%2e%2e",
  ])("refuses %j as a clinic code", (code) => {
    expect(accepts(ClinicCode, code)).toBe(false);
  });
});
