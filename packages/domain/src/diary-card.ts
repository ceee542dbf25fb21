import * as z from "zod/mini";
import {
  CardAspect,
  type CardItem,
  CardItem as CardItemSchema,
  CardRhythm,
  Scale,
} from "./card-item.ts";
import { DetailField, NoteField } from "./card-operation.ts";
import {
  addDays,
  type CivilDate,
  civilDate,
  CivilDateSchema,
  daysBetween,
  isCivilDate,
} from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { levelRank, TargetLevel } from "./target-behaviour.ts";

/** One item on one civil day. There is no row for an empty one: missing is never zero. */
export const DiaryEntry = z.object({
  item: Uuid,
  date: CivilDateSchema,
  value: z.number(),
  version: z.int(),
  /** Entered after its diary day had ended (R-DT-1); shown as underlined, to everyone alike. */
  late: z.boolean(),
  /** Taken over from a card on paper. */
  paper: z.optional(z.literal(true)),
  /** The phone's clock was more than five minutes off when it was entered (R-DT-4). */
  clockOff: z.optional(z.literal(true)),
  /** Changed after its diary day had ended: what stood there at the end of the day, and when it was changed. */
  corrected: z.optional(z.object({ from: z.number(), on: CivilDateSchema })),
});
export type DiaryEntry = z.infer<typeof DiaryEntry>;

export const DiaryNote = z.object({ date: CivilDateSchema, field: NoteField, words: z.string() });
export type DiaryNote = z.infer<typeof DiaryNote>;

/** An entry that was taken away after its diary day had ended. */
export const ClearedEntry = z.object({
  item: Uuid,
  date: CivilDateSchema,
  from: z.number(),
  on: CivilDateSchema,
});
export type ClearedEntry = z.infer<typeof ClearedEntry>;

/** Words beside an item of a day. */
export const EntryDetail = z.object({
  item: Uuid,
  date: CivilDateSchema,
  field: DetailField,
  words: z.string(),
});
export type EntryDetail = z.infer<typeof EntryDetail>;

/** An urge that was ridden out, as the client put it on the card. */
export const RiddenOut = z.object({
  id: Uuid,
  date: CivilDateSchema,
  item: z.nullable(Uuid),
  before: z.int(),
  after: z.int(),
  moves: z.array(z.string()),
});
export type RiddenOut = z.infer<typeof RiddenOut>;

/** What an item usually was in the four weeks before the range: n counts days with a value. */
export const UsualValue = z.object({
  item: Uuid,
  median: z.number(),
  min: z.number(),
  max: z.number(),
  n: z.int(),
  /** Days with a value above zero; what counts for an act. */
  above: z.int(),
});
export type UsualValue = z.infer<typeof UsualValue>;

/** An item as it was before its present version. */
export const EarlierVersion = z.object({
  item: Uuid,
  version: z.int(),
  words: z.string(),
  coverWords: z.nullable(z.string()),
  scale: Scale,
  validFrom: CivilDateSchema,
});
export type EarlierVersion = z.infer<typeof EarlierVersion>;

/** The part of the record that Today, Week and the session view start from, in one answer. */
export const DiaryWeek = z.object({
  client: z.object({
    id: Uuid,
    initials: z.string(),
    tag: z.string(),
    lifeLine: z.nullable(z.string()),
    /** What the pair wants to read at the end of the card; null for the line that follows rules. */
    closingLine: z.nullable(z.string()),
    zone: z.string(),
  }),
  from: CivilDateSchema,
  to: CivilDateSchema,
  lastSessionOn: z.nullable(CivilDateSchema),
  /** Sessions of the fourteen days up to `to` (or of the range), and the newest ones; newest first. */
  sessions: z.array(z.object({ id: Uuid, heldOn: CivilDateSchema })),
  items: z.array(CardItemSchema),
  /**
   * Versions that were in force on a day of the range, or that an entry of it was made with, where the item has
   * a newer one now.
   */
  earlierVersions: z.array(EarlierVersion),
  entries: z.array(DiaryEntry),
  cleared: z.array(ClearedEntry),
  details: z.array(EntryDetail),
  notes: z.array(DiaryNote),
  riddenOut: z.array(RiddenOut),
  /** Days on which the short card was enough. */
  shortDays: z.array(CivilDateSchema),
  /** The last answer to the weekly question about folded items before the range. */
  checkedBefore: z.nullable(z.object({ date: CivilDateSchema, value: z.number() })),
  usual: z.array(UsualValue),
  /** Nearest days with an entry outside the range, so that an empty range can say where to look. */
  earlierEntryOn: z.nullable(CivilDateSchema),
  laterEntryOn: z.nullable(CivilDateSchema),
});
export type DiaryWeek = z.infer<typeof DiaryWeek>;

/** What was entered in a range, with every version that it was entered with. */
export const CardExport = z.object({
  firstEntryOn: z.nullable(CivilDateSchema),
  versions: z.array(
    z.extend(EarlierVersion, {
      aspect: CardAspect,
      level: z.nullable(TargetLevel),
      rhythm: CardRhythm,
    }),
  ),
  entries: z.array(DiaryEntry),
  details: z.array(EntryDetail),
  notes: z.array(DiaryNote),
  riddenOut: z.array(RiddenOut),
  shortDays: z.array(CivilDateSchema),
});
export type CardExport = z.infer<typeof CardExport>;

/** Least and greatest number of columns of the week matrix. */
export const LEAST_DAYS = 7;
export const MOST_DAYS = 14;
/** The longest range of one read; the matrix shows fourteen days, Print and trends ask for more. */
export const MOST_RANGE_DAYS = 92;

/** True for a range that one read may ask for: 1 to 92 days. */
export function isReadableRange(from: CivilDate, to: CivilDate): boolean {
  const days = daysBetween(from, to) + 1;
  return days >= 1 && days <= MOST_RANGE_DAYS;
}

/** Where the calendar of `CivilDate` begins. */
const FIRST_DAY = civilDate("1900-01-01");
/** How many of the newest recorded sessions come along, so that one can be taken back. */
export const NEWEST_SESSIONS = 5;
/** Days before the range from which the usual value is taken. */
export const USUAL_DAYS = 28;

/**
 * The days of the week matrix: from the last session before `to` up to `to`, at least seven and at
 * most fourteen columns (older ones are a page back).
 */
export function weekRange(
  to: CivilDate,
  lastSession: CivilDate | null,
): { from: CivilDate; to: CivilDate } {
  const since = lastSession === null ? LEAST_DAYS : daysBetween(lastSession, to) + 1;
  const from = addDays(to, 1 - Math.min(MOST_DAYS, Math.max(LEAST_DAYS, since)));
  return { from: isCivilDate(from) ? from : FIRST_DAY, to };
}

/** Median of at least one number; the mean of the middle two for an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError("median of nothing");
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The usual value of each item, from entries of the four weeks before the range. */
export function usualValues(
  entries: readonly { readonly item: string; readonly value: number }[],
): UsualValue[] {
  const byItem = Map.groupBy(entries, (entry) => entry.item);
  return Array.from(byItem, ([item, group]) => {
    const values = group.map((entry) => entry.value);
    return {
      item,
      median: median(values),
      min: Math.min(...values),
      max: Math.max(...values),
      n: values.length,
      above: values.filter((value) => value > 0).length,
    };
  });
}

/** Items in the order of the hierarchy, then of the card. */
export const inCardOrder = (items: readonly CardItem[]): CardItem[] =>
  items.toSorted(
    (a, b) =>
      levelRank(a.level) - levelRank(b.level) || a.position - b.position || (a.id < b.id ? -1 : 1),
  );
