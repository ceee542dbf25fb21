import fc from "fast-check";

/** A piece of JSON text that no JavaScript value would be written as. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Stands in a text for a byte that is not UTF-8, until `toBytes`. */
const BROKEN_BYTE = "\uE000";

/** Writes a value in which `RawJson` may stand anywhere. */
export function writeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}:${writeJson(each)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** The bytes of a text, with real broken bytes in their places. */
export function toBytes(text: string): Buffer {
  const parts = text
    .split(BROKEN_BYTE)
    .flatMap((part, index) =>
      index === 0 ? [Buffer.from(part)] : [Buffer.from([0xff]), Buffer.from(part)],
    );
  return Buffer.concat(parts);
}

const nested = (depth: number, open: string, close: string) =>
  new RawJson(open.repeat(depth) + "1" + close.repeat(depth));

/** Texts that have broken other programs. */
const TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "before\u0000after",
  "\u200b\u200d\ufeff",
  "\u202eolleh\u202c",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "e\u0301".repeat(50),
  "ﷺ".repeat(40),
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "{{constructor.constructor('return 1')()}}",
  "${7*7}",
  "'; DROP TABLE client; --",
  "' OR '1'='1",
  "\\",
  "\\u0000",
  "../../../../etc/passwd",
  "%00",
  "=cmd|' /C calc'!A0",
  "\r\nSet-Cookie: a=b",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-0",
  "1e308",
  "0x10",
  "true",
  "__proto__",
  "2026-02-30",
  "2026-13-01",
  "0000-00-00",
  "1899-12-31",
  "1900-01-01",
  "2199-12-31",
  "2200-01-01",
  "10000-01-01",
  "2026-03-03T25:00:00Z",
  "0000-01-01T00:00:00Z",
  "1800-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "2026-03-03T20:00:00Z",
  `2026-03-03T20:00:00.${"1".repeat(200)}Z`,
  "2026-03-03T20:00:00+02:00",
  "Europe/Nowhere",
  "UTC",
  "Etc/GMT+12",
  "Pacific/Apia",
  "+02:00",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "00000000-0000-4000-8000-000000000000",
];

const NUMBERS: readonly number[] = [
  0,
  -1,
  1,
  2,
  0.5,
  -0.5,
  1e-7,
  5e-324,
  1e21,
  1e308,
  -1e308,
  2147483647,
  2147483648,
  -2147483649,
  4294967296,
  9007199254740991,
  1000000,
  1000001,
  -1000001,
  0.1 + 0.2,
];

const RAW: readonly RawJson[] = [
  ...[
    "-0",
    "-0.0",
    "1e400",
    "-1e400",
    "1e-400",
    "1.0",
    "00",
    "NaN",
    "Infinity",
    "undefined",
    "1e5",
    `1${"0".repeat(400)}`,
  ].map((text) => new RawJson(text)),
  new RawJson(`"\\ud800"`),
  new RawJson(`"a\\udc00b"`),
  new RawJson(`"\\u0000"`),
  new RawJson(`"\\uD83D\\uDC69"`),
  new RawJson(`"${BROKEN_BYTE}"`),
  new RawJson(`"a raw \u0001 control"`),
  new RawJson(`{"a":1,"a":2}`),
  new RawJson(`{"__proto__":{"admin":true}}`),
  new RawJson(`{"constructor":{"prototype":{"admin":true}}}`),
  new RawJson(`{"toString":1,"valueOf":1,"hasOwnProperty":1,"then":1}`),
  nested(200, "[", "]"),
  nested(5000, "[", "]"),
  nested(5000, `{"a":`, "}"),
];

/** Strings and numbers at the bounds that a JSON Schema names, wherever in it they stand. */
function atBounds(schema: unknown): unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const found: unknown[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (typeof value === "number" && /^(minimum|maximum|exclusiveM)/.test(key))
      found.push(value - 1, value, value + 1, value + 0.5);
    else if (typeof value === "number" && key.endsWith("Length") && value < 70_000) {
      for (const length of [value - 1, value, value + 1])
        if (length >= 0) found.push("x".repeat(length), "👍".repeat(length));
    } else if (typeof value === "number" && key.endsWith("Items"))
      found.push(Array.from({ length: value + 1 }, () => null));
    else if (key === "enum" && Array.isArray(value))
      found.push(...(value as unknown[]), `${String(value[0])} `, String(value[0]).toUpperCase());
    else if (key === "const") found.push(value);
    else found.push(...atBounds(value));
  }
  return found;
}

/** Values to put where they do not belong. `ids` are ones that stand for something, here or in another clinic. */
export function hostileValue(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  const bounds = atBounds(schema);
  return fc.oneof(
    fc.constantFrom<unknown>(...TEXTS),
    fc.constantFrom<unknown>(...NUMBERS),
    fc.constantFrom<unknown>(...RAW),
    fc.constantFrom<unknown>(...ids),
    fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: 1 }),
    ...(bounds.length > 0 ? [fc.constantFrom<unknown>(...bounds)] : []),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.double(),
    fc.jsonValue({ maxDepth: 3 }),
  );
}

const STRANGE_KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "",
  "id",
  "clientId",
  "clinic_id",
  "\u0000",
  "k".repeat(5000),
  "$where",
];

export type Change = {
  readonly at: number;
  readonly how: "replace" | "remove" | "add" | "repeat";
  readonly key: string;
  readonly value: unknown;
};

export const change = (schema: unknown, ids: readonly string[]): fc.Arbitrary<Change> =>
  fc.record({
    at: fc.nat({ max: 60 }),
    how: fc.constantFrom("replace", "replace", "replace", "replace", "remove", "add", "repeat"),
    key: fc.constantFrom(...STRANGE_KEYS),
    value: hostileValue(schema, ids),
  });

type Holder = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string };

function placesOf(value: unknown): Holder[] {
  if (typeof value !== "object" || value === null || value instanceof RawJson) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** A copy of the value with one place of it changed. */
export function applyChange(value: unknown, { at, how, key, value: put }: Change): unknown {
  const box = { root: copyOf(value) };
  const places = placesOf(box);
  const place = places[at % places.length];
  if (place === undefined) return value;
  const holder = place.holder as Record<string, unknown>;
  const stood = holder[place.key];
  if (how === "replace") holder[place.key] = put;
  else if (how === "remove") delete holder[place.key];
  else if (how === "repeat")
    holder[place.key] = Array.isArray(stood)
      ? Array.from({ length: 300 }, () => stood[0] as unknown)
      : [stood, stood];
  else if (typeof stood === "object" && stood !== null && !Array.isArray(stood))
    Object.defineProperty(stood, key, { value: put, enumerable: true, configurable: true });
  return box.root;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null || value instanceof RawJson) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}
