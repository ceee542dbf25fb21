import type { Operation } from "@trellis/api/operation";
import fc from "fast-check";
import * as z from "zod/mini";
import {
  applyChange,
  change,
  type Change,
  hostileValue,
  RawJson,
  toBytes,
  writeJson,
} from "./hostile-value.ts";
import type { ExampleInput } from "./operation-examples.ts";

/** A request as it goes over the wire. */
export type HostileRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer | null;
  /** True when method and address are those of the operation, whatever else is wrong. */
  readonly isWhole: boolean;
};

type JsonSchema = { readonly [key: string]: unknown };
type Parts = {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
};

const schemaOf = (operation: Operation): JsonSchema => ({
  type: "object",
  required: ["params", "query", "body"],
  properties: Object.fromEntries(
    (["params", "query", "body"] as const).map((part) => [
      part,
      z.toJSONSchema(operation[part], { io: "input", target: "draft-2020-12" }),
    ]),
  ),
});

/** Values of the form that a JSON Schema describes. Identifiers are mostly ones that exist. */
function fromSchema(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const choices = (schema["anyOf"] ?? schema["oneOf"]) as readonly JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map((each) => fromSchema(each, ids)));
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  switch (schema["type"]) {
    case "object":
      return objectOf(schema, ids);
    case "array":
      return fc.array(fromSchema((schema["items"] ?? {}) as JsonSchema, ids), {
        minLength: Number(schema["minItems"] ?? 0),
        maxLength: 4,
      });
    case "string":
      return textOf(schema, ids);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

/** Small whole numbers mostly, for these are versions and ratings that exist. */
function numberOf(schema: JsonSchema): fc.Arbitrary<number> {
  const least = Math.max(Number(schema["minimum"] ?? -1e6), -2147483648);
  const most = Math.min(Number(schema["maximum"] ?? 1e6), 2147483647);
  const small = [0, 1, 2, 3].filter((value) => value >= least && value <= most);
  const any =
    schema["type"] === "integer"
      ? fc.integer({ min: least, max: most })
      : fc.double({ min: least, max: most, noNaN: true });
  return small.length === 0
    ? any
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...small) }, { weight: 1, arbitrary: any });
}

function objectOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  const required = (schema["required"] ?? []) as string[];
  const model = Object.fromEntries(properties.map(([key, each]) => [key, fromSchema(each, ids)]));
  return fc.record(model, {
    requiredKeys: required.filter((key) => key in model),
    noNullPrototype: true,
  });
}

const DAYS = [
  "2026-03-03",
  "2026-02-28",
  "2024-02-29",
  "1900-01-01",
  "1900-01-14",
  "1999-12-31",
  "2199-12-31",
];
const MOMENTS = [
  "2026-03-03T20:00:00.000Z",
  "1950-06-01T00:00:00Z",
  "1890-06-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "2199-12-31T23:59:59Z",
  "9999-12-31T23:59:59.999999Z",
];

function textOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const pattern = typeof schema["pattern"] === "string" ? schema["pattern"] : "";
  if (pattern.includes("[1-8][0-9a-f]{3}"))
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  if (schema["format"] === "date-time") return fc.constantFrom(...MOMENTS);
  if (pattern.includes("(19|20|21)")) return fc.constantFrom(...DAYS);
  if (pattern.startsWith("^[a-z0-9]")) return fc.constantFrom("north", "south", "nowhere", "a-b");
  const most = Math.min(Number(schema["maxLength"] ?? 40), 40);
  return fc.oneof(
    fc.constantFrom("Europe/Berlin", "day", "a@b", "x"),
    fc.string({ unit: "grapheme", minLength: Number(schema["minLength"] ?? 0), maxLength: most }),
  );
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "TRACE"];
const CONTENT_TYPES = [
  "text/plain",
  "text/plain; charset=utf-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/json;charset=latin1",
  "application/json, text/plain",
  "application/jsonx",
  "APPLICATION/JSON",
  "application/csp-report",
  "application/json\u0001",
  "",
  "null",
  "x".repeat(3000),
];
const ODD_PATHS = [
  "/%00",
  "/%ff",
  "/../../etc/passwd",
  "/%2e%2e/%2e%2e/etc/passwd",
  "//",
  "/;a=b",
  "/.",
  "/%",
  "/%zz",
  "\\..\\..",
  "/*",
  "?",
  "#x",
  `/${"a".repeat(300)}`,
  "/__proto__",
  "%2f",
  "/ ",
];
const ODD_QUERIES = [
  "to=2026-03-01&to=2026-03-02",
  "to[]=1",
  "to[a]=1",
  "__proto__[a]=1",
  "%",
  "%ff=%ff",
  "a=%00",
  `a=${"b".repeat(9000)}`,
  Array.from({ length: 3000 }, (_, index) => `k${index}=1`).join("&"),
  "&&==&",
];
const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { host: "evil.example" },
  { host: "" },
  { host: "127.0.0.1:99999999" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "trellis-app": "" },
  { "trellis-app": "administrator" },
  { "trellis-app": "client, clinician" },
  { cookie: "__Host-trellis-clinician=" },
  { cookie: "__Host-trellis-clinician=north." + "A".repeat(43) },
  { cookie: "__Host-trellis-clinician=../../x" },
  { cookie: "=;;;=" + ";a".repeat(500) },
  {
    authorization: "Bearer x",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-host": "evil.example",
    "x-http-method-override": "DELETE",
  },
  { "content-encoding": "gzip" },
  { "content-encoding": "br" },
  { "content-encoding": "rot13" },
  { "accept-encoding": "gzip;q=x, *" },
  { accept: "text/html" },
  { range: "bytes=0-" },
  { "if-none-match": "*" },
  { expect: "100-continue" },
  { "content-length": "99999999999" },
  { "content-length": "-1" },
  { "transfer-encoding": "chunked" },
  Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`x-flood-${index}`, "x".repeat(20)]),
  ),
];

