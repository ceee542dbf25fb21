import * as z from "zod/mini";
import { CardAspect, fitsScale, Scale, suitsAspect } from "./card-item.ts";
import { type CivilDate, CivilDateSchema, isCivilDate, Zone } from "./civil-date.ts";
import { filledText, text } from "./text.ts";

/** How several values of one civil day become one. A mean is rounded to a step that the scale has. */
export const Aggregate = z.enum(["peak", "last", "mean", "sum"]);
export type Aggregate = z.infer<typeof Aggregate>;

/** One column of the file and the card item that it fills. */
export const ColumnMapping = z
  .object({
    column: filledText(100),
    aspect: CardAspect,
    words: filledText(200),
    scale: Scale,
    aggregate: Aggregate,
  })
  .check(
    z.refine(({ aspect, scale }) => suitsAspect(aspect, scale), {
      error: "does not suit what the item is",
      path: ["scale"],
    }),
  );
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const CardImportInput = z.object({
  /** The whole file as text; UTF-8 CSV with a header line. */
  csv: text(6_000_000, 1),
  zone: Zone,
  dateColumn: filledText(100),
  timeColumn: z.nullable(filledText(100)),
  mappings: z.array(ColumnMapping).check(z.minLength(1), z.maxLength(60)),
});
export type CardImportInput = z.infer<typeof CardImportInput>;

const ImportProblemCode = z.enum([
  "column-missing",
  "column-twice",
  "not-a-date",
  "not-a-time",
  "not-a-number",
  "value-off-scale",
  "day-off-scale",
  "unreadable-file",
  "no-rows",
]);

