import type { ImportProblem, ImportRow } from "@trellis/domain/card-import";
import { parse } from "csv-parse/sync";

export type CsvFile = {
  readonly header: readonly string[];
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
};

/** A table of a person's days has tens of columns; more is something else. */
const MOST_COLUMNS = 1000;
/** Of one row, where a note may stand too. */
const MOST_LETTERS = 100_000;

type Parsed = { record: string[]; info: { lines: number } };

/** Reads a CSV text with a header line; comma, semicolon or tab, whichever the header uses most. */
export function readCsv(text: string): CsvFile {
  let parsed: Parsed[];
  try {
    parsed = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: MOST_LETTERS,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[];
  } catch (error) {
    const line = Number((error as { lines?: unknown }).lines ?? 0);
    return unreadable(line, "");
  }
  const header = (parsed[0]?.record ?? []).map((name) => name.trim());
  const problems: ImportProblem[] = [];
  if (header.length > MOST_COLUMNS) return unreadable(1, `${header.length} columns`);
  const twice = repeatedOf(header);
  if (twice !== undefined)
    problems.push({ line: 1, column: quoted(twice), code: "column-twice", cell: "" });
  const rows: ImportRow[] = [];
  for (const { record, info } of parsed.slice(1)) {
    if (record.length === header.length) {
      rows.push({
        line: info.lines,
        cells: Object.fromEntries(header.map((name, index) => [name, record[index] ?? ""])),
      });
    } else {
      problems.push({
        line: info.lines,
        column: "",
        code: "unreadable-file",
        cell: `${record.length} cells instead of ${header.length}`,
      });
    }
  }
  if (rows.length === 0 && problems.length === 0)
    problems.push({ line: 1, column: "", code: "no-rows", cell: "" });
  return { header, rows, problems };
}

const unreadable = (line: number, cell: string): CsvFile => ({
  header: [],
  rows: [],
  problems: [{ line, column: "", code: "unreadable-file", cell }],
});

function repeatedOf(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.has(name) || !seen.add(name));
}

/** The beginning of a name, which may be as long as the file. */
const quoted = (name: string) => name.slice(0, 100).toWellFormed();

function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => [mark, firstLine.split(mark).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ",";
}
