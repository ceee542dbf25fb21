import { MOST_EXPORT_DAYS } from "@trellis/api/diary-card";
import { addDays, type CivilDate, civilDate, daysBetween } from "@trellis/domain/civil-date";
import type { CardExport } from "@trellis/domain/diary-card";

/** What has come so far, the newest years first. */
export type CardsRead = {
  readonly parts: readonly CardExport[];
  /** The last day of what is still to be read; null when nothing is. */
  readonly next: CivilDate | null;
  /** Years that there are, known with the first answer. */
  readonly of: number | null;
};

export const nothingRead = (today: CivilDate): CardsRead => ({ parts: [], next: today, of: null });

type Ask = (range: { readonly from: CivilDate; readonly to: CivilDate }) => Promise<CardExport>;

/** Reads one more year; what came before stays when it does not arrive. */
export async function readYear(read: CardsRead, ask: Ask): Promise<CardsRead> {
  if (read.next === null) return read;
  const to = read.next;
  const from = yearBefore(to);
  const part = await ask({ from, to });
  const first = part.firstEntryOn;
  const rest = first === null || first >= from ? null : addDays(from, -1);
  const years = first === null ? 1 : Math.ceil((daysBetween(first, to) + 1) / MOST_EXPORT_DAYS);
  return { parts: [...read.parts, part], next: rest, of: read.of ?? Math.max(1, years) };
}

const FIRST_DAY = civilDate("1900-01-01");

function yearBefore(to: CivilDate): CivilDate {
  const days = Math.min(MOST_EXPORT_DAYS - 1, daysBetween(FIRST_DAY, to));
  return addDays(to, -days);
}

/** All years as one. A version that several of them name is there once. */
export function joined(parts: readonly CardExport[]): CardExport {
  const versions = new Map(
    parts.flatMap((part) =>
      part.versions.map((each) => [`${each.item} ${String(each.version)}`, each] as const),
    ),
  );
  return {
    firstEntryOn: parts[0]?.firstEntryOn ?? null,
    versions: Array.from(versions.values()),
    entries: parts.flatMap((part) => part.entries),
    details: parts.flatMap((part) => part.details),
    notes: parts.flatMap((part) => part.notes),
    riddenOut: parts.flatMap((part) => part.riddenOut),
    shortDays: parts.flatMap((part) => part.shortDays),
  };
}