/** A bad place of the file; `line` counts from 1 with the header as line 1. */
export const ImportProblem = z.object({
  line: z.int(),
  column: z.string(),
  code: ImportProblemCode,
  cell: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const CardImportPreview = z.object({
  rows: z.int(),
  days: z.int(),
  firstDay: z.nullable(CivilDateSchema),
  lastDay: z.nullable(CivilDateSchema),
  columns: z.array(
    z.object({
      column: z.string(),
      words: z.string(),
      /** Days that get a value from this file. */
      newDays: z.int(),
      /** Days that already have an entry, which stays as it is. */
      keptDays: z.int(),
      /** The item is made by this import. */
      newItem: z.boolean(),
      lowest: z.nullable(z.number()),
      highest: z.nullable(z.number()),
    }),
  ),
  problems: z.array(ImportProblem),
  /** All bad places, also those past the listed ones. */
  problemCount: z.int(),
});
export type CardImportPreview = z.infer<typeof CardImportPreview>;

/** How many bad places are listed; the rest is counted. */
export const LISTED_PROBLEMS = 200;

export type ImportRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
export type ImportedDay = {
  readonly column: string;
  readonly date: CivilDate;
  readonly value: number;
};
export type ImportPlan = { readonly days: ImportedDay[]; readonly problems: ImportProblem[] };

const SYNTAX =
  /^([^=]+)=([a-z]+):([^:]+):(yes-no|-?\d+(?:\.\d+)?\.\.-?\d+(?:\.\d+)?):(peak|last|mean|sum)(?::([^:]+))?$/;

/**
 * Reads `column=aspect:words:scale:aggregate[:unit]`, for instance `down=emotion:sadness:-3..3:peak`
 * or `hours=number:hours of work:0..24:sum:h`. Gives null when the text is not of that form.
 */
export function parseMapping(source: string): ColumnMapping | null {
  const match = SYNTAX.exec(source);
  if (!match) return null;
  const [, column, aspect, words, scale, aggregate, unit] = match;
  const parsed = z.safeParse(ColumnMapping, {
    column,
    aspect,
    words,
    aggregate,
    scale: parseScale(scale ?? "", aspect === "number", unit ?? shortened(words ?? "")),
  });
  return parsed.success ? parsed.data : null;
}

/** At most twenty characters, the length of a unit, without cutting one in two. */
const shortened = (words: string) => Array.from(words.trim()).slice(0, 20).join("");

function parseScale(source: string, isNumber: boolean, unit: string): unknown {
  if (source === "yes-no") return { kind: "yes-no" };
  const [min, max] = source.split("..").map(Number);
  return isNumber ? { kind: "number", min, max, decimals: 2, unit } : { kind: "rating", min, max };
}

/**
 * Turns the rows of a file into one value per column and civil day, or names every bad place.
 * Empty cells are missing values and never zero. Pure: nothing is stored here.
 */
export function planImport(
  rows: readonly ImportRow[],
  input: Pick<CardImportInput, "mappings" | "dateColumn" | "timeColumn">,
): ImportPlan {
  const problems = columnsMappedTwice(input.mappings);
  if (problems.length > 0) return { days: [], problems };
  const readings = new Map<string, { time: string; line: number; value: number }[]>();
  for (const row of rows) {
    const dated = readMoment(row, input, problems);
    if (!dated) continue;
    for (const mapping of input.mappings) {
      const value = readCell(row, mapping, problems);
      if (value === null) continue;
      const key = `${dated.date} ${mapping.column}`;
      const list = readings.get(key) ?? [];
      list.push({ time: dated.time, line: row.line, value });
      readings.set(key, list);
    }
  }
  const byColumn = new Map(input.mappings.map((mapping) => [mapping.column, mapping]));
  const days: ImportedDay[] = [];
  for (const [key, list] of readings) {
    const date = key.slice(0, 10) as CivilDate;
    const mapping = byColumn.get(key.slice(11));
    if (!mapping) continue;
    const value = aggregateDay(mapping, list);
    if (fitsScale(mapping.scale, value)) days.push({ column: mapping.column, date, value });
    else
      problems.push({
        line: list[0]?.line ?? 0,
        column: mapping.column,
        code: "day-off-scale",
        cell: String(value),
      });
  }
  return { days, problems };
}

function columnsMappedTwice(mappings: readonly ColumnMapping[]): ImportProblem[] {
  const columns = mappings.map((mapping) => mapping.column);
  const twice = new Set(columns.filter((column, index) => columns.indexOf(column) < index));
  return Array.from(twice, (column) => ({ line: 1, column, code: "column-twice", cell: column }));
}

/** Only the row's own cells: a column may be named like something that every object has. */
const cellOf = (row: ImportRow, column: string) =>
  (Object.hasOwn(row.cells, column) ? (row.cells[column] ?? "") : "").trim();

/** The beginning of a bad cell, for the list of problems. */
const quoted = (cell: string) => cell.slice(0, 40).toWellFormed();

function readMoment(
  row: ImportRow,
  input: Pick<CardImportInput, "dateColumn" | "timeColumn">,
  problems: ImportProblem[],
): { date: CivilDate; time: string } | null {
  const date = cellOf(row, input.dateColumn);
  if (!isCivilDate(date)) {
    problems.push({
      line: row.line,
      column: input.dateColumn,
      code: "not-a-date",
      cell: quoted(date),
    });
    return null;
  }
  const time = input.timeColumn === null ? "" : cellOf(row, input.timeColumn);
  if (time !== "" && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) {
    problems.push({
      line: row.line,
      column: input.timeColumn ?? "",
      code: "not-a-time",
      cell: quoted(time),
    });
    return null;
  }
  return { date, time };
}

const YES = new Set(["yes", "y", "true", "sí", "si"]);
const NO = new Set(["no", "n", "false"]);

/** A number with point or comma; for a yes-no item the words of both languages too. NaN for anything else. */
function readValue(cell: string, isYesNo: boolean): number {
  const word = cell.toLowerCase();
  if (isYesNo && YES.has(word)) return 1;
  if (isYesNo && NO.has(word)) return 0;
  return /^[+-]?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) + 0 : Number.NaN;
}

function readCell(
  row: ImportRow,
  mapping: ColumnMapping,
  problems: ImportProblem[],
): number | null {
  const cell = cellOf(row, mapping.column);
  if (cell === "" || cell === "NA") return null;
  const value = readValue(cell, mapping.scale.kind === "yes-no");
  const bad = (code: "not-a-number" | "value-off-scale") => {
    problems.push({ line: row.line, column: mapping.column, code, cell: quoted(cell) });
    return null;
  };
  if (!Number.isFinite(value)) return bad("not-a-number");
  return fitsScale(mapping.scale, value) ? value : bad("value-off-scale");
}

function aggregateDay(
  mapping: ColumnMapping,
  list: readonly { time: string; line: number; value: number }[],
): number {
  const values = list.map((each) => each.value);
  const sum = values.reduce((total, value) => total + value, 0);
  const decimals = mapping.scale.kind === "number" ? mapping.scale.decimals : 0;
  const rounded = (value: number) => Number(value.toFixed(decimals)) + 0;
  switch (mapping.aggregate) {
    case "peak":
      return values.reduce((highest, value) => Math.max(highest, value));
    case "sum":
      return rounded(sum);
    case "mean":
      return rounded(sum / values.length);
    case "last":
      return (
        list
          .toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.line - b.line))
          .at(-1)?.value ?? 0
      );
  }
}
