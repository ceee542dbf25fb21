/** The beginning of a file: its columns, and what stands in its first rows. */
export type CsvHead = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** How much of a file is looked at; the server reads the rest. */
const HEAD_LENGTH = 200_000;
const HEAD_ROWS = 5;

/** Reads the columns of a CSV text as the server will: comma, semicolon or tab, quotes, trimmed names. */
export function readCsvHead(text: string): CsvHead {
  const start = text.slice(0, HEAD_LENGTH).replace(/^\ufeff/, "");
  const [header = [], ...rows] = readRecords(start, delimiterOf(start), HEAD_ROWS + 1);
  return { columns: header.map((name) => name.trim()), rows };
}

/** The mark that the first line uses most. */
function delimiterOf(text: string): string {
  const [firstLine = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, parts: firstLine.split(mark).length }));
  return counts.reduce((best, next) => (next.parts > best.parts ? next : best)).mark;
}

/** The first records of a text after RFC 4180; empty lines are none. */
function readRecords(text: string, delimiter: string, most: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    record.push(cell);
    cell = "";
  };
  const endRecord = () => {
    endCell();
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  };
  for (let at = 0; at < text.length && records.length < most; at += 1) {
    const mark = text.charAt(at);
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text.charAt(at + 1) === '"') cell += text.charAt((at += 1));
      else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === delimiter) endCell();
    else if (mark === "\n") endRecord();
    else if (mark !== "\r") cell += mark;
  }
  if (records.length < most && (cell !== "" || record.length > 0)) endRecord();
  return records;
}

/** Names that stand twice in the header; such a file cannot be read. */
export const namesTwice = ({ columns }: CsvHead): string[] => [
  ...new Set(columns.filter((name, at) => columns.indexOf(name) !== at)),
];

/** The first few values of a column that are not empty. */
export const firstValues = ({ columns, rows }: CsvHead, column: string): string[] =>
  rows
    .map((row) => (row[columns.indexOf(column)] ?? "").trim())
    .filter((value) => value !== "")
    .slice(0, 4);
