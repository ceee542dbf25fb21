import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { keyNumberOf, makeSecret, openBytes, sealBytes } from "./field-encryption.ts";
import { clinicKeys, makeClinicKeys, unwrapKeys, wrapKey } from "./field-keys.ts";
import { makeRootKey } from "./key-file.ts";
import type { SealedPlace } from "./sealed-column.ts";

const key = { number: 7, secret: makeSecret() };
const BOUND = ["clinic", "account", "email_sealed", "row"];

const opens = (sealed: Buffer, bound = BOUND, by = key): boolean => {
  try {
    openBytes(by, bound, sealed);
    return true;
  } catch {
    return false;
  }
};

test("what was sealed opens again, whatever it says, and names its key", () => {
  for (const text of ["", "ada@example.org", "ñ 🙂 \u0000", "x".repeat(100_000)]) {
    const sealed = sealBytes(key, BOUND, Buffer.from(text));
    expect(openBytes(key, BOUND, sealed).toString("utf8")).toBe(text);
    expect(keyNumberOf(sealed)).toBe(7);
    expect(sealed.length).toBe(Buffer.byteLength(text) + 34);
  }
});

test("a changed bit, a cut end, another key and another place do not open", () => {
  const sealed = sealBytes(key, BOUND, Buffer.from("ada@example.org"));
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(opens(changed)).toBe(false);
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(opens(sealed.subarray(0, length))).toBe(false);
  expect(opens(Buffer.concat([sealed, Buffer.alloc(1)]))).toBe(false);
  expect(opens(sealed, BOUND, { number: 7, secret: makeSecret() })).toBe(false);
  expect(opens(sealed, BOUND, { number: 8, secret: key.secret })).toBe(false);
  for (let part = 0; part < BOUND.length; part += 1)
    expect(opens(sealed, BOUND.with(part, "other"))).toBe(false);
  expect(() => sealBytes(key, ["a|b", "c"], Buffer.alloc(1))).toThrow("bar");
});

test("a hundred thousand values of one text have as many nonces", () => {
  const nonces = new Set<string>();
  for (let count = 0; count < 100_000; count += 1)
    nonces.add(sealBytes(key, BOUND, Buffer.from("x")).toString("latin1", 6, 18));
  expect(nonces.size).toBe(100_000);
});

test("a value opens in its own row of its own clinic alone", () => {
  const ring = [makeRootKey(0)] as const;
  const [north, south] = [randomUUID(), randomUUID()].map(
    (clinicId) => makeClinicKeys(ring, clinicId).keys,
  );
  const [row, other] = [randomUUID(), randomUUID()];
  const place: SealedPlace = { table: "account", column: "email_sealed", rowId: row };
  const sealed = north?.seal(place, "ada@example.org") ?? Buffer.alloc(0);
  expect(north?.open(place, sealed)).toBe("ada@example.org");
  expect(() => north?.open({ ...place, rowId: other }, sealed)).toThrow(/unable to authenticate/);
  expect(() =>
    north?.open({ table: "mail", column: "recipient_sealed", rowId: row }, sealed),
  ).toThrow(/unable to authenticate/);
  expect(() => south?.open(place, sealed)).toThrow(/unable to authenticate/);
});

test("a login index is the same for small and capital letters, and another in another clinic", () => {
  const ring = [makeRootKey(0)] as const;
  const [north, south] = [randomUUID(), randomUUID()].map(
    (clinicId) => makeClinicKeys(ring, clinicId).keys,
  );
  const index = north?.loginIndex("Ada@Example.org ");
  expect(index).toHaveLength(32);
  expect(north?.loginIndex("ada@example.org")).toEqual(index);
  expect(south?.loginIndex("ada@example.org")).not.toEqual(index);
});

test("a wrapped key opens with its root key, for its clinic, purpose and number alone", () => {
  const [root, otherRoot] = [makeRootKey(0), makeRootKey(0)];
  const [clinicId, otherClinic] = [randomUUID(), randomUUID()];
  const secret = makeSecret();
  const unwrapped = {
    purpose: "field",
    number: 2,
    state: "current",
    made_with: root.id,
    secret,
  } as const;
  const wrapped = wrapKey(clinicId, root, unwrapped);
  expect(unwrapKeys(clinicId, [root], [wrapped])).toEqual([unwrapped]);
  expect(unwrapKeys(clinicId, [otherRoot], [wrapped])).toEqual([]);
  const lies = [
    () => unwrapKeys(otherClinic, [root], [wrapped]),
    () => unwrapKeys(clinicId, [root], [{ ...wrapped, number: 3 }]),
    () => unwrapKeys(clinicId, [root], [{ ...wrapped, purpose: "index" }]),
    () => unwrapKeys(clinicId, [otherRoot], [{ ...wrapped, root_id: otherRoot.id }]),
  ];
  for (const lie of lies) expect(lie).toThrow(/unable to authenticate/);
  expect(() => clinicKeys(clinicId, [unwrapped])).toThrow("does not open the index key");
});
