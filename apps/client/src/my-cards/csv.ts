/** A cell of a table: text, a number, or nothing. */
export type CsvCell = string | number | null;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are written as they are.
 * Leading blanks do not hide a formula, since some programs cut them off.
 */
const safe = (text: string): string =>
  /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/u.test(text) ? `'${text}` : text;

function cell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = safe(value);
  // Some programs divide at semicolons or tabs as well.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as a file: commas, lines that end as RFC 4180 says, and the mark by which programs know UTF-8. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
