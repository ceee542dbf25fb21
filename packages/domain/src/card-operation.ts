import * as z from "zod/mini";
import { entersAs, fitsScale, type Scale } from "./card-item.ts";
import { CivilDateSchema, Zone } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { filledText, text } from "./text.ts";

/** A wrong clock is accepted, but not one from before there were clocks with zones to reckon days by. */
const DeviceTime = z.iso.datetime().check(
  z.maxLength(30),
  z.refine((time) => time >= "1901", { error: "is before 1901" }),
);

/**
 * Every save of a client's card is one of these operations, online or not. The server applies each
 * once, in the order in which it receives them, and answers a replay with the first answer.
 */
const envelope = {
  /** Made by the device; the same id is the same operation for ever. */
  id: Uuid,
  schema: z.literal(1),
  /** The civil day that the entry is about, chosen by the client. */
  date: CivilDateSchema,
  /** The zone of the device when the entry was made. */
  zone: Zone,
  /** The device's own time; never used for order. */
  madeAt: DeviceTime,
  /** Counts up on each device. */
  sequence: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
  /** Entered in session from a card on paper. */
  from: z.optional(z.literal("paper")),
};
const ofItem = { item: Uuid, version: z.int().check(z.minimum(1), z.maximum(2_147_483_647)) };
const value = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));

/** A tap in one sitting: the last value of a sitting counts, the day's value is the highest of its sittings. */
export const RateOperation = z.object({
  ...envelope,
  ...ofItem,
  kind: z.literal("rate"),
  sitting: Uuid,
  value,
});

/** An explicit change of the day's value; `seen` is what the person saw, null stands for empty. */
export const SetOperation = z.object({
  ...envelope,
  ...ofItem,
  kind: z.literal("set"),
  value: z.nullable(value),
  seen: z.nullable(value),
});

export const NoteField = z.enum(["note", "worth-keeping", "how-hard"]);
export type NoteField = z.infer<typeof NoteField>;

/** Words of the day. Empty words take the note away from the card; the history keeps it. `how-hard` is 0 to 5. */
const NoteOperation = z
  .object({
    ...envelope,
    kind: z.literal("note"),
    field: NoteField,
    words: text(4000),
    seen: z.nullable(text(4000)),
  })
  .check(
    z.refine(({ field, words }) => field !== "how-hard" || /^[0-5]?$/.test(words), {
      error: "is not 0 to 5",
      path: ["words"],
    }),
  );

/** What may stand beside a value: about when it was, or what exactly. */
export const DetailField = z.enum(["about-when", "what"]);
export type DetailField = z.infer<typeof DetailField>;

/** Words beside an item of a day. Empty words take them away. `about-when` is a time of day, `HH:MM`. */
const DetailOperation = z
  .object({
    ...envelope,
    ...ofItem,
    kind: z.literal("detail"),
    field: DetailField,
    words: text(300),
    seen: z.nullable(text(300)),
  })
  .check(
    z.refine(
      ({ field, words }) =>
        field !== "about-when" || words === "" || /^([01]\d|2[0-3]):[0-5]\d$/.test(words),
      { error: "is not a time of day", path: ["words"] },
    ),
  );

/** That the short card was enough on this day, or that it was not after all. */
const DayOperation = z.object({ ...envelope, kind: z.literal("day"), short: z.boolean() });

const strength = z.int().check(z.minimum(0), z.maximum(5));

/**
 * An urge that was ridden out without acting: its strength before and after, and what helped. With an item,
 * the strength before counts as a sitting of its own, because the card keeps the highest of the day.
 */
const RideOutOperation = z
  .object({
    ...envelope,
    kind: z.literal("ride-out"),
    item: z.nullable(Uuid),
    version: z.nullable(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
    before: strength,
    after: strength,
    moves: z.array(filledText(200)).check(z.maxLength(12)),
  })
  .check(
    z.refine(({ item, version }) => (item === null) === (version === null), {
      error: "names an item with its version, or neither",
      path: ["version"],
    }),
  );

export const CardOperation = z.discriminatedUnion("kind", [
  RateOperation,
  SetOperation,
  NoteOperation,
  DetailOperation,
  DayOperation,
  RideOutOperation,
]);
export type CardOperation = z.infer<typeof CardOperation>;
export type ItemOperation = z.infer<typeof RateOperation> | z.infer<typeof SetOperation>;

export const RefusalCode = z.enum([
  "item-not-found",
  "item-version-not-found",
  "value-off-scale",
  "operation-id-taken",
  /** A civil day that the zone of the device never had (Apia, 30 December 2011). */
  "day-does-not-exist",
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** What the server did with one operation. `value` is the day's value (or words) afterwards. */
export const OperationAnswer = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("applied"),
    id: Uuid,
    value: z.nullable(z.number()),
    words: z.nullable(z.string()),
    /** The value that stood there when it was not the one the person had seen. */
    replaced: z.nullable(z.union([z.number(), z.string()])),
  }),
  z.object({ outcome: z.literal("refused"), id: Uuid, code: RefusalCode }),
]);
export type OperationAnswer = z.infer<typeof OperationAnswer>;

/** What is kept of one item on one day. `value` null is empty, which is never zero. */
export type EntryState = {
  readonly value: number | null;
  /** The highest value that no open sitting can lower any more. */
  readonly floor: number | null;
  /** The last value of each sitting. */
  readonly sittings: Readonly<Record<string, number>>;
};

export const EMPTY_ENTRY: EntryState = { value: null, floor: null, sittings: {} };

/** Beyond this number of sittings in a day the oldest is folded into the floor. */
export const MOST_SITTINGS = 48;

/**
 * The entry after a rating or a change. Ratings of several phones are no conflict: the peak of the day stands. On a
 * scale that knows no highest (categories, quantities) a rating is a change: of two skills none is the greater one.
 */
export function applyToEntry(
  state: EntryState,
  operation: ItemOperation,
  scale: Scale,
): EntryState {
  if (operation.kind === "set" || entersAs(scale) === "set")
    return { value: operation.value, floor: operation.value, sittings: {} };
  const { [operation.sitting]: _earlier, ...others } = state.sittings;
  const sittings: Record<string, number> = { ...others, [operation.sitting]: operation.value };
  let floor = state.floor;
  const [oldest] = Object.keys(sittings);
  if (oldest !== undefined && Object.keys(sittings).length > MOST_SITTINGS) {
    floor = Math.max(floor ?? -Infinity, sittings[oldest] ?? -Infinity);
    delete sittings[oldest];
  }
  return { value: Math.max(floor ?? -Infinity, ...Object.values(sittings)), floor, sittings };
}

/** Why an item operation cannot be applied, or null. `scale` is that of the version the phone showed. */
export function refusalOf(
  operation: ItemOperation,
  found: { readonly item: boolean; readonly scale: Scale | null },
): RefusalCode | null {
  if (!found.item) return "item-not-found";
  if (found.scale === null) return "item-version-not-found";
  if (operation.value !== null && !fitsScale(found.scale, operation.value))
    return "value-off-scale";
  return null;
}