/** What is wrong with a request besides its values; mostly nothing. */
type Noise = {
  readonly method: string | null;
  readonly contentType: string | null;
  readonly path: string | null;
  readonly query: string | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly cutAt: number | null;
  readonly tail: string | null;
};

const seldom = <T>(values: readonly T[]): fc.Arbitrary<T | null> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );

const noise: fc.Arbitrary<Noise> = fc.record({
  method: seldom(METHODS),
  contentType: seldom(CONTENT_TYPES),
  path: seldom(ODD_PATHS),
  query: seldom(ODD_QUERIES),
  headers: seldom(ODD_HEADERS),
  cutAt: fc.oneof(
    { weight: 30, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.nat({ max: 400 }) },
  ),
  tail: seldom(["}", ",", "]", "\u0000", "\uE000", "{}", "/* */"]),
});

/** Requests of one operation: what it takes, what its schema allows, and both with things changed in them. */
export function hostileRequest(
  operation: Operation,
  examples: fc.Arbitrary<ExampleInput>,
  headers: fc.Arbitrary<Readonly<Record<string, string>>>,
  ids: readonly string[],
): fc.Arbitrary<HostileRequest> {
  const schema = schemaOf(operation);
  const base = fc.oneof(
    {
      weight: 3,
      arbitrary: examples.map(({ params, query, body }): Parts => ({
        params: { ...params },
        query: { ...query },
        body: body ?? {},
      })),
    },
    { weight: 2, arbitrary: fromSchema(schema, ids) as fc.Arbitrary<Parts> },
  );
  const one = change(schema, ids);
  const changes = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.tuple(one) },
    { weight: 2, arbitrary: fc.array(one, { maxLength: 4 }) },
  );
  const whole = fc.oneof(
    { weight: 19, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: hostileValue(schema, ids) },
  );
  return fc
    .record({ base, changes, whole, noise, headers })
    .map((made) =>
      writeRequest(operation, made.base, made.changes, made.whole, made.noise, made.headers),
    );
}

function writeRequest(
  operation: Operation,
  base: Parts,
  changes: readonly Change[],
  whole: unknown,
  odd: Noise,
  headers: Readonly<Record<string, string>>,
): HostileRequest {
  const parts = changes.reduce<unknown>(applyChange, base) as Partial<Parts> | null;
  const params = asRecord(parts?.params);
  const path = operation.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    inAddress(params[name]),
  );
  const query = Object.entries(asRecord(parts?.query)).map(
    ([key, value]) => `${inAddress(key)}=${inAddress(value)}`,
  );
  const search = [...query, ...(odd.query === null ? [] : [odd.query])].join("&");
  const method = odd.method ?? operation.method;
  const sendsBody = operation.method === "POST" || operation.method === "PUT" || odd.tail !== null;
  const text = writeJson(whole === undefined ? (parts?.body ?? null) : whole);
  const cut = odd.cutAt === null ? text : text.slice(0, odd.cutAt);
  return {
    method,
    url: `${path}${odd.path ?? ""}${search === "" ? "" : `?${search}`}`,
    headers: {
      ...headers,
      ...(sendsBody ? { "content-type": odd.contentType ?? "application/json" } : {}),
      ...odd.headers,
    },
    isWhole: odd.method === null && odd.path === null,
    payload: sendsBody ? toBytes(cut + (odd.tail ?? "")) : null,
  };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** A value as it can stand in an address; lone surrogates cannot be written as percent codes. */
function inAddress(value: unknown): string {
  const text =
    value instanceof RawJson
      ? value.text
      : typeof value === "object" && value !== null
        ? writeJson(value)
        : String(value);
  return encodeURIComponent(text.slice(0, 6000).toWellFormed());
}
