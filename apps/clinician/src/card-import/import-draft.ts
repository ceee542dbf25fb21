import type { Aggregate, CardImportInput, ColumnMapping } from "@trellis/domain/card-import";
import type { CardAspect } from "@trellis/domain/card-item";
import { isCivilDate } from "@trellis/domain/civil-date";
import {
  EMPTY_SCALE,
  readScale,
  type ScaleDraft,
  type ScaleFaults,
} from "#platform/scale-draft.ts";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";
import { type CsvHead, firstValues } from "./csv-head.ts";

/** What becomes of one column. Nothing clinical is guessed: every column is left out until somebody says what it is. */
export type ColumnDraft = {
  readonly column: string;
  /** Null: the column is left out. */
  readonly aspect: CardAspect | null;
  readonly words: string;
  readonly scale: ScaleDraft;
  readonly aggregate: Aggregate | null;
};

export type ImportDraft = {
  readonly zone: string;
  readonly dateColumn: string | null;
  readonly timeColumn: string | null;
  readonly columns: readonly ColumnDraft[];
};

export type ColumnFaults = {
  readonly words?: WordsFault | "twice";
  readonly aggregate?: true;
  readonly scale: ScaleFaults;
};

export type ImportFaults = {
  readonly dateColumn?: true;
  readonly nothingChosen?: true;
  readonly tooMany?: true;
  readonly columns: ReadonlyMap<string, ColumnFaults>;
};

/** Most columns that one import may fill. */
export const MOST_COLUMNS = 60;
const LONGEST_COLUMN = 100;

/** A draft for the columns of a file. Day and time are found by how their values look. */
export function beginImport(head: CsvHead, zone: string): ImportDraft {
  const usable = head.columns.filter((name) => wordsFault(name, LONGEST_COLUMN) === null);
  const looksLike = (pattern: (value: string) => boolean) =>
    usable.find((name) => {
      const values = firstValues(head, name);
      return values.length > 0 && values.every(pattern);
    }) ?? null;
  return {
    zone,
    dateColumn: looksLike(isCivilDate),
    timeColumn: looksLike((value) => /^\d\d:\d\d(:\d\d)?$/.test(value)),
    columns: usable.map((column) => ({
      column,
      aspect: null,
      words: "",
      scale: EMPTY_SCALE,
      aggregate: null,
    })),
  };
}

/** The draft for another file, with what was said before about columns of the same names. */
export function keepMapping(fresh: ImportDraft, before: ImportDraft | null): ImportDraft {
  if (before === null) return fresh;
  const names = new Set(fresh.columns.map(({ column }) => column));
  const kept = new Map(before.columns.map((each) => [each.column, each]));
  const still = (name: string | null) => (name !== null && names.has(name) ? name : null);
  return {
    zone: before.zone,
    dateColumn: still(before.dateColumn) ?? fresh.dateColumn,
    timeColumn: still(before.timeColumn) ?? fresh.timeColumn,
    columns: fresh.columns.map((each) => kept.get(each.column) ?? each),
  };
}

/** True once something was said about a column. */
export const isBegun = (draft: ImportDraft): boolean =>
  draft.columns.some(({ aspect, words }) => aspect !== null || words.trim() !== "");

/** The columns that can fill items: all but day and time. */
export const valueColumns = (draft: ImportDraft): ColumnDraft[] =>
  draft.columns.filter(({ column }) => column !== draft.dateColumn && column !== draft.timeColumn);

/** The draft with one column changed. */
export const withColumn = (
  draft: ImportDraft,
  column: string,
  part: Partial<ColumnDraft>,
): ImportDraft => ({
  ...draft,
  columns: draft.columns.map((each) => (each.column === column ? { ...each, ...part } : each)),
});

/** The draft with the same for every value column; words that are still empty become the column's own name. */
export const sameForAll = (
  draft: ImportDraft,
  part: Pick<ColumnDraft, "aspect" | "scale" | "aggregate">,
): ImportDraft => {
  const values = new Set(valueColumns(draft).map(({ column }) => column));
  return {
    ...draft,
    columns: draft.columns.map((each) =>
      values.has(each.column)
        ? { ...each, ...part, words: each.words.trim() === "" ? each.column : each.words }
        : each,
    ),
  };
};

/** What to send, or what stands in its way. */
export function readImport(
  draft: ImportDraft,
  csv: string,
): { readonly input: CardImportInput } | { readonly faults: ImportFaults } {
  const chosen = valueColumns(draft).filter((column) => column.aspect !== null);
  const columns = new Map<string, ColumnFaults>();
  const mappings: ColumnMapping[] = [];
  for (const column of chosen) {
    const read = readColumn(column, chosen);
    if ("faults" in read) columns.set(column.column, read.faults);
    else mappings.push(read.mapping);
  }
  const { dateColumn, timeColumn, zone } = draft;
  const tooMany = chosen.length > MOST_COLUMNS;
  if (dateColumn !== null && chosen.length > 0 && !tooMany && columns.size === 0)
    return { input: { csv, zone, dateColumn, timeColumn, mappings } };
  return {
    faults: {
      ...(dateColumn === null ? { dateColumn: true } : {}),
      ...(chosen.length === 0 ? { nothingChosen: true } : {}),
      ...(tooMany ? { tooMany: true } : {}),
      columns,
    },
  };
}

function readColumn(
  column: ColumnDraft,
  chosen: readonly ColumnDraft[],
): { readonly mapping: ColumnMapping } | { readonly faults: ColumnFaults } {
  const scale = readScale(column.scale);
  const words = wordsFault(column.words) ?? (hasTwin(column, chosen) ? "twice" : null);
  const { aspect, aggregate } = column;
  if (aspect !== null && words === null && aggregate !== null && "scale" in scale)
    return {
      mapping: {
        column: column.column,
        aspect,
        words: column.words.trim(),
        scale: scale.scale,
        aggregate,
      },
    };
  return {
    faults: {
      ...(words === null ? {} : { words }),
      ...(aggregate === null ? { aggregate: true } : {}),
      scale: "faults" in scale ? scale.faults : {},
    },
  };
}

/** True when another column would become an item that nobody could tell from this one. */
const hasTwin = (column: ColumnDraft, chosen: readonly ColumnDraft[]): boolean =>
  chosen.some(
    (other) =>
      other !== column &&
      other.aspect === column.aspect &&
      other.words.trim() === column.words.trim(),
  );
